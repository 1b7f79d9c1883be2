"""Statements: who said what, searched by words, narrowed by filters and counted by facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.brief.names import MONTHS, party_name
from dragoman.ledger import Ledger
from dragoman.meaning import near, rows_near, waiting
from dragoman.views import StatementFilter, StatementRow, statements
from dragoman.views.citations import CitationRow, citations
from dragoman.views.facets import FACETS, Facet, facets
from dragoman.views.statements import statement
from dragoman.views.surroundings import surroundings
from dragoman.views.totals import Totals, checked
from dragoman.vocabulary.languages import languages
from dragoman.vocabulary.ranks import ranks
from dragoman.web.asked import Asked
from dragoman.web.counting import counts_line
from dragoman.web.shown import Drawn, Leaf, Shown, leaf, without

KNOWN = (
    *("side", "speaker", "rank", "matter", "stance", "kind", "sourcing", "reported", "outlet"),
    *("language", "has", "after", "before", "known"),
)

WAITING = 10_000
"""Statements without vectors up to which they are counted."""

_CALLED = {"has": "holds", "outlet": "source", "kind": "words", "sourcing": "resting on"}


def statements_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the statements that the query finds, and its facets.

    The latest come first; with `by=meaning`, those nearest to the query's words.
    """
    where = narrowed(asked)
    keys = near(ledger, asked.question, **where) if asked.question else None
    page = _listed(ledger, asked, where) if keys is None else _near(ledger, asked, where, keys)
    return Shown(
        title="Statements",
        template="statements.html",
        path="/statements",
        rows=page.rows,
        kind=StatementRow,
        unused=without(asked, KNOWN),
        context=page.context,
        drawn=lambda: _drawn(ledger, asked, where, keys, page.rows),
    )


def _drawn(
    ledger: Ledger,
    asked: Asked,
    where: StatementFilter,
    keys: Sequence[int] | None,
    rows: Sequence[StatementRow],
) -> Drawn:
    """Return the counts of all that the query finds, and the words around."""
    query = asked.query if keys is None else None
    counts = facets(ledger, query, among=keys, **where)
    whole = Totals(
        counts.statements,
        counts.articles,
        counts.outlets,
        checked(ledger, query, among=keys, **where),
        counts.all,
    )
    return Drawn(
        counts=counts_line(whole),
        of=counts.statements if counts.all else None,
        context={
            "around": surroundings(ledger, rows, asked.get("known")),
            "facets": [_facet(asked, name, counts.by[name]) for name in FACETS if counts.by[name]],
            "whole": counts.all,
            "counted": counts.statements,
            "waiting": waiting(ledger, WAITING + 1) if asked.question else 0,
            "most_waiting": WAITING,
        },
    )


def said_page(ledger: Ledger, asked: Asked, where: StatementFilter) -> Leaf[StatementRow]:
    """Return a page of every telling that a query finds, for the page of an actor or matter."""
    return _listed(ledger, asked, where, each=True)


def _listed(
    ledger: Ledger, asked: Asked, where: StatementFilter, *, each: bool = False
) -> Leaf[StatementRow]:
    return leaf(
        asked,
        lambda count, first: statements(
            ledger, asked.query, each=each, limit=count, offset=first, **where
        ),
    )


def _near(
    ledger: Ledger, asked: Asked, where: StatementFilter, keys: Sequence[int]
) -> Leaf[StatementRow]:
    return leaf(asked, lambda count, first: rows_near(ledger, keys[first : first + count], **where))


def cite_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return the ways to cite a statement."""
    row = statement(ledger, f"{path['article']}/{path['record']}")
    return Shown(
        title="Cite this statement",
        template="cite.html",
        path=f"/statements/{row.record}/cite",
        rows=citations(ledger, row),
        kind=CitationRow,
        unused=tuple(asked.filters),
        context={"row": row},
    )


def narrowed(asked: Asked) -> StatementFilter:
    """Return the filters of a query as the view of statements takes them."""
    return StatementFilter(
        side=asked.get("side"),
        speaker=asked.get("speaker"),
        matter=asked.get("matter"),
        stance=asked.get("stance"),
        rank=asked.get("rank"),
        kind=asked.get("kind"),
        factivity=asked.get("reported"),
        sourcing=asked.get("sourcing"),
        outlet=asked.get("outlet"),
        language=asked.get("language"),
        has=asked.get("has"),
        since=asked.get("after"),
        until=asked.get("before"),
        as_known_on=asked.get("known"),
    )


def _facet(asked: Asked, name: str, values: Sequence[Facet]) -> dict[str, Any]:
    """Return a facet as it is shown: each value with its count and the address that asks it."""
    return {
        "name": _CALLED.get(name, name),
        "values": [
            {
                "called": _called(name, value),
                "count": value.count,
                "chosen": _chosen(asked, name, value.value),
                "address": _with(asked, name, value.value).at("/statements"),
            }
            for value in values
        ],
    }


def _chosen(asked: Asked, name: str, value: str) -> bool:
    if name == "month":
        return asked.get("after") == value == asked.get("before")
    return asked.get(name) == value


def _with(asked: Asked, name: str, value: str) -> Asked:
    """Return the query with a value asked for, or no more when it was."""
    told = None if _chosen(asked, name, value) else value
    return (
        asked.having(after=told, before=told) if name == "month" else asked.having(**{name: told})
    )


def _called(name: str, value: Facet) -> str:
    if name == "side":
        return party_name(value.value)
    if name == "rank":
        return ranks().called.get(value.value, value.value)
    if name == "language":
        return languages().name(value.value)
    if name == "month":
        year, _, month = value.value.partition("-")
        return f"{MONTHS[int(month) - 1]} {year}" if month else year
    if name == "has":
        return "a condition"
    return value.name if value.value != "none" else "takes none"
