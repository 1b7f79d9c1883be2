"""What each side said on each matter, day by day: the ground of positions and of shifts.

A day's stance is the commonest one of the side's own statements on that day; a tie goes to the
higher office, then to the stance nearer to refusal, so that the answer never depends on chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select, union
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.naming import members
from dragoman.records import STANCES
from dragoman.views.quoting import own_words_around, quotes
from dragoman.views.rows import Quote

_SCALE: tuple[str, ...] = STANCES

EVIDENCE = 5
"""Statements quoted for one stance of one side: the weightiest; `statements` gives all."""


@dataclass(frozen=True, slots=True)
class Series:
    """One side's own statements on one matter.

    `parts` are the ids of the matter and of those merged into it.
    """

    matter: str
    side: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a side said on one day (None: undated): the day's stance, of how many statements."""

    day: str | None
    stance: str
    statements: int


def series(
    connection: Connection, matters: Mapping[str, str] | None, sides: Sequence[str] | None
) -> tuple[Series, ...]:
    """Return which side said something on which of the matters asked for, None for all."""
    roots = members(connection) if matters is None else matters
    parts: dict[str, list[str]] = defaultdict(list)
    for id_, root in roots.items():
        parts[root].append(id_)
    stances = schema.stances.c
    query = select(stances.matter_id, stances.side).distinct()
    if sides is not None:
        query = query.where(stances.side.in_(sides))
    found: set[tuple[str, str]] = set()
    for some in [None] if matters is None else chunks(sorted(matters)):
        within = query if some is None else query.where(stances.matter_id.in_(some))
        found.update((roots[matter], side) for matter, side in connection.execute(within))
    return tuple(Series(root, side, tuple(parts[root])) for root, side in sorted(found))


def days(connection: Connection, one: Series, until: str | None = None) -> Iterator[Said]:
    """Yield what a side said day by day, the latest day first; undated statements left out.

    Rows are fetched as they are asked for: who stops early reads little.
    """
    stances = schema.stances.c
    query = _counted(one).where(stances.day.is_not(None)).group_by(stances.day, stances.stance)
    if until is not None:
        query = query.where(stances.day <= until)
    rows = connection.execute(query.order_by(stances.day.desc(), stances.stance.desc()))
    for day, of_day in groupby(rows, key=lambda row: row.day):
        yield said_on(day, {stance: (count, rank) for _, stance, count, rank in of_day})
    rows.close()


def undated(connection: Connection, one: Series) -> Said | None:
    """Return what a side said without a date, all of it together."""
    stances = schema.stances.c
    query = _counted(one).where(stances.day.is_(None)).group_by(stances.day, stances.stance)
    counts = {stance: (count, rank) for _, stance, count, rank in connection.execute(query)}
    return said_on(None, counts) if counts else None


def statements_until(connection: Connection, one: Series, until: str | None) -> int:
    """Return how many own statements a side made up to a day; without one, the undated too."""
    stances = schema.stances.c
    query = select(sql.count()).select_from(schema.stances).where(*_of(one))
    if until is not None:
        query = query.where(stances.day <= until)
    return connection.execute(query).scalar_one()


def statements_of(
    connection: Connection, one: Series, said: Said, since: str | None, until: str | None
) -> int:
    """Return how many own statements took a stance in its unbroken run."""
    query = select(sql.count()).select_from(schema.stances)
    wanted = _of_run(schema.stances, one, said, since, until)
    return connection.execute(query.where(*wanted)).scalar_one()


def articles_of(
    connection: Connection, one: Series, said: Said, since: str | None, until: str | None
) -> int:
    """Return how many articles tell of the statements that took a stance in its unbroken run."""
    told = union(
        *(
            select(table.c.article_key).where(*_of_run(table, one, said, since, until))
            for table in (schema.stances, schema.stances_retold)
        )
    ).subquery()
    return connection.execute(select(sql.count()).select_from(told)).scalar_one()


