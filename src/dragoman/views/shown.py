"""Readings with their speakers by the names that they are shown by over all articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, rebuilding, schema
from dragoman.ledger.chunking import chunks
from dragoman.records import Reading, Speaker, Statement

_Place: TypeAlias = tuple[str, str, int | None]
"""An article, a statement in it, and which of its speakers; None for all of them as one."""


def shown_reading(ledger: Ledger, ref: str) -> Reading:
    """Return an article's current reading with its speakers as decided; see `Ledger.reading`.

    What people corrected or rejected in single records is not applied. Raises NotFound.
    """
    reading = ledger.reading(ref)
    with ledger.connect() as connection:
        home = reading.article.id
        return _named(reading, home, _names(connection, [home]))


def shown_readings(ledger: Ledger, articles: Sequence[str]) -> dict[str, Reading]:
    """Return the current readings of the articles of those ids, with speakers as decided.

    Without the articles' raw bytes. Ids that the ledger does not have are left out.
    """
    readings, held = schema.readings.c, schema.articles.c
    query = select(readings.key, held.id).join(schema.articles, held.key == readings.article_key)
    found: dict[str, Reading] = {}
    with ledger.connect() as connection:
        for some in chunks(articles):
            rows = connection.execute(query.where(readings.current, held.id.in_(some)))
            ids = {row.key: row.id for row in rows}
            names = _names(connection, some)
            stored = rebuilding.readings_of(connection, list(ids), raw=False)
            found |= {ids[key]: _named(one, ids[key], names) for key, one in stored.items()}
    return found


def _names(connection: Connection, articles: Sequence[str]) -> dict[_Place, str | None]:
    """Return the names that the speakers of articles are shown by."""
    standings, actors, told = schema.standings, schema.actors, schema.mentions
    statements, held = schema.statements, schema.articles
    whole = (
        select(held.c.id, statements.c.id, actors.c.shown)
        .select_from(statements)
        .join(standings, standings.c.statement_key == statements.c.key)
        .join(actors, actors.c.id == standings.c.actor_id)
        .join(held, held.c.key == standings.c.article_key)
        .where(held.c.id.in_(articles))
    )
    parts = (
        select(held.c.id, statements.c.id, told.c.n, actors.c.shown)
        .select_from(statements)
        .join(told, told.c.statement_key == statements.c.key)
        .join(actors, actors.c.id == told.c.actor_id)
        .join(held, held.c.key == told.c.article_key)
        .where(held.c.id.in_(articles))
    )
    found: dict[_Place, str | None] = {
        (article, id_, None): shown for article, id_, shown in connection.execute(whole)
    }
    for article, id_, n, shown in connection.execute(parts):
        found[article, id_, n] = shown
    return found


def _named(reading: Reading, home: str, names: Mapping[_Place, str | None]) -> Reading:
    def named(one: Statement) -> Statement:
        speakers = (_called(s, names.get((home, one.id, n))) for n, s in enumerate(one.speakers))
        own = _called(one.speaker, names.get((home, one.id, None)))
        return replace(one, speaker=own, speakers=tuple(speakers))

    return replace(reading, statements=tuple(map(named, reading.statements)))


def _called(speaker: Speaker, shown: str | None) -> Speaker:
    return replace(speaker, name=shown) if speaker.name and shown else speaker
