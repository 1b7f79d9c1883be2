"""What the statements that a query finds are, counted by side, speaker, rank, matter and so on.

Counted are utterances, each once however many articles tell it, as the list shows them. So that
an answer takes the same time in a ledger of any size, a query that finds more than `MOST` has
only the latest of them counted, and `Facets.all` is then false.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import CTE, ColumnElement, Connection, Select, case, literal, select, union_all
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.naming import name_matters
from dragoman.views.asking import sides_of
from dragoman.views.finding import latest_first
from dragoman.views.knowing import connected
from dragoman.views.moving import materialized
from dragoman.views.narrowing import conditional
from dragoman.views.sourcing import rests_on
from dragoman.views.statements import NO_STANCE, StatementFilter, wanted_by

MOST = 5_000
"""Statements that are counted at most."""

SHOWN = 12
"""Values of one facet that are given: those that most statements have."""

MONTHS = 24
"""Months that are given: the latest."""

FACETS = (
    *("side", "speaker", "rank", "matter", "stance", "kind", "sourcing", "outlet", "language"),
    *("month", "has"),
)
"""What is counted, in the order in which it is shown; each but `month` is a filter's name."""

_PLAIN = ("rank", "stance", "kind", "sourcing", "outlet", "language", "month", "has")


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that statements have: what to ask a filter for, how it is called, how many."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many utterances, articles and outlets a query finds, and the counts of each facet.

    `all` tells whether all that it finds is counted.
    """

    statements: int
    articles: int
    outlets: int
    all: bool
    by: Mapping[str, Sequence[Facet]]


def facets(
    ledger: Ledger,
    query: str | None = None,
    *,
    most: int = MOST,
    among: Sequence[int] | None = None,
    **where: Unpack[StatementFilter],
) -> Facets:
    """Return the counts for what `statements` finds, or for those among it of some keys.

    Raises what `statements` raises.
    """
    with connected(ledger, where.get("as_known_on")) as connection:
        if among is not None:
            near = schema.standings.c.statement_key.in_(among)
            return _facets(connection, [*wanted_by(connection, query, where), near], most)
        # Counted once for all pages of a list.
        return ledger.database.kept(
            ("facets", query, most, *sorted(where.items())),
            lambda: _facets(connection, wanted_by(connection, query, where), most),
            connection,
        )


def _facets(connection: Connection, wanted: Sequence[ColumnElement[bool]], most: int) -> Facets:
    found = _found(wanted, most)
    sides = _sides(found)
    counted = [*(_by(found, name) for name in _PLAIN), *_by_others(found, sides)]
    counted += _totals(found)
    counts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, value, count in connection.execute(union_all(*counted)).all():
        counts[facet].append((value, count))
    totals = dict(counts.pop("total"))
    counts["side"] = _as_asked(connection, found, sides, counts["side"])
    by = {name: _most(name, counts[name]) for name in FACETS}
    by["matter"] = _named(connection, by["matter"])
    return Facets(
        statements=totals["statements"],
        articles=totals["articles"],
        outlets=totals["outlets"],
        all=totals["rows"] < most,
        by=by,
    )


def _found(wanted: Sequence[ColumnElement[bool]], most: int) -> CTE:
    """Return the statements that count, with what each is; the keys are found before the rest."""
    standings, statements, told = schema.standings, schema.statements, schema.tellings
    heard, actors = schema.article_standings, schema.actors
    latest = select(standings.c.statement_key).where(*wanted).order_by(*latest_first())
    keys = materialized(latest.limit(most), "latest")
    own = standings.c
    query = (
        select(
            own.statement_key,
            own.article_key,
            own.side,
            own.matter_id,
            told.c.utterance,
            own.rank_name.label("rank"),
            sql.coalesce(own.stance, NO_STANCE).label("stance"),
            sql.substr(own.day, 1, 7).label("month"),
            statements.c.kind,
            rests_on().label("sourcing"),
            heard.c.outlet,
            heard.c.language,
            case((conditional(), "condition")).label("has"),
        )
        .select_from(keys)
        .join(standings, own.statement_key == keys.c.statement_key)
        .join(told, told.c.statement_key == own.statement_key)
        .join(statements, statements.c.key == own.statement_key)
        .join(heard, heard.c.article_key == own.article_key)
        .join(actors, actors.c.id == own.actor_id)
    )
    return materialized(query, "found")


def _by(found: CTE, name: str) -> Select[Any]:
    return _counted(found, name, found.c[name])


def _by_others(found: CTE, sides: CTE) -> list[Select[Any]]:
    """Return the counts of what a statement has several of, or by another name."""
    mentions, actors, matters = schema.mentions, schema.actors, schema.matters
    speaker = _counted(found, "speaker", actors.c.shown)
    matter = _counted(found, "matter", matters.c.root)
    return [
        speaker.join(mentions, mentions.c.statement_key == found.c.statement_key).join(
            actors, actors.c.id == mentions.c.actor_id
        ),
        matter.join(matters, matters.c.id == found.c.matter_id),
        _counted(found, "side", sides.c.side).join(
            sides, sides.c.statement_key == found.c.statement_key
        ),
    ]


def _sides(found: CTE) -> CTE:
    """Return for whom each statement is said; several may say one together."""
    together = [
        select(table.c.statement_key, table.c.side).where(
            table.c.statement_key.in_(select(found.c.statement_key).where(found.c.side.is_(None)))
        )
        for table in (schema.stances, schema.stances_retold)
    ]
    alone = select(found.c.statement_key, found.c.side).where(found.c.side.is_not(None))
    return materialized(union_all(alone, *together), "sides")


def _as_asked(
    connection: Connection, found: CTE, sides: CTE, counts: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Return the counts of sides with those anew that are asked for together with others.

    Who asks for a party is also given what is said on behalf of its state.
    """
    held = {value for value, _ in counts}
    named = {value: held.intersection(sides_of(value)) for value in held}
    several = {value: names for value, names in named.items() if len(names) > 1}
    if not several:
        return list(counts)
    utterances = sql.count(found.c.utterance.distinct())
    queries = [
        select(literal(value), utterances)
        .select_from(found)
        .join(sides, sides.c.statement_key == found.c.statement_key)
        .where(sides.c.side.in_(sorted(names)))
        for value, names in sorted(several.items())
    ]
    anew = {row[0]: row[1] for row in connection.execute(union_all(*queries))}
    return [(value, anew.get(value, count)) for value, count in counts]


