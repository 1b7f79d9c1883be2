"""What followed from the earlier versions of an article while each of them was the latest.

Kept beside what follows from the last one, so that a ledger can be asked what was known on a
day before. A statement whose words the last version still has, or another article, is one with
that, and with whatever tells of the same; any other stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, select

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.carrying import carried_corrections
from dragoman.ledger.chunking import chunks
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.derived_rows import (
    condition_rows,
    event_rows,
    stance_rows,
    statement_rows,
)
from dragoman.ledger.folding import settle, telling_rows
from dragoman.ledger.known import earlier_versions, lifetimes
from dragoman.ledger.near_tellings import NearTellings
from dragoman.ledger.same_telling import same_words
from dragoman.ledger.schema_known import (
    BEFORE,
    condition_standings_before,
    event_standings_before,
    stances_before,
    standings_before,
    tellings_before,
)
from dragoman.ledger.standing import Standing, standing
from dragoman.ledger.storing_demands import demand_rows
from dragoman.ledger.storing_matters import ruling_on, store_matters
from dragoman.ledger.versioning import family, stands
from dragoman.ledger.writing import Keys, fill, keys_of


def store_earlier(connection: Connection, article_key: int) -> set[str]:
    """Store anew what followed from the earlier versions of an article.

    Returns the matters that something about was stored before.
    """
    every = family(connection, article_key)
    if len(every) == 1:
        # Its versions may have become articles of their own.
        gone, left = _forget(connection, every)
        settle(connection, (), left)
        return gone
    gone, left = _forget(connection, every)
    told = set(left)
    for key in earlier_versions(connection, article_key):
        told |= _store(connection, key, every)
    settle(connection, (), told)
    return gone


def _forget(connection: Connection, article_keys: tuple[int, ...]) -> tuple[set[str], set[int]]:
    """Delete what is stored of earlier versions; return its matters and what it was one with."""
    matters: set[str] = set()
    for table in (standings_before, condition_standings_before):
        query = select(table.c.matter_id).where(table.c.article_key.in_(article_keys)).distinct()
        matters.update(id_ for id_ in connection.execute(query).scalars() if id_)
    tellings = tellings_before.c
    query_told = select(tellings.utterance, tellings.statement_key)
    rows = connection.execute(query_told.where(tellings.article_key.in_(article_keys))).all()
    own = [row.statement_key for row in rows]
    once = (*own, *earlier_versions(connection, article_keys[0]))
    if once:
        superseded = stances_before.c.article_key.in_(once[len(own) :])
        gone = stances_before.c.statement_key.in_(own) | superseded
        connection.execute(delete(stances_before).where(gone))
    no_more = [key for key in article_keys if not stands(connection, key)]
    asked = schema.demands
    connection.execute(delete(asked).where(asked.c.article_key.in_(no_more)))
    for table in BEFORE:
        if table is not stances_before:
            connection.execute(delete(table).where(table.c.article_key.in_(article_keys)))
    return matters, {row.utterance for row in rows} - set(own)


def _store(connection: Connection, article_key: int, every: tuple[int, ...]) -> set[int]:
    """Store what followed from an earlier version; return the statements that its own are now."""
    reading_key = rebuilding.current_reading(connection, article_key)
    reading = rebuilding.reading_of(connection, reading_key)
    keys = keys_of(connection, reading_key)
    article = reading.article.id
    corrections = {
        **carried_corrections(connection, article_key, reading),
        **corrections_of(connection, article, reading_key),
    }
    found = standing(reading, corrections, ruling_on(connection, article_key))
    spoken = _speakers(connection, keys)
    life = lifetimes(connection, [article_key])[article_key]
    store_matters(connection, found, earlier=True)
    fill(connection, standings_before, statement_rows(found, keys, article_key, article, spoken))
    stances = stance_rows(found, keys, article_key, spoken, life.known)
    fill(connection, stances_before, [{**row, "until": life.until} for row in stances])
    conditions = condition_rows(found, keys, article_key)
    fill(connection, condition_standings_before, conditions)
    fill(connection, schema.demands, demand_rows(article_key, reading, found, keys))
    fill(connection, event_standings_before, event_rows(found, keys, article_key))
    tellings = telling_rows(article_key, reading, found, keys, spoken)
    now = _told_elsewhere(connection, found, tellings, spoken, every)
    for row in tellings:
        row["utterance"] = now.get(row["statement_key"], row["statement_key"])
    fill(connection, tellings_before, tellings)
    return set(now.values())


def _speakers(connection: Connection, keys: Keys) -> dict[int, str]:
    """Return who speaks in each statement, as read."""
    statements = schema.statements.c
    if not keys.statements:
        return {}
    first, last = min(keys.statements), max(keys.statements)
    query = select(statements.key, statements.actor_id).where(statements.key.between(first, last))
    speakers = {row.key: row.actor_id for row in connection.execute(query)}
    return {n: speakers[key] for n, key in enumerate(keys.statements)}


def _told_elsewhere(
    connection: Connection,
    found: Standing,
    tellings: Sequence[Mapping[str, Any]],
    spoken: Mapping[int, str],
    every: tuple[int, ...],
) -> dict[int, int]:
    """Return for statements of an earlier version one that stands and tells of the same.

    Those of the article's last version come first.
    """
    table, actors = schema.tellings.c, schema.actors.c
    prints = sorted({row["print"] for row in tellings if row["print"] is not None})
    of: dict[int, int] = {}
    for some in chunks(prints):
        query = select(table.statement_key, table.article_key).where(table.print.in_(some))
        of.update((row.statement_key, row.article_key) for row in connection.execute(query))
    if not of:
        return {}
    roots = {}
    for some in chunks(sorted(set(spoken.values()))):
        query = select(actors.id, actors.root, actors.name).where(actors.id.in_(some))
        roots.update({row.id: row for row in connection.execute(query)})
    standing_ = NearTellings(connection).load(of)
    now: dict[int, int] = {}
    for one, row in zip(found.statements, tellings, strict=True):
        if row["print"] is None:
            continue
        who = roots[spoken[one.n]]
        for other in sorted(standing_, key=lambda t: (of[t.key] not in every, t.order)):
            if other.printed.print == row["print"]:
                told = replace(
                    other,
                    speaker=who.root if who.name else None,
                    called=who.name,
                    day=row["day"],
                    said=row["said"],
                )
                if same_words(told, other):
                    now[row["statement_key"]] = other.key
                    break
    return now


def earlier_with_words_of(connection: Connection, article_key: int) -> list[int]:
    """Return articles whose earlier versions tell what an article does, one of each family."""
    own, before, versions = schema.tellings.c, tellings_before.c, schema.versions.c
    query = (
        select(versions.root_key)
        .join(tellings_before, before.article_key == versions.article_key)
        .join(schema.tellings, own.print == before.print)
        .where(own.article_key == article_key)
        .distinct()
    )
    return list(connection.execute(query.order_by(versions.root_key)).scalars())
