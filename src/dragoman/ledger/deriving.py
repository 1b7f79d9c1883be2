"""Standings, matters and wordings written from an article's current reading and its decisions.

Running it again gives the same rows: it clears what followed from the article before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.accounting import forget_accounts, store_accounts
from dragoman.ledger.carrying import carried_corrections
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.derived_rows import (
    condition_rows,
    event_rows,
    stance_rows,
    statement_rows,
)
from dragoman.ledger.earlier import earlier_with_words_of, store_earlier
from dragoman.ledger.folding import forget_tellings, renamed_tellings, settle, store_tellings
from dragoman.ledger.hearing import store_heard
from dragoman.ledger.joining import decided
from dragoman.ledger.known import ALWAYS, lifetimes
from dragoman.ledger.matching import match_actors
from dragoman.ledger.mentioning import (
    articles_of_bodies,
    as_shown,
    bodies_shown,
    corrections_as_shown,
    forget_mentions,
    speakers_of,
    store_mentions,
)
from dragoman.ledger.rebuilding import current_reading
from dragoman.ledger.schema_known import stances_before
from dragoman.ledger.standing import Corrections, standing
from dragoman.ledger.storing_demands import store_demands
from dragoman.ledger.storing_matters import (
    drop_unused,
    forget_wordings,
    part_rows,
    ruling_on,
    store_matters,
)
from dragoman.ledger.versioning import stands
from dragoman.ledger.writing import Keys, fill, keys_of
from dragoman.records import Reading

_DERIVED = (
    stances_before,
    schema.stances,
    schema.stances_retold,
    schema.standings,
    schema.condition_standings,
    schema.event_standings,
    schema.demands,
    schema.fulfilments,
    schema.matter_parts,
    schema.article_standings,
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
    forget_accounts(connection, article_key)
    before = _clear(connection, article_key)
    corrections = {
        **carried_corrections(connection, article_key, reading),
        **corrections_of(connection, reading.article.id, current_reading(connection, article_key)),
    }
    if not stands(connection, article_key):
        reading = replace(reading, statements=(), conditions=(), events=(), claims=())
        keys = replace(keys, claims=())
    _derive(connection, article_key, reading, keys, corrections, Before(spoke, told))
    before |= store_earlier(connection, article_key)
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
    ruling = ruling_on(connection, article_key)
    found = standing(reading, corrections, ruling)
    article = reading.article.id
    decisions = decided(connection)
    speakers = speakers_of(found, article, decisions)
    own = store_mentions(connection, article_key, speakers, keys)
    renamed = match_actors(connection, {*before.spoke, *(one.id for one in speakers)}, decisions)
    names = bodies_shown(connection, speakers)
    if names:
        shown = corrections_as_shown(corrections, names)
        found = standing(as_shown(reading, names), shown, ruling)
    store_matters(connection, found)
    fill(connection, schema.standings, statement_rows(found, keys, article_key, article, own))
    fill(connection, schema.matter_parts, part_rows(found, keys, article_key))
    known = lifetimes(connection, [article_key]).get(article_key, ALWAYS).known
    store_heard(connection, article_key, reading.article, found, known)
    fill(connection, schema.stances, stance_rows(found, keys, article_key, own, known))
    fill(connection, schema.condition_standings, condition_rows(found, keys, article_key))
    fill(connection, schema.event_standings, event_rows(found, keys, article_key))
    store_demands(connection, article_key, reading, found, keys)
    store_accounts(connection, article_key, reading, found, keys, own)
    told = store_tellings(connection, article_key, reading, found, keys, own)
    settle(connection, {*told, *renamed_tellings(connection, renamed)}, before.told)
    for key in earlier_with_words_of(connection, article_key):
        store_earlier(connection, key)
    for other in articles_of_bodies(connection, renamed):
        if other != article_key:
            derive_again(connection, other)


def derive_again(connection: Connection, article_key: int) -> None:
    """Write what follows from an article's current reading, after a decision on it."""
    reading_key = current_reading(connection, article_key)
    reading = rebuilding.reading_of(connection, reading_key)
    derive_anew(connection, article_key, reading, keys_of(connection, reading_key))


def _clear(connection: Connection, article_key: int) -> set[str]:
    """Delete what followed from an article's reading; return the matters that it named."""
    gone = forget_wordings(connection, article_key)
    for table in _DERIVED:
        connection.execute(delete(table).where(table.c.article_key == article_key))
    return gone
