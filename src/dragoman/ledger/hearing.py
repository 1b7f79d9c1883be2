"""How many statements of each article count, kept so that outlets need not be counted anew."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import func as sql

from dragoman.article import Article
from dragoman.ledger import schema
from dragoman.ledger.writing import fill

_DAY = 10


def store_heard(
    connection: Connection, article_key: int, article: Article, statements: int
) -> None:
    """Store how many statements of an article count, of which nothing is stored."""
    row = {
        "article_key": article_key,
        "outlet": article.outlet,
        "day": article.published and article.published[:_DAY],
        "statements": statements,
    }
    fill(connection, schema.article_standings, [row])


def hear_everything(connection: Connection) -> None:
    """Store of every article how many of its statements count, in place of what stood there."""
    readings, editions, standings = schema.readings.c, schema.editions.c, schema.standings.c
    connection.execute(delete(schema.article_standings))
    statements = (
        select(sql.count())
        .select_from(schema.standings)
        .where(standings.article_key == readings.article_key)
    )
    rows = (
        select(
            readings.article_key,
            editions.outlet,
            sql.substr(editions.published, 1, _DAY),
            statements.scalar_subquery(),
        )
        .join(schema.editions, editions.key == readings.edition_key)
        .where(readings.current)
    )
    names = ["article_key", "outlet", "day", "statements"]
    connection.execute(insert(schema.article_standings).from_select(names, rows))
