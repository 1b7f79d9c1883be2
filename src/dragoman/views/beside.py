"""What stands beside an article: its own records, and what others say about the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.decisions import decided_records, ids_now, not_undone
from dragoman.ledger.finding import FoundArticle, find_article
from dragoman.ledger.keys import record_ref
from dragoman.views.conditions import condition_rows
from dragoman.views.events import event_rows
from dragoman.views.explain import decision_row
from dragoman.views.explanation_rows import DecisionRow
from dragoman.views.quoting import quotes
from dragoman.views.rows import ConditionRow, EventRow, Quote, StatementRow
from dragoman.views.statements import statement_rows

OTHERS = 8
"""Statements of other articles on the day that are shown."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An article's records as they stand now, and quotes of other articles.

    `earlier` and `later` have by a statement's record what its speaker said last before it, and
    next after it, in other articles; `first` has by an actor what the ledger heard of it before
    any day of this article, first of all. `same_day` is what other articles tell of its matters
    on its day. `decided` has by record what people last decided on it; what they rejected
    stands there alone.
    """

    statements: tuple[StatementRow, ...]
    conditions: tuple[ConditionRow, ...]
    events: tuple[EventRow, ...]
    earlier: Mapping[str, Quote]
    later: Mapping[str, Quote]
    first: Mapping[str, Quote]
    same_day: tuple[Quote, ...]
    decided: Mapping[str, DecisionRow]


def beside(ledger: Ledger, ref: str) -> Beside:
    """Return what stands beside an article. Raises NotFound."""
    standings = schema.standings.c
    with ledger.connect() as connection:
        found = find_article(connection, ref)
        key = found.key
        own = connection.execute(
            select(standings.statement_key, standings.actor_id, standings.day, standings.matter_id)
            .where(standings.article_key == key)
            .order_by(standings.n)
        ).all()
        rows = statement_rows(connection, [row.statement_key for row in own])
        records = {row.statement_key: made.record for row, made in zip(own, rows, strict=True)}
        return Beside(
            statements=rows,
            conditions=condition_rows(connection, _conditions(connection, key)),
            events=event_rows(connection, _events(connection, key)),
            earlier=_said(connection, key, own, records, later=False),
            later=_said(connection, key, own, records, later=True),
            first=_first(connection, key, own, rows),
            same_day=_same_day(connection, key, own),
            decided=_decided(connection, found),
        )


def _conditions(connection: Connection, article: int) -> list[int]:
    table = schema.condition_standings.c
    query = select(table.condition_key).where(table.article_key == article)
    return list(connection.execute(query.order_by(table.condition_key)).scalars())


def _events(connection: Connection, article: int) -> list[int]:
    table = schema.event_standings.c
    query = select(table.event_key).where(table.article_key == article)
    return list(connection.execute(query.order_by(table.event_key)).scalars())


def _said(
    connection: Connection,
    article: int,
    own: Sequence[Any],
    records: Mapping[int, str],
    *,
    later: bool,
) -> dict[str, Quote]:
    """Return what each statement's speaker said next to it in other articles."""
    nearest: dict[tuple[str, str], int | None] = {}
    for row in own:
        if row.day and (row.actor_id, row.day) not in nearest:
            found = _next(connection, article, row.actor_id, row.day, later=later)
            nearest[row.actor_id, row.day] = found
    keys = sorted({key for key in nearest.values() if key is not None})
    told = dict(zip(keys, quotes(connection, keys), strict=True))
    found_for = {row: nearest.get((row.actor_id, row.day)) for row in own}
    return {
        records[row.statement_key]: told[key] for row, key in found_for.items() if key is not None
    }


def _first(
    connection: Connection, article: int, own: Sequence[Any], rows: Sequence[StatementRow]
) -> dict[str, Quote]:
    """Return by actor what it said first, where that is before all that it says here."""
    days: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row, made in zip(own, rows, strict=True):
        if row.day and made.actor:
            days.setdefault(made.actor, []).append(row.day)
            names[made.actor] = row.actor_id
    found = {
        actor: _next(connection, article, names[actor], min(told), later=False, nearest=False)
        for actor, told in days.items()
    }
    keys = {actor: key for actor, key in found.items() if key is not None}
    told = dict(zip(keys, quotes(connection, list(keys.values())), strict=True))
    return {actor: told[actor] for actor in keys}


def _decided(connection: Connection, article: FoundArticle) -> dict[str, DecisionRow]:
    """Return by record what people last decided on it."""
    every = decided_records(connection, article.id)
    now = ids_now(connection, every, article.reading_key)
    return {record_ref(article.id, now[one.ref]): decision_row(one) for one in not_undone(every)}


def _next(
    connection: Connection,
    article: int,
    actor: str,
    day: str,
    *,
    later: bool,
    nearest: bool = True,
) -> int | None:
    """Return the nearest statement of a named actor, and of all that were merged with it.

    The farthest with `nearest` False.
    """
    standings, actors = schema.standings.c, schema.actors.c
    root = select(actors.root).where(actors.id == actor, actors.name.is_not(None))
    members = select(actors.id).where(actors.root == root.scalar_subquery()).order_by(actors.id)
    upward = later is nearest
    order = standings.day.asc() if upward else standings.day.desc()
    found: list[Any] = []
    for one in connection.execute(members).scalars().all():
        query = select(standings.day, standings.statement_key).where(
            standings.actor_id == one,
            standings.day > day if later else standings.day < day,
            standings.article_key != article,
        )
        found += connection.execute(query.order_by(order).limit(1)).all()
    if not found:
        return None
    return int((min(found) if upward else max(found)).statement_key)


def _same_day(connection: Connection, article: int, own: Sequence[Any]) -> tuple[Quote, ...]:
    """Return what other articles tell of an article's matters on the days that it tells of.

    Not what it tells itself: who else tells of the same utterance stands with its statement.
    """
    standings, told = schema.standings.c, schema.tellings.c
    mine = select(told.utterance).where(told.statement_key.in_([row.statement_key for row in own]))
    retold = select(told.statement_key).where(told.utterance.in_(mine))
    keys: dict[int, None] = {}
    for matter, day in dict.fromkeys((row.matter_id, row.day) for row in own):
        if matter and day and len(keys) < OTHERS:
            query = select(standings.statement_key).where(
                standings.matter_id == matter,
                standings.day == day,
                standings.article_key != article,
                standings.statement_key.not_in(retold),
            )
            keys |= dict.fromkeys(connection.execute(query.limit(OTHERS)).scalars())
    return quotes(connection, list(keys)[:OTHERS])
