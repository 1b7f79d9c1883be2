"""A reading with its speakers by the names that they are shown by over all articles."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from dragoman.ledger import Ledger, schema
from dragoman.records import Reading, Speaker, Statement


def shown_reading(ledger: Ledger, ref: str) -> Reading:
    """Return an article's current reading with its speakers as decided; see `Ledger.reading`.

    What people corrected or rejected in single records is not applied. Raises NotFound.
    """
    reading = ledger.reading(ref)
    standings, actors, told = schema.standings, schema.actors, schema.mentions
    statements, articles = schema.statements, schema.articles
    whole = (
        select(statements.c.id, actors.c.shown)
        .join(standings, standings.c.statement_key == statements.c.key)
        .join(actors, actors.c.id == standings.c.actor_id)
        .join(articles, articles.c.key == standings.c.article_key)
        .where(articles.c.id == reading.article.id)
    )
    parts = (
        select(statements.c.id, told.c.n, actors.c.shown)
        .join(told, told.c.statement_key == statements.c.key)
        .join(actors, actors.c.id == told.c.actor_id)
        .join(articles, articles.c.key == told.c.article_key)
        .where(articles.c.id == reading.article.id)
    )
    with ledger.connect() as connection:
        own = {row.id: row.shown for row in connection.execute(whole)}
        joint = {(id_, n): shown for id_, n, shown in connection.execute(parts)}

    def named(one: Statement) -> Statement:
        speakers = tuple(_called(s, joint.get((one.id, n))) for n, s in enumerate(one.speakers))
        return replace(one, speaker=_called(one.speaker, own.get(one.id)), speakers=speakers)

    return replace(reading, statements=tuple(map(named, reading.statements)))


def _called(speaker: Speaker, shown: str | None) -> Speaker:
    return replace(speaker, name=shown) if speaker.name and shown else speaker
