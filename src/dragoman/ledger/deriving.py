"""Standings, matters and wordings written from an article's current reading and its decisions.

Running it again gives the same rows: it clears what followed from the article before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, select

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.carrying import carried_corrections
from dragoman.ledger.case import case_of_article
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.folding import forget_tellings, renamed_tellings, settle, store_tellings
from dragoman.ledger.joining import decided
from dragoman.ledger.matching import match_actors
from dragoman.ledger.matter_decisions import decided_matters
from dragoman.ledger.mentioning import (
    articles_of_bodies,
    as_shown,
    bodies_shown,
    forget_mentions,
    speakers_of,
    store_mentions,
)
from dragoman.ledger.standing import Corrections, Ruling, Standing, sides_of, standing
from dragoman.ledger.storing_matters import (
    drop_unused,
    forget_wordings,
    part_rows,
    store_matters,
)
from dragoman.ledger.versioning import stands
from dragoman.ledger.writing import Keys, fill, keys_of
from dragoman.records import Reading

_DERIVED = (
    schema.stances,
    schema.stances_retold,
    schema.standings,
    schema.condition_standings,
    schema.event_standings,
    schema.matter_parts,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What an article's statements had to do with before they are derived anew.

    `spoke` are the actors that it mentioned, `told` the statements of other articles that were
    one with some of its own.
    """

    spoke: Collection[str] = ()
    told: Collection[int] = ()


def derive(
    connection: Connection, article_key: int, reading: Reading, keys: Keys, corrections: Corrections
) -> None:
    """Write what follows from a reading, its article's only one so far and its only version."""
    _derive(connection, article_key, reading, keys, corrections)


def derive_anew(connection: Connection, article_key: int, reading: Reading, keys: Keys) -> None:
    """Write what follows from an article's current reading in place of what followed before.

    Nothing follows from an article that another version took the place of.
    """
    spoke = forget_mentions(connection, article_key)
    told = forget_tellings(connection, article_key)
    before = _clear(connection, article_key)
    corrections = {
        **carried_corrections(connection, article_key, reading),
        **corrections_of(connection, reading.article.id),
    }
    if not stands(connection, article_key):
        reading = replace(reading, statements=(), conditions=(), events=())
    _derive(connection, article_key, reading, keys, corrections, Before(spoke, told))
    drop_unused(connection, before)


def _derive(
    connection: Connection,
    article_key: int,
    reading: Reading,
    keys: Keys,
    corrections: Corrections,
    before: Before | None = None,
) -> None:
    """Write what follows from a reading."""
    before = before or Before()
    ruling = Ruling(case_of_article(connection, article_key), decided_matters(connection).ruled)
    found = standing(reading, corrections, ruling)
    article = reading.article.id
    decisions = decided(connection)
    speakers = speakers_of(found, article, decisions)
    own = store_mentions(connection, article_key, speakers, keys)
    renamed = match_actors(connection, {*before.spoke, *(one.id for one in speakers)}, decisions)
    names = bodies_shown(connection, speakers)
    if names:
        found = standing(as_shown(reading, names), corrections, ruling)
    store_matters(connection, found)
    fill(connection, schema.standings, _statement_rows(found, keys, article_key, article, own))
    fill(connection, schema.matter_parts, part_rows(found, keys, article_key))
    fill(connection, schema.stances, _stance_rows(found, keys, article_key))
    fill(connection, schema.condition_standings, _condition_rows(found, keys, article_key))
    fill(connection, schema.event_standings, _event_rows(found, keys, article_key))
    told = store_tellings(connection, article_key, reading, found, keys, own)
    settle(connection, {*told, *before.told, *renamed_tellings(connection, renamed)})
    for other in articles_of_bodies(connection, renamed):
        if other != article_key:
            derive_again(connection, other)


def derive_again(connection: Connection, article_key: int) -> None:
    """Write what follows from an article's current reading, after a decision on it."""
    readings = schema.readings.c
    reading_key = connection.execute(
        select(readings.key).where(readings.article_key == article_key, readings.current)
    ).scalar_one()
    reading = rebuilding.reading_of(connection, reading_key)
    derive_anew(connection, article_key, reading, keys_of(connection, reading_key))


def _clear(connection: Connection, article_key: int) -> set[str]:
    """Delete what followed from an article's reading; return the matters that it named."""
    gone = forget_wordings(connection, article_key)
    for table in _DERIVED:
        connection.execute(delete(table).where(table.c.article_key == article_key))
    return gone


def _statement_rows(
    found: Standing, keys: Keys, article_key: int, article_id: str, spoken: Mapping[int, str]
) -> list[dict[str, Any]]:
    return [
        {
            "statement_key": keys.statements[one.n],
            "article_key": article_key,
            "article": article_id,
            "n": one.n,
            "actor_id": spoken[one.n],
            "role": one.statement.speaker.role,
            "matter_id": one.matter.id if one.matter else None,
            "wording": one.statement.matter if one.matter else None,
            "turn": one.about.turn if one.about else "",
            "side": one.statement.side,
            "stance": one.stance,
            "scope": one.statement.scope,
            "day": one.day,
            "rank": one.rank,
            "sides": json.dumps(sides_of(one.statement), ensure_ascii=False),
            "counts": one.counts,
        }
        for one in found.statements
    ]


def _stance_rows(found: Standing, keys: Keys, article_key: int) -> list[dict[str, Any]]:
    return [
        {
            "matter_id": one.matter.id,
            "side": side,
            "statement_key": keys.statements[one.n],
            "article_key": article_key,
            "day": one.day,
            "stance": one.stance,
            "scope": one.statement.scope,
            "rank": one.rank,
        }
        for one in found.statements
        if one.matter and one.counts
        for side in one.once
    ]


def _condition_rows(found: Standing, keys: Keys, article_key: int) -> list[dict[str, Any]]:
    return [
        {
            "condition_key": keys.conditions[one.n],
            "article_key": article_key,
            "matter_id": one.matter.id if one.matter else None,
            "statement_key": None if one.statement is None else keys.statements[one.statement],
            "side": one.side,
            "kind": one.condition.kind,
            "actor": one.condition.actor,
            "day": one.day,
        }
        for one in found.conditions
    ]


def _event_rows(found: Standing, keys: Keys, article_key: int) -> list[dict[str, Any]]:
    return [
        {
            "event_key": keys.events[one.n],
            "article_key": article_key,
            "type": one.event.type,
            "status": one.event.status,
            "date": one.event.date,
            "day": one.day,
        }
        for one in found.events
    ]
