"""The words of statements on which people decided, also of those that they rejected."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref


def decided_words(ledger: Ledger, records: Iterable[str]) -> dict[str, str]:
    """Return by record the words of those that are statements of a current reading."""
    wanted = sorted(set(records))
    articles, readings, statements = schema.articles, schema.readings, schema.statements
    query = (
        select(articles.c.id, statements.c.id, statements.c.words)
        .join(readings, readings.c.article_key == articles.c.key)
        .join(statements, statements.c.reading_key == readings.c.key)
        .where(readings.c.current)
    )
    # Statements of different articles may go by one name: they are found by their article.
    named = statements.c.id.concat("")
    found: dict[str, str] = {}
    with ledger.connect() as connection:
        for some in chunks(wanted):
            ids = [record.partition("/")[0::2] for record in some]
            told = connection.execute(
                query.where(
                    articles.c.id.in_({article for article, _ in ids}),
                    named.in_({record for _, record in ids}),
                )
            )
            found |= {record_ref(article, record): words for article, record, words in told}
    return {record: words for record, words in found.items() if record in set(wanted)}
