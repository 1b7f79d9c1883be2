"""The words of statements on which people decided, also of those that they rejected."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.by_name import rows_by_name


def decided_words(ledger: Ledger, records: Iterable[str]) -> dict[str, str]:
    """Return by record the words of those that are statements of a current reading."""
    articles, readings, statements = schema.articles, schema.readings, schema.statements
    query = (
        select(statements.c.words)
        .select_from(articles)
        .join(readings, readings.c.article_key == articles.c.key)
        .join(statements, statements.c.reading_key == readings.c.key)
        .where(readings.c.current)
    )
    with ledger.connect() as connection:
        found = rows_by_name(connection, query, statements.c.id, set(records))
        return {record: row.words for record, row in found}
