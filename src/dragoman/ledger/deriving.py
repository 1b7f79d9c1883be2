"""Standings, matters and wordings written from an article's current reading and its decisions.

Running it again gives the same rows: it clears what followed from the article before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, delete, exists, select, update
from sqlalchemy import func as sql

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.carrying import carried_corrections
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.derived_rows import (
    condition_rows,
    event_rows,
    held,
    matter_row,
    points_to,
    stance_rows,
    statement_rows,
)
from dragoman.ledger.earlier import earlier_with_words_of, store_earlier
from dragoman.ledger.folding import forget_tellings, renamed_tellings, settle, store_tellings
from dragoman.ledger.joining import decided
from dragoman.ledger.known import ALWAYS, lifetimes
from dragoman.ledger.matching import match_actors
from dragoman.ledger.mentioning import (
    articles_of_bodies,
    as_shown,
    bodies_shown,
    forget_mentions,
    speakers_of,
    store_mentions,
)
from dragoman.ledger.schema_known import (
    condition_standings_before,
    stances_before,
    standings_before,
)
from dragoman.ledger.standing import Corrections, Standing, standing
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
    before |= store_earlier(connection, article_key)
    _drop_unused(connection, before)


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
    found = standing(reading, corrections)
    article = reading.article.id
    decisions = decided(connection)
    speakers = speakers_of(found, article, decisions)
    own = store_mentions(connection, article_key, speakers, keys)
    renamed = match_actors(connection, {*before.spoke, *(one.id for one in speakers)}, decisions)
    names = bodies_shown(connection, speakers)
    if names:
        found = standing(as_shown(reading, names), corrections)
    _store_matters(connection, found)
    fill(connection, schema.standings, statement_rows(found, keys, article_key, article, own))
    known = lifetimes(connection, [article_key]).get(article_key, ALWAYS).known
    fill(connection, schema.stances, stance_rows(found, keys, article_key, own, known))
    fill(connection, schema.condition_standings, condition_rows(found, keys, article_key))
    fill(connection, schema.event_standings, event_rows(found, keys, article_key))
    told = store_tellings(connection, article_key, reading, found, keys, own)
    settle(connection, {*told, *renamed_tellings(connection, renamed)}, before.told)
    for key in earlier_with_words_of(connection, article_key):
        store_earlier(connection, key)
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
    standings = schema.standings.c
    gone = connection.execute(
        select(standings.matter_id, standings.wording, sql.count())
        .where(standings.article_key == article_key, standings.matter_id.is_not(None))
        .group_by(standings.matter_id, standings.wording)
    ).all()
    for table in _DERIVED:
        connection.execute(delete(table).where(table.c.article_key == article_key))
    _count(connection, [(matter, words, -n) for matter, words, n in gone])
    return {matter for matter, _, _ in gone}


def _drop_unused(connection: Connection, matter_ids: set[str]) -> None:
    """Delete those matters that nothing names any more and no person decided about."""
    if not matter_ids:
        return
    matters, wordings, others = schema.matters, schema.wordings, schema.matters.alias()
    connection.execute(
        delete(wordings).where(
            wordings.c.matter_id.in_(matter_ids),
            wordings.c.count <= 0,
            ~exists().where(
                standings_before.c.matter_id == wordings.c.matter_id,
                standings_before.c.wording == wordings.c.words,
            ),
        )
    )
    naming = (schema.condition_standings, condition_standings_before, standings_before)
    connection.execute(
        delete(matters).where(
            matters.c.id.in_(matter_ids),
            ~exists().where(wordings.c.matter_id == matters.c.id),
            *(~exists().where(table.c.matter_id == matters.c.id) for table in naming),
            ~exists().where(others.c.root == matters.c.id, others.c.id != matters.c.id),
            ~exists().where(schema.decisions.c.ref == matters.c.id),
        )
    )


def _store_matters(connection: Connection, found: Standing) -> None:
    told = [(one.matter, one.statement.matter) for one in found.statements]
    named = Counter((key, words) for key, words in told if key and words)
    keys = {key.id: key for key, _ in named}
    keys |= {one.matter.id: one.matter for one in found.conditions if one.matter}
    if not keys:
        return
    known_ids = held(connection, schema.matters, keys)
    rows = [matter_row(key) for id_, key in sorted(keys.items()) if id_ not in known_ids]
    fill(connection, schema.matters, rows)
    wordings = schema.wordings.c
    ids = {key.id for key, _ in named}
    rows_known = select(wordings.matter_id, wordings.words).where(wordings.matter_id.in_(ids))
    known = {(row.matter_id, row.words) for row in connection.execute(rows_known)}
    counts = {(key.id, words): n for (key, words), n in named.items()}
    _count(connection, [(*one, n) for one, n in sorted(counts.items()) if one in known])
    fill(
        connection,
        schema.wordings,
        [
            {"matter_id": id_, "words": words, "pointer": points_to(words), "count": n}
            for (id_, words), n in sorted(counts.items())
            if (id_, words) not in known
        ],
    )


def _count(connection: Connection, steps: Iterable[tuple[str, str, int]]) -> None:
    wordings = schema.wordings
    rows = [{"matter": m, "wording": w, "step": n} for m, w, n in steps]
    if rows:
        connection.execute(
            update(wordings)
            .where(
                wordings.c.matter_id == bindparam("matter"),
                wordings.c.words == bindparam("wording"),
            )
            .values(count=wordings.c.count + bindparam("step")),
            rows,
        )
