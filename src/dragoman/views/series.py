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
from dragoman.views.quoting import quotes, standing_statements
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
    standings, matters = schema.standings, schema.matters
    wanted: list[ColumnElement[bool]] = [standings.c.counts]
    if roots is not None:
        wanted.append(of_matters(standings.c.matter_id, roots))
    if sides is not None:
        wanted.append(standings.c.side.in_(sides))
    rows = connection.execute(
        select(
            matters.c.root,
            standings.c.side,
            standings.c.day,
            standings.c.stance,
            sql.count(),
            sql.max(standings.c.rank),
        )
        .join(matters, matters.c.id == standings.c.matter_id)
        .where(*wanted)
        .group_by(matters.c.root, standings.c.side, standings.c.day, standings.c.stance)
    )
    found: dict[tuple[str, str], dict[str | None, dict[str, tuple[int, int]]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for root, side, day, stance, count, rank in rows:
        found[root, side][day][stance] = (count, rank)
    return tuple(_series(*key, found[key]) for key in sorted(found))


def said_by(connection: Connection, one: Series, said: Said) -> tuple[Quote, ...]:
    """Return the weightiest statements by which a side took its stance on a day."""
    standings, statements = schema.standings.c, schema.statements.c
    query = (
        standing_statements(standings.statement_key)
        .where(*_deciding(one, said))
        .order_by(
            standings.rank.desc(),
            statements.confidence.desc(),
            schema.articles.c.id,
            statements.n,
        )
        .limit(EVIDENCE)
    )
    return quotes(connection, connection.execute(query).scalars().all())


def scope_of(connection: Connection, one: Series, said: Said) -> str | None:
    """Return the commonest scope of the statements by which a side took its stance."""
    standings = schema.standings.c
    query = (
        select(standings.scope)
        .where(*_deciding(one, said), standings.scope.is_not(None))
        .group_by(standings.scope)
        .order_by(sql.count().desc(), sql.max(standings.rank).desc(), standings.scope)
        .limit(1)
    )
    return connection.execute(query).scalar()


def _deciding(one: Series, said: Said) -> tuple[ColumnElement[bool], ...]:
    standings = schema.standings.c
    return (
        of_matters(standings.matter_id, [one.matter]),
        standings.counts,
        standings.side == one.side,
        standings.day.is_(None) if said.day is None else standings.day == said.day,
        standings.stance == said.stance,
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
