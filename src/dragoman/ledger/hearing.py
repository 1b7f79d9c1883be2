"""What is kept of each article's statements, so that lists need not go through all of them."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import func as sql

from dragoman.article import Article
from dragoman.ledger import schema
from dragoman.ledger.schema_known import articles_known
from dragoman.ledger.standing import Standing
from dragoman.ledger.writing import fill

_DAY = 10


def store_heard(
    connection: Connection, article_key: int, article: Article, found: Standing, known: str
) -> None:
    """Store how many statements of an article count, known from a day on; nothing is stored yet."""
    last = max((one.day for one in found.statements if one.day), default="")
    row = {
        "article_key": article_key,
        "outlet": article.outlet,
        "language": article.language,
        "day": article.published and article.published[:_DAY],
        "statements": len(found.statements),
        "ahead": last if last > known else None,
    }
    fill(connection, schema.article_standings, [row])


def hear_everything(connection: Connection) -> None:
    """Store of every article how many of its statements count, in place of what stood there."""
    readings, editions, standings = schema.readings.c, schema.editions.c, schema.standings.c
    connection.execute(delete(schema.article_standings))
    of = standings.article_key == readings.article_key
    statements = select(sql.count()).select_from(schema.standings).where(of)
    known = articles_known.c.known
    ahead = select(sql.max(standings.day)).where(of, standings.day > sql.coalesce(known, ""))
    rows = (
        select(
            readings.article_key,
            editions.outlet,
            editions.language,
            sql.substr(editions.published, 1, _DAY),
            statements.scalar_subquery(),
            ahead.correlate(schema.readings, articles_known).scalar_subquery(),
        )
        .join(schema.editions, editions.key == readings.edition_key)
        .outerjoin(articles_known, articles_known.c.article_key == readings.article_key)
        .where(readings.current)
    )
    names = ["article_key", "outlet", "language", "day", "statements", "ahead"]
    connection.execute(insert(schema.article_standings).from_select(names, rows))
