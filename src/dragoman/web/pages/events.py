"""Events: who did what to whom, the latest first."""

from __future__ import annotations

from dragoman.ledger import Ledger
from dragoman.views.events import EventFilter, events
from dragoman.views.rows import EventRow
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.shown import Shown, leaf, without

KNOWN = ("side", "type", "after", "before", "known")


def events_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the events that the query finds."""
    where = EventFilter(
        type=asked.get("type"),
        party=asked.get("side"),
        since=asked.get("after"),
        until=asked.get("before"),
        as_known_on=asked.get("known"),
    )
    page = leaf(asked, lambda count, first: events(ledger, limit=count, offset=first, **where))
    return Shown(
        title="Events",
        template="events.html",
        path="/events",
        rows=page.rows,
        counts=list_line(page, "event"),
        kind=EventRow,
        unused=without(asked, KNOWN),
        context=page.context,
    )
