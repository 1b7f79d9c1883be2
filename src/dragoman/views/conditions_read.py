"""Conditions as they are read from the ledger's tables, before they are shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Select, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.views.quoting import title

_WORD = re.compile(r"\w+")


class Condition(NamedTuple):
    """A condition that stands: `root` is the matter, `told_by` the statement that it is set in."""

    key: int
    article: str
    title: str
    root: str | None
    n: int
    id: str
    statement: str | None
    act_start: int
    act_end: int
    outcome_start: int | None
    outcome_end: int | None
    cue_start: int
    cue_end: int
    confidence: float
    act_words: str
    outcome_words: str | None
    cue_words: str
    side: str | None
    kind: str
    actor: str | None
    day: str | None
    said: str | None
    published: str | None
    speaker: str | None
    source_words: str | None
    told_by: int | None
    utterance: int | None


Told: TypeAlias = tuple[Condition, tuple[str, ...]]
"""A condition with the articles that tell it, none where that is only its own."""


def read(connection: Connection, query: Select[Any]) -> list[Condition]:
    """Return the conditions of a query that was made from `latest`."""
    # A database's row looks its columns up by their names at every use: that takes longer.
    return [Condition._make(row) for row in connection.execute(query).all()]


def read_keys(connection: Connection, keys: Collection[int]) -> dict[int, Condition]:
    """Return the conditions of those keys."""
    found: dict[int, Condition] = {}
    for some in chunks(sorted(keys)):
        query = _query().where(schema.condition_standings.c.condition_key.in_(some))
        found |= {one.key: one for one in read(connection, query)}
    return found


_OWN = Condition._fields[Condition._fields.index("n") : Condition._fields.index("side")]
"""The columns of `conditions` itself, after its key."""


@cache
def _query() -> Select[Any]:
    """Return the query for conditions, built once: that takes longer than asking it."""
    standings, conditions, matters = schema.condition_standings, schema.conditions, schema.matters
    articles, editions, readings = schema.articles, schema.editions, schema.readings
    said, actors = schema.standings, schema.actors
    return (
        select(
            conditions.c.key,
            articles.c.id,
            title(),
            matters.c.root,
            *(conditions.c[name] for name in _OWN),
            *(standings.c[name] for name in ("side", "kind", "actor", "day")),
            schema.statements.c.said,
            editions.c.published,
            actors.c.shown,
            schema.statements.c.source_words,
            standings.c.statement_key,
            schema.tellings.c.utterance,
        )
        .select_from(standings)
        .join(conditions, conditions.c.key == standings.c.condition_key)
        .join(readings, readings.c.key == conditions.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
        .outerjoin(said, said.c.statement_key == standings.c.statement_key)
        .outerjoin(schema.statements, schema.statements.c.key == standings.c.statement_key)
        .outerjoin(actors, actors.c.id == said.c.actor_id)
        .outerjoin(schema.tellings, schema.tellings.c.statement_key == standings.c.statement_key)
    )


def latest() -> Select[Any]:
    """Return the query for conditions, the latest first."""
    day = schema.condition_standings.c.day
    return _query().order_by(day.desc().nulls_last(), schema.articles.c.id, schema.conditions.c.n)


def in_order(rows: Iterable[Condition]) -> list[Condition]:
    """Return rows in the order of that query."""
    order = sorted(rows, key=lambda row: (row.article, row.n))
    return sorted(order, key=lambda row: row.day or "", reverse=True)


def once(rows: Sequence[Condition]) -> list[Told]:
    """Return each condition of an utterance once, with the articles that tell it, in order.

    Of several tellings the one whose words are shown for the utterance comes, when it has the
    condition too, else the first.
    """
    told: dict[object, list[Condition]] = defaultdict(list)
    for row in rows:
        act = tuple(_WORD.findall(row.act_words.casefold()))
        alone = row.utterance is None
        told[row.key if alone else (row.utterance, row.kind, act)].append(row)
    shown = {
        next((r for r in group if r.told_by == r.utterance), group[0]).key: group
        for group in told.values()
    }
    return [
        (row, tuple(dict.fromkeys(r.article for r in (row, *shown[row.key]))))
        for row in rows
        if row.key in shown
    ]
