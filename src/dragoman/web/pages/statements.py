"""Statements: who said what, searched by words and narrowed by filters."""

from __future__ import annotations

from dragoman.ledger import Ledger
from dragoman.views import StatementFilter, StatementRow, statements
from dragoman.web.asked import Asked
from dragoman.web.shown import PER_PAGE, Shown, without

KNOWN = ("side", "speaker", "matter", "stance", "sourcing", "reported", "after", "before", "known")


def statements_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the statements that the query finds, the latest first."""
    first = (asked.page - 1) * PER_PAGE
    found = statements(ledger, asked.query, limit=PER_PAGE + 1, offset=first, **narrowed(asked))
    return Shown(
        title="Statements",
        template="statements.html",
        path="/statements",
        rows=found[:PER_PAGE],
        kind=StatementRow,
        unused=without(asked, KNOWN),
        context={"first": first + 1, "more": len(found) > PER_PAGE},
    )


def narrowed(asked: Asked) -> StatementFilter:
    """Return the filters of a query as the view of statements takes them."""
    return StatementFilter(
        side=asked.get("side"),
        speaker=asked.get("speaker"),
        matter=asked.get("matter"),
        stance=asked.get("stance"),
        factivity=asked.get("reported"),
        sourcing=asked.get("sourcing"),
        since=asked.get("after"),
        until=asked.get("before"),
        as_known_on=asked.get("known"),
    )
