"""Events: who did what to whom, the latest first."""

from __future__ import annotations

from dragoman.ledger import Ledger
from dragoman.views.events import EventFilter, events
from dragoman.views.rows import EventRow
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.shown import PER_PAGE, Shown, without

KNOWN = ("side", "type", "after", "before", "known")


def events_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the events that the query finds."""
    first = (asked.page - 1) * PER_PAGE
    where = EventFilter(
        type=asked.get("type"),
        party=asked.get("side"),
        since=asked.get("after"),
        until=asked.get("before"),
        as_known_on=asked.get("known"),
    )
    found = events(ledger, limit=PER_PAGE + 1, offset=first, **where)
    return Shown(
        title="Events",
        template="events.html",
        path="/events",
        rows=found[:PER_PAGE],
        counts=list_line(first, len(found[:PER_PAGE]), "event", more=len(found) > PER_PAGE),
        kind=EventRow,
        unused=without(asked, KNOWN),
        context={"first": first + 1, "more": len(found) > PER_PAGE},
    )
