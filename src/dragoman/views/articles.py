"""The articles of the ledger, searched by the words of their titles and texts."""

from __future__ import annotations

from sqlalchemy import ScalarSelect, Table, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema, search
from dragoman.ledger.schema_versions import latest
from dragoman.views.rows import ArticleRow


def articles(ledger: Ledger, query: str | None = None) -> tuple[ArticleRow, ...]:
    """Return the articles whose title or text holds all words of `query`, the latest first.

    An article that came in several versions is one, as it reads now; `versions` has the others.
    """
    table, editions, readings = schema.articles, schema.editions, schema.readings
    found = (
        select(
            table.c.id,
            editions.c.name,
            editions.c.title,
            editions.c.outlet,
            editions.c.published,
            table.c.origin,
            editions.c.form,
            _count(schema.standings),
            _count(schema.condition_standings),
            _count(schema.event_standings),
        )
        .join(readings, readings.c.article_key == table.c.key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .where(readings.c.current, latest(table.c.key))
        .order_by(editions.c.published.desc().nulls_last(), table.c.id)
    )
    if query is not None:
        found = found.where(search.articles_with(query))
    with ledger.connect() as connection:
        return tuple(ArticleRow(*row) for row in connection.execute(found))


def _count(standings: Table) -> ScalarSelect[int]:
    own = standings.c.article_key == schema.articles.c.key
    return select(sql.count()).select_from(standings).where(own).scalar_subquery()
