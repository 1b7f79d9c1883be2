"""What was known when, made for all articles of a ledger that an earlier Dragoman made."""

from __future__ import annotations

from sqlalchemy import Connection, select, update
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.earlier import store_earlier
from dragoman.ledger.folding import settle
from dragoman.ledger.known import store_known
from dragoman.ledger.schema_known import articles_known


def know_everything(connection: Connection) -> None:
    """Store for all articles from when on they were known, and for stances from when they count."""
    keys = connection.execute(select(schema.articles.c.key).order_by(schema.articles.c.key))
    for some in chunks(keys.scalars().all()):
        store_known(connection, some)
    standings = schema.standings.c
    for table in (schema.stances, schema.stances_retold):
        known = select(articles_known.c.known).where(
            articles_known.c.article_key == table.c.article_key
        )
        actor = select(standings.actor_id).where(standings.statement_key == table.c.statement_key)
        connection.execute(
            update(table).values(known=known.scalar_subquery(), actor_id=actor.scalar_subquery())
        )


def count_everything(connection: Connection) -> None:
    """Store what counted on earlier days: of earlier versions, and of other tellings."""
    tellings, versions, known = schema.tellings.c, schema.versions.c, articles_known.c
    told = select(tellings.utterance).group_by(tellings.utterance).having(sql.count() > 1)
    for some in chunks(connection.execute(told).scalars().all()):
        settle(connection, (), some)
    roots = (
        select(versions.root_key)
        .join(articles_known, known.article_key == versions.article_key)
        .where(known.until > known.known)
        .distinct()
    )
    for root in connection.execute(roots.order_by(versions.root_key)).scalars().all():
        store_earlier(connection, root)
