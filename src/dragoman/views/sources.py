"""Where the words come from: outlets, agencies in between, and the source tags of pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.views.rows import SourceRow


def sources(ledger: Ledger) -> tuple[SourceRow, ...]:
    """Return every outlet, agency and tagged source, the most quoted first.

    `outlet` rows count the statements of its articles, `via` rows those that came through it,
    `tag` rows those of the articles that bear the tag.
    """
    with ledger.connect() as connection:
        rows = [
            SourceRow(*row)
            for query in (_outlets(), _via(), _tags())
            for row in connection.execute(query)
        ]
    return tuple(sorted(rows, key=lambda row: (-row.statements, -row.articles, row.name, row.sort)))


def _outlets() -> Select[Any]:
    editions, readings, standings = schema.editions, schema.readings, schema.standings
    return (
        select(
            editions.c.outlet,
            literal("outlet"),
            sql.count(readings.c.article_key.distinct()),
            sql.count(standings.c.statement_key),
            sql.min(sql.substr(editions.c.published, 1, 10)),
            sql.max(sql.substr(editions.c.published, 1, 10)),
        )
        .join(readings, readings.c.edition_key == editions.c.key)
        .outerjoin(standings, standings.c.article_key == readings.c.article_key)
        .where(readings.c.current, editions.c.outlet.is_not(None))
        .group_by(editions.c.outlet)
    )


def _via() -> Select[Any]:
    via, standings = schema.via, schema.standings
    return (
        select(
            via.c.name,
            literal("via"),
            sql.count(standings.c.article_key.distinct()),
            sql.count(standings.c.statement_key.distinct()),
            sql.min(standings.c.day),
            sql.max(standings.c.day),
        )
        .join(standings, standings.c.statement_key == via.c.statement_key)
        .group_by(via.c.name)
    )


def _tags() -> Select[Any]:
    tags, editions, readings = schema.source_tags, schema.editions, schema.readings
    standings = schema.standings
    tagged = select(tags.c.source, tags.c.edition_key).distinct().subquery()
    return (
        select(
            tagged.c.source,
            literal("tag"),
            sql.count(readings.c.article_key.distinct()),
            sql.count(standings.c.statement_key),
            sql.min(sql.substr(editions.c.published, 1, 10)),
            sql.max(sql.substr(editions.c.published, 1, 10)),
        )
        .join(editions, editions.c.key == tagged.c.edition_key)
        .join(readings, readings.c.edition_key == editions.c.key)
        .outerjoin(standings, standings.c.article_key == readings.c.article_key)
        .where(readings.c.current)
        .group_by(tagged.c.source)
    )
