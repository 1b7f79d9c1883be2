"""What each side said on each matter, day by day: the ground of positions and of shifts.

A day's stance is the commonest one of the side's own statements on that day; a tie goes to the
higher office, then to the stance nearer to refusal, so that the answer never depends on chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.records import STANCES
from dragoman.views.asking import of_matters
from dragoman.views.quoting import quotes
from dragoman.views.rows import Quote

EVIDENCE = 5
"""Statements quoted for one stance of one side: the weightiest; `statements` gives all."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a side said on one day (None: undated): the day's stance, and how many said what."""

    day: str | None
    stance: str
    counts: Mapping[str, int]

    @property
    def statements(self) -> int:
        """How many statements of the side fall on that day."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Series:
    """One side's own statements on one matter by day, oldest first; the undated stand apart."""

    matter: str
    side: str
    days: tuple[Said, ...]
    undated: Said | None


def series(
    connection: Connection, roots: Sequence[str] | None, sides: Sequence[str] | None
) -> tuple[Series, ...]:
    """Return what each side said on each matter, for the matters and sides asked for."""
    stances, matters = schema.stances, schema.matters
    wanted: list[ColumnElement[bool]] = []
    if roots is not None:
        wanted.append(of_matters(stances.c.matter_id, roots))
    if sides is not None:
        wanted.append(stances.c.side.in_(sides))
    columns = (matters.c.root, stances.c.side, stances.c.day, stances.c.stance)
    rows = connection.execute(
        select(*columns, sql.count(), sql.max(stances.c.rank))
        .join(matters, matters.c.id == stances.c.matter_id)
        .where(*wanted)
        .group_by(*columns)
    )
    found: dict[tuple[str, str], dict[str | None, dict[str, tuple[int, int]]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for root, side, day, stance, count, rank in rows:
        found[root, side][day][stance] = (count, rank)
    return tuple(_series(*key, found[key]) for key in sorted(found))


def said_by(connection: Connection, one: Series, said: Said) -> tuple[Quote, ...]:
    """Return the weightiest statements by which a side took its stance on a day."""
    stances, statements = schema.stances, schema.statements
    readings, articles = schema.readings, schema.articles
    query = (
        select(stances.c.statement_key)
        .join(statements, statements.c.key == stances.c.statement_key)
        .join(readings, readings.c.key == statements.c.reading_key)
        .join(articles, articles.c.key == readings.c.article_key)
        .where(*_deciding(one, said))
        .order_by(
            stances.c.rank.desc(),
            statements.c.confidence.desc(),
            articles.c.id,
            statements.c.n,
        )
        .limit(EVIDENCE)
    )
    return quotes(connection, connection.execute(query).scalars().all())


def scope_of(connection: Connection, one: Series, said: Said) -> str | None:
    """Return the commonest scope of the statements by which a side took its stance."""
    stances = schema.stances.c
    query = (
        select(stances.scope)
        .where(*_deciding(one, said), stances.scope.is_not(None))
        .group_by(stances.scope)
        .order_by(sql.count().desc(), sql.max(stances.rank).desc(), stances.scope)
        .limit(1)
    )
    return connection.execute(query).scalar()


def _deciding(one: Series, said: Said) -> tuple[ColumnElement[bool], ...]:
    stances = schema.stances.c
    return (
        of_matters(stances.matter_id, [one.matter]),
        stances.side == one.side,
        stances.day.is_(None) if said.day is None else stances.day == said.day,
        stances.stance == said.stance,
    )


def _series(
    matter: str, side: str, days: Mapping[str | None, Mapping[str, tuple[int, int]]]
) -> Series:
    dated = sorted(day for day in days if day is not None)
    return Series(
        matter,
        side,
        tuple(_said(day, days[day]) for day in dated),
        _said(None, days[None]) if None in days else None,
    )


def _said(day: str | None, stances: Mapping[str, tuple[int, int]]) -> Said:
    stance = max(_scale(stances), key=lambda s: (*stances[s], -STANCES.index(s)))
    return Said(day, stance, {s: stances[s][0] for s in _scale(stances)})


def _scale(stances: Iterable[str]) -> list[str]:
    held = set(stances)
    return [stance for stance in STANCES if stance in held]