def _counted(found: CTE, name: str, value: ColumnElement[Any]) -> Select[Any]:
    utterances = sql.count(found.c.utterance.distinct())
    return (
        select(literal(name).label("facet"), value.label("value"), utterances.label("count"))
        .select_from(found)
        .where(value.is_not(None))
        .group_by(value)
    )


def _totals(found: CTE) -> list[Select[Any]]:
    totals = {
        "rows": sql.count(),
        "statements": sql.count(found.c.utterance.distinct()),
        "articles": sql.count(found.c.article_key.distinct()),
        "outlets": sql.count(found.c.outlet.distinct()),
    }
    columns: list[tuple[ColumnElement[Any], ...]] = [
        (literal("total"), literal(name), count) for name, count in totals.items()
    ]
    return [select(*some).select_from(found) for some in columns]


def _most(name: str, counts: Sequence[tuple[str, int]]) -> list[Facet]:
    if name == "month":
        latest = sorted(counts, reverse=True)[:MONTHS]
        return [Facet(value, value, count) for value, count in latest]
    order = sorted(counts, key=lambda one: (-one[1], one[0]))
    return [Facet(value, value, count) for value, count in order[:SHOWN]]


def _named(connection: Connection, found: Sequence[Facet]) -> list[Facet]:
    named = name_matters(connection, [one.value for one in found])
    return [Facet(one.value, named[one.value].name, one.count) for one in found]
