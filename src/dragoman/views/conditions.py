"""What it would take: the conditions that sides set, with who must act and the exact words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dragoman.article import Span
from dragoman.ledger import Ledger, schema
from dragoman.ledger.keys import record_ref
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.views.asking import matters_of, sides_of
from dragoman.views.quoting import title
from dragoman.views.rows import ConditionRow
from dragoman.views.series import Series

BESIDE = 10
"""Conditions shown beside one position, the latest; `conditions` gives all."""


def conditions(
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    actor: str | None = None,
) -> tuple[ConditionRow, ...]:
    """Return the conditions set by `side` on `matter` that ask something of `actor`.

    The latest come first, the undated last. Raises NotFound for a matter that the ledger does
    not have.
    """
    standings = schema.condition_standings.c
    query = _query()
    with ledger.connect() as connection:
        asked = matters_of(connection, matter)
        if asked is not None:
            query = query.where(standings.matter_id.in_(asked))
        if side is not None:
            query = query.where(standings.side.in_(sides_of(side)))
        if actor is not None:
            query = query.where(standings.actor.in_(sides_of(actor)))
        found = connection.execute(query).all()
        named = name_matters(connection, {row.root for row in found if row.root})
    return tuple(_row(row, named) for row in found)


def conditions_beside(
    connection: Connection, matter: NamedMatter, one: Series, until: str | None
) -> tuple[ConditionRow, ...]:
    """Return the latest conditions that a side set on a matter up to a day."""
    standings = schema.condition_standings.c
    query = _query().where(standings.matter_id.in_(one.parts), standings.side == one.side)
    if until is not None:
        query = query.where(standings.day.is_(None) | (standings.day <= until))
    found = connection.execute(query.limit(BESIDE))
    return tuple(_row(row, {matter.id: matter}) for row in found)


def _query() -> Select[Any]:
    standings, conditions_, matters = schema.condition_standings, schema.conditions, schema.matters
    articles, editions, readings = schema.articles, schema.editions, schema.readings
    said, actors = schema.standings, schema.actors
    return (
        select(
            articles.c.id.label("article"),
            title().label("title"),
            matters.c.root,
            conditions_,
            standings.c.side,
            standings.c.kind.label("kind_set"),
            standings.c.actor.label("actor_set"),
            standings.c.day,
            actors.c.name.label("speaker"),
        )
        .select_from(standings)
        .join(conditions_, conditions_.c.key == standings.c.condition_key)
        .join(readings, readings.c.key == conditions_.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
        .outerjoin(said, said.c.statement_key == standings.c.statement_key)
        .outerjoin(actors, actors.c.id == said.c.actor_id)
        .order_by(standings.c.day.desc().nulls_last(), articles.c.id, conditions_.c.n)
    )


def _row(row: Row[Any], named: Mapping[str, NamedMatter]) -> ConditionRow:
    spans = [Span(row.act_start, row.act_end), Span(row.cue_start, row.cue_end)]
    if row.outcome_start is not None:
        spans.append(Span(row.outcome_start, row.outcome_end))
    return ConditionRow(
        record=record_ref(row.article, row.id),
        article=row.article,
        title=row.title,
        matter=row.root,
        matter_name=named[row.root].name if row.root else None,
        side=row.side,
        speaker=row.speaker,
        kind=row.kind_set,
        act=row.act_words,
        actor=row.actor_set,
        outcome=row.outcome_words,
        cue=row.cue_words,
        day=row.day,
        statement=record_ref(row.article, row.statement) if row.statement else None,
        spans=tuple(sorted(spans)),
        confidence=row.confidence,
    )