def _of_run(
    table: Table, one: Series, said: Said, since: str | None, until: str | None
) -> list[ColumnElement[bool]]:
    wanted = [
        table.c.matter_id.in_(one.parts),
        table.c.side == one.side,
        table.c.stance == said.stance,
    ]
    if said.day is None:
        return [*wanted, table.c.day.is_(None)]
    wanted.append(table.c.day >= (since or said.day))
    return wanted if until is None else [*wanted, table.c.day <= until]


def evidence(
    connection: Connection, one: Series, said: Sequence[Said]
) -> dict[str | None, tuple[Quote, ...]]:
    """Return, by day, the weightiest statements by which a side took each day's stance.

    What a side says within its own words is quoted by the words around it, which read alone.
    """
    keys: dict[str | None, list[int]] = {item.day: [] for item in said}
    stances_of = {item.day: item.stance for item in said}
    dated = [day for day in stances_of if day is not None]
    queries = [_weighed(one, schema.stances.c.day.in_(some)) for some in chunks(dated)]
    if None in stances_of:
        queries.append(_weighed(one, schema.stances.c.day.is_(None)))
    for query in queries:
        for day, stance, key in connection.execute(query):
            if stances_of[day] == stance:
                keys[day].append(key)
    every = [key for some in keys.values() for key in some]
    whole = own_words_around(connection, every, one.side)
    asked = list(dict.fromkeys(whole[key] for key in every))
    found = dict(zip(asked, quotes(connection, asked), strict=True))
    return {
        day: tuple(found[key] for key in dict.fromkeys(whole[key] for key in some))
        for day, some in keys.items()
    }


def scope_of(connection: Connection, one: Series, said: Said) -> str | None:
    """Return the commonest scope of the statements by which a side took its stance."""
    stances = schema.stances.c
    query = (
        select(stances.scope)
        .where(
            *_of(one),
            stances.day.is_(None) if said.day is None else stances.day == said.day,
            stances.stance == said.stance,
            stances.scope.is_not(None),
        )
        .group_by(stances.scope)
        .order_by(sql.count().desc(), sql.max(stances.rank).desc(), stances.scope)
        .limit(1)
    )
    return connection.execute(query).scalar()


def _of(one: Series) -> tuple[ColumnElement[bool], ...]:
    stances = schema.stances.c
    return stances.matter_id.in_(one.parts), stances.side == one.side


def _counted(one: Series) -> Select[Any]:
    stances = schema.stances.c
    return select(stances.day, stances.stance, sql.count(), sql.max(stances.rank)).where(*_of(one))


def _weighed(one: Series, on: ColumnElement[bool]) -> Select[Any]:
    """Return the query for the weightiest statements of each day and stance."""
    stances, statements, standings = schema.stances, schema.statements, schema.standings
    place = (
        sql.row_number()
        .over(
            partition_by=(stances.c.day, stances.c.stance),
            order_by=(
                stances.c.rank.desc(),
                statements.c.confidence.desc(),
                standings.c.article,
                standings.c.n,
            ),
        )
        .label("place")
    )
    ranked = (
        select(stances.c.day, stances.c.stance, stances.c.statement_key, place)
        .join(statements, statements.c.key == stances.c.statement_key)
        .join(standings, standings.c.statement_key == stances.c.statement_key)
        .where(*_of(one), on)
        .subquery()
    )
    return (
        select(ranked.c.day, ranked.c.stance, ranked.c.statement_key)
        .where(ranked.c.place <= EVIDENCE)
        .order_by(ranked.c.day.nulls_first(), ranked.c.place)
    )


def said_on(day: str | None, stances: Mapping[str, tuple[int, int]]) -> Said:
    """Return a day's stance, from how many took each and the highest rank among them."""
    if len(stances) == 1:
        ((stance, (count, _)),) = stances.items()
        return Said(day, stance, count)
    stance = max(stances, key=lambda s: (*stances[s], -_SCALE.index(s)))
    return Said(day, stance, sum(count for count, _ in stances.values()))
