"""One side on one matter: what it said last, its course, and what changed between two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.brief.names import party_name
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.records import STANCES
from dragoman.views import (
    AccountRow,
    EventFilter,
    EventRow,
    StatementFilter,
    StatementRow,
    accounts,
    events,
    statements,
)
from dragoman.views.overview import overview
from dragoman.views.overview_rows import CellRow, Point
from dragoman.views.surroundings import surroundings
from dragoman.web.asked import Asked
from dragoman.web.drawing import Plot
from dragoman.web.shown import Shown, without

KNOWN = ("side", "matter", "before", "known")
LATEST = 20
EVENTS = 40
"""Events on the axis of a course: the latest."""
BETWEEN = 6
"""Events that are told between two days."""
PAIRS = 4
"""Pairs of accounts that are shown: the latest."""


@dataclass(frozen=True, slots=True)
class Change:
    """Two points of a course, what was said at each, and by how many steps it moved."""

    points: Sequence[Point]
    said: Sequence[StatementRow]
    steps: int
    meanwhile: Sequence[EventRow]


def position_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return what a side said last on a matter, its course, and what its latest move was.

    Raises DragomanError where the query names no side or no matter.
    """
    matter, side = asked.get("matter"), asked.get("side")
    if matter is None or side is None:
        raise DragomanError("A position is a side's on a matter: ask for side: and matter: both.")
    until, known = asked.get("before"), asked.get("known")
    found = overview(ledger, matter=matter, side=side, on=until, as_known_on=known, count=1)
    cell = found.rows[0] if found.rows else None
    where = StatementFilter(side=side, matter=matter, until=until, as_known_on=known)
    said = statements(ledger, limit=LATEST, **where)
    plot = Plot(*found.axis, width=640, step=22, edge=10) if found.axis else None
    points = _points(cell) if cell else []
    chosen = [asked.more[name] for name in ("from", "to") if asked.more.get(name)]
    shown = chosen
    if not chosen and cell and cell.before_day and cell.since:
        shown = [cell.before_day, cell.since]
    during = EventFilter(party=side, until=until, as_known_on=known)
    change = _change(ledger, points, shown, where, during)
    title = f"{party_name(cell.side)} on {cell.matter_name}" if cell else f"{side} on {matter}"
    return Shown(
        title=title,
        template="position.html",
        path="/position",
        rows=said,
        kind=StatementRow,
        unused=without(asked, KNOWN),
        context={
            "cell": cell,
            "plot": plot,
            "points": points,
            "chosen": shown,
            "picking": len(chosen) == 1,
            "next": {point.day: _picked(asked, chosen, point.day) for point in points},
            "change": change,
            "events": _on_axis(ledger, plot, during) if plot else (),
            "accounts": _accounts(ledger, asked) if cell and cell.differing else (),
            "most_accounts": PAIRS,
            "around": surroundings(ledger, [*said, *(change.said if change else ())], known),
        },
    )


def _points(cell: CellRow) -> list[Point]:
    """Return the days of a course that can be picked, each with its stance."""
    days = {point.day: point for point in cell.line}
    if cell.before and cell.before_day:
        days.setdefault(cell.before_day, Point(cell.before_day, cell.before))
    if cell.since:
        days.setdefault(cell.since, Point(cell.since, cell.stance))
    return [days[day] for day in sorted(days)]


def _picked(asked: Asked, chosen: Sequence[str], day: str) -> str:
    """Return the address that picks a day: the second of two, else the first of two others."""
    if len(chosen) == 1 and chosen[0] != day:
        first, last = sorted([chosen[0], day])
        return asked.also(**{"from": first, "to": last}).at("/position")
    return asked.also(**{"from": day, "to": None}).at("/position")


def _change(
    ledger: Ledger,
    points: Sequence[Point],
    days: Sequence[str],
    where: StatementFilter,
    during: EventFilter,
) -> Change | None:
    """Return what a side said on two days; None where it said nothing on one of them."""
    if len(days) != 2:
        return None
    stances = {point.day: point.stance for point in points}
    said: list[StatementRow] = []
    for day in days:
        on_day = where.copy()
        on_day["since"] = on_day["until"] = day
        stance = stances.get(day)
        of_stance = StatementFilter(stance=stance, **on_day)
        rows = statements(ledger, limit=1, **of_stance) if stance else ()
        said += rows or statements(ledger, limit=1, **on_day)
    if len(said) != 2:
        return None
    two = [
        Point(day, stances.get(day) or row.stance or "")
        for day, row in zip(days, said, strict=True)
    ]
    scale: list[str] = list(STANCES)
    levels = [scale.index(point.stance) for point in two if point.stance in scale]
    between = during.copy()
    between["since"], between["until"] = days
    return Change(
        points=two,
        said=said,
        steps=levels[1] - levels[0] if len(levels) == 2 else 0,
        meanwhile=events(ledger, limit=BETWEEN, **between),
    )


def _on_axis(ledger: Ledger, plot: Plot, during: EventFilter) -> list[EventRow]:
    """Return the latest events with a day on the axis of a course."""
    where = during.copy()
    where["since"] = plot.first[:10]
    found = events(ledger, limit=EVENTS, **where)
    return [one for one in found if one.day and one.day <= plot.last]


def _accounts(ledger: Ledger, asked: Asked) -> tuple[AccountRow, ...]:
    """Return the pairs of accounts that cannot both hold, of which the side tells one."""
    return accounts(
        ledger,
        matter=asked.get("matter"),
        side=asked.get("side"),
        on=asked.get("before"),
        as_known_on=asked.get("known"),
    )
