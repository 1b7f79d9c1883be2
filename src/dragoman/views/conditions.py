"""What it would take: the conditions that sides set, with who must act and the exact words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, literal, or_, select

from dragoman.article import Span
from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.ledger.wording import BARE, wording
from dragoman.views.asking import matters_of, sides_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.views.quoting import date_is, title
from dragoman.views.rows import ConditionRow
from dragoman.views.series import Series
from dragoman.vocabulary.matters import matter_words

_WORD = re.compile(r"\w+")

BESIDE = 10
"""Conditions shown beside one position, the latest; `conditions` gives all."""


def conditions(
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    actor: str | None = None,
    each: bool = False,
    as_known_on: str | None = None,
) -> tuple[ConditionRow, ...]:
    """Return the conditions set by `side` on `matter` that ask something of `actor`.

    The latest come first, the undated last. What several articles tell of one utterance is one
    condition, unless `each` is set. `as_known_on` leaves out what was not known by that day.
    Raises NotFound for a matter that the ledger does not have.
    """
    standings = schema.condition_standings.c
    query = _query()
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter)
        if asked is not None:
            query = query.where(standings.matter_id.in_(asked))
        if side is not None:
            query = query.where(standings.side.in_(sides_shown(connection, side)))
        if actor is not None:
            query = query.where(standings.actor.in_(sides_of(actor)))
        found = connection.execute(query).all()
        named = name_matters(connection, {row.root for row in found if row.root})
    if each:
        return tuple(_row(row, named) for row in found)
    return tuple(_row(row, named, told) for row, told in _once(found))


def condition_rows(connection: Connection, keys: Sequence[int]) -> tuple[ConditionRow, ...]:
    """Return the conditions of those keys, which must stand, in the order of the keys."""
    found: dict[int, Row[Any]] = {}
    for some in chunks(keys):
        query = _query().where(schema.condition_standings.c.condition_key.in_(some))
        found |= {row.key: row for row in connection.execute(query)}
    named = name_matters(connection, {row.root for row in found.values() if row.root})
    return tuple(_row(found[key], named) for key in keys)


def set_once(connection: Connection, keys: Sequence[int]) -> dict[int, ConditionRow]:
    """Return the conditions of those keys, each utterance's once, by the key that is shown."""
    found: list[Row[Any]] = []
    for some in chunks(keys):
        found += connection.execute(
            _query().where(schema.condition_standings.c.condition_key.in_(some))
        ).all()
    named = name_matters(connection, {row.root for row in found if row.root})
    return {row.key: _row(row, named, told) for row, told in _once(found)}


def conditions_beside(
    connection: Connection,
    one: Series,
    named: Mapping[str, NamedMatter],
    wider: Collection[str],
    until: str | None,
) -> tuple[ConditionRow, ...]:
    """Return the latest conditions that a side set on a matter up to a day.

    `wider` are the matters that the matter is part of (see `wider_matters`): what a side set on
    one of them counts where its article has it speak of the matter too. What says by itself
    what it asks for comes before what points to it (`such steps`).
    """
    standings = schema.condition_standings.c
    on: ColumnElement[bool] = standings.matter_id.in_(one.parts)
    if wider:
        on |= standings.matter_id.in_(wider) & _speaks_of(one) & ~_speaks_of_other(one, wider)
    query = _query().where(on, standings.side == one.side)
    if until is not None:
        query = query.where(standings.day.is_(None) | (standings.day <= until))
    found = [row for row, _ in _once(connection.execute(query.limit(BESIDE)).all())]
    order = {article: n for n, article in enumerate(dict.fromkeys(row.article for row in found))}
    told = sorted(found, key=lambda row: (order[row.article], wording(row.act_words).points))
    return tuple(_row(row, named) for row in told)


def wider_matters(connection: Connection, roots: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each deal among the matters those that are all there is between its parties."""
    general = matter_words().general
    matters = schema.matters.c
    wide: dict[str, list[str]] = defaultdict(list)
    deals: dict[str, str] = {}
    for id_, subject, parties in connection.execute(
        select(matters.id, matters.subject, matters.parties).order_by(matters.id)
    ):
        words = set(subject.split())
        if parties == "[]":
            continue
        if words and words <= general:
            wide[parties].append(id_)
        elif BARE in words and id_ in roots:
            deals[id_] = parties
    return {id_: tuple(wide[parties]) for id_, parties in deals.items() if parties in wide}


def _speaks_of(one: Series) -> ColumnElement[bool]:
    """Tell whether the side takes a stance on the matter in the condition's article."""
    return or_(
        *(
            exists().where(
                table.c.article_key == schema.condition_standings.c.article_key,
                table.c.side == one.side,
                table.c.matter_id.in_(one.parts),
            )
            for table in (schema.stances, schema.stances_retold)
        )
    )


def _speaks_of_other(one: Series, wider: Collection[str]) -> ColumnElement[bool]:
    """Tell whether the condition's article speaks of another deal between the same parties."""
    said, other, own = schema.standings.alias().c, schema.matters.alias(), schema.matters.alias()
    return exists().where(
        said.article_key == schema.condition_standings.c.article_key,
        said.matter_id == other.c.id,
        other.c.id.not_in((*one.parts, *wider)),
        own.c.id == one.matter,
        other.c.parties == own.c.parties,
        (literal(" ") + other.c.subject + literal(" ")).contains(f" {BARE} "),
    )


@cache
def _query() -> Select[Any]:
    """Return the query for conditions, built once: that takes longer than asking it."""
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
            schema.statements.c.said,
            editions.c.published,
            actors.c.shown.label("speaker"),
            schema.statements.c.source_words,
            standings.c.statement_key.label("told_by"),
            schema.tellings.c.utterance,
        )
        .select_from(standings)
        .join(conditions_, conditions_.c.key == standings.c.condition_key)
        .join(readings, readings.c.key == conditions_.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
        .outerjoin(said, said.c.statement_key == standings.c.statement_key)
        .outerjoin(schema.statements, schema.statements.c.key == standings.c.statement_key)
        .outerjoin(actors, actors.c.id == said.c.actor_id)
        .outerjoin(schema.tellings, schema.tellings.c.statement_key == standings.c.statement_key)
        .order_by(standings.c.day.desc().nulls_last(), articles.c.id, conditions_.c.n)
    )


def _once(rows: Sequence[Row[Any]]) -> list[tuple[Row[Any], tuple[str, ...]]]:
    """Return each condition of an utterance once, with the articles that tell it, in order.

    Of several tellings the one whose words are shown for the utterance comes, when it has the
    condition too, else the first.
    """
    told: dict[object, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        act = tuple(_WORD.findall(row.act_words.casefold()))
        alone = row.utterance is None
        told[row.key if alone else (row.utterance, row.kind_set, act)].append(row)
    shown = {
        next((r for r in group if r.told_by == r.utterance), group[0]).key: group
        for group in told.values()
    }
    return [
        (row, tuple(dict.fromkeys(r.article for r in (row, *shown[row.key]))))
        for row in rows
        if row.key in shown
    ]


def _row(
    row: Row[Any], named: Mapping[str, NamedMatter], told_in: tuple[str, ...] = ()
) -> ConditionRow:
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
        source=row.source_words,
        kind=row.kind_set,
        act=row.act_words,
        actor=row.actor_set,
        outcome=row.outcome_words,
        cue=row.cue_words,
        day=row.day,
        date_is=date_is(row.day, row.said, row.published),
        statement=record_ref(row.article, row.statement) if row.statement else None,
        spans=tuple(sorted(spans)),
        confidence=row.confidence,
        told_in=told_in or (row.article,),
    )
