"""The ledger: where each side stands on each matter, and what happened meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.names import counted, party_name
from dragoman.ledger import Ledger
from dragoman.views import EventFilter, EventRow, events
from dragoman.views.overview import overview
from dragoman.views.overview_rows import CellRow
from dragoman.views.totals import Totals, totals
from dragoman.web.asked import Asked
from dragoman.web.counting import counts_line
from dragoman.web.drawing import Plot
from dragoman.web.shown import Shown, without

KNOWN = ("side", "matter", "before", "known")
MATTERS = 12
EVENTS = 30
SIDES = 5
"""Sides that have a column unasked: those that speak on most matters; the others share one."""
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
        whole=asked.more.get("lines") == "all",
    )
    sides = _sides(found.rows)
    shown = sides if asked.more.get("sides") == "all" else sides[:SIDES]
    matters: dict[str, dict[str, CellRow]] = {row.matter: {} for row in found.rows}
    for row in found.rows:
        matters[row.matter][row.side] = row
    plot = Plot(*found.axis) if found.axis else None
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
        counts=_counts(found.matters, totals(ledger) if found.matters and not asked.q else None),
        of=found.matters,
        unused=without(asked, KNOWN),
        context={
            "matters": matters,
            "names": {row.matter: row.matter_name for row in found.rows},
            "sides": shown,
            "others": sides[len(shown) :],
            "plot": plot,
            "begun": found.begun,
            "time": Plot(*found.axis, width=960, edge=8) if found.axis else None,
            "events": happened,
            "orders": ORDERS,
            "sort": sort,
            "first": first + 1,
            "more": first + len(matters) < found.matters,
        },
    )


def _sides(rows: Sequence[CellRow]) -> list[str]:
    """Return the sides of a page, whoever speaks on most of its matters first."""
    held = [row.side for row in rows]
    return sorted(set(held), key=lambda side: (-held.count(side), party_name(side)))


def _counts(matters: int, whole: Totals | None) -> str:
    if not matters:
        return ""
    told = counted(matters, "matter")
    return told if whole is None else f"{told}; {counts_line(whole)}"
