"""The ledger: where each side stands on each matter, and what happened meanwhile."""

from __future__ import annotations

from dragoman.brief.names import counted, party_name
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.views import (
    EventFilter,
    EventRow,
    StatementFilter,
    StatementRow,
    events,
    statements,
)
from dragoman.views.overview import overview
from dragoman.views.overview_rows import CellRow
from dragoman.web.asked import Asked
from dragoman.web.drawing import HEIGHT, WIDTH, Axis, height_of, step_line
from dragoman.web.shown import Shown, without

KNOWN = ("side", "matter", "before", "known")
MATTERS = 12
EVENTS = 30
LATEST = 20
ORDERS = {
    "moved": "most recently moved",
    "gap": "widest gap",
    "differing": "differing accounts",
    "name": "name",
}


def home_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the ledger, matters × sides."""
    first = (asked.page - 1) * MATTERS
    sort = asked.more.get("sort", "moved")
    until, known = asked.get("before"), asked.get("known")
    found = overview(
        ledger,
        matter=asked.get("matter"),
        side=asked.get("side"),
        sort=sort,
        on=until,
        as_known_on=known,
        first=first,
        count=MATTERS,
    )
    matters: dict[str, dict[str, CellRow]] = {}
    for row in found.rows:
        matters.setdefault(row.matter, {})[row.side] = row
    held = [row.side for row in found.rows]
    sides = sorted(set(held), key=lambda side: (-held.count(side), party_name(side)))
    axis = Axis(*found.axis) if found.axis else None
    happened: tuple[EventRow, ...] = ()
    if found.axis:
        where = EventFilter(since=found.axis[0][:10], until=until, as_known_on=known)
        if asked.get("side"):
            where["party"] = asked.get("side")
        happened = events(ledger, limit=EVENTS, **where)
    return Shown(
        title="Where each side stands",
        template="home.html",
        path="/",
        rows=found.rows,
        kind=CellRow,
        counts=counted(found.matters, "matter") if found.matters else "",
        of=found.matters,
        unused=without(asked, KNOWN),
        context={
            "matters": matters,
            "sides": sides,
            "axis": axis,
            "lines": {(r.matter, r.side): step_line(axis, r.line) for r in found.rows if axis},
            "events": happened,
            "orders": ORDERS,
            "sort": sort,
            "size": (WIDTH, HEIGHT),
            "level": height_of,
            "first": first + 1,
            "more": first + len(matters) < found.matters,
        },
    )


def position_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return what a side said last on a matter, with what its latest move was.

    Raises DragomanError where the query names no side or no matter.
    """
    matter, side = asked.get("matter"), asked.get("side")
    if matter is None or side is None:
        raise DragomanError("A position is a side's on a matter: ask for side: and matter: both.")
    until, known = asked.get("before"), asked.get("known")
    cells = overview(ledger, matter=matter, side=side, on=until, as_known_on=known, count=1).rows
    where = StatementFilter(side=side, matter=matter, until=until, as_known_on=known)
    said = statements(ledger, limit=LATEST, **where)
    cell = cells[0] if cells else None
    chosen = [asked.more.get(name) or "" for name in ("from", "to")]
    if not any(chosen) and cell and cell.before_day and cell.since:
        chosen = [cell.before_day, cell.since]
    days = list(dict.fromkeys(point.day for point in cell.line)) if cell else []
    if cell:
        days = sorted({*days, *(day for day in (cell.before_day, cell.since) if day)})
    quotes: list[StatementRow] = []
    for day in chosen if all(chosen) else ():
        that_day = StatementFilter(
            side=side, matter=matter, since=day, until=day, as_known_on=known
        )
        on_day = statements(ledger, limit=1, **that_day)
        quotes += on_day[:1]
    shown = party_name(cell.side) if cell else side
    return Shown(
        title=f"{shown} on {cell.matter_name if cell else matter}",
        template="position.html",
        path="/position",
        rows=said,
        kind=StatementRow,
        unused=without(asked, KNOWN),
        context={"cell": cell, "days": days, "chosen": chosen, "quotes": quotes},
    )
