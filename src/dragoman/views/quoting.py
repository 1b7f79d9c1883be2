"""The words that rows stand on: statements as quotes, with their places in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.ledger import schema
from dragoman.ledger.actors import CHUNK
from dragoman.ledger.keys import record_ref
from dragoman.views.rows import Quote

Key = TypeVar("Key", int, str)


def title() -> ColumnElement[str]:
    """Return the column by which an article is called: its title, else its file's name."""
    return sql.coalesce(schema.editions.c.title, schema.editions.c.name)


def standing_statements(*columns: Any) -> Select[Any]:  # noqa: ANN401
    """Return a query over the statements that stand, with their articles and speakers."""
    standings, statements, actors = schema.standings, schema.statements, schema.actors
    readings, editions, articles = schema.readings, schema.editions, schema.articles
    return (
        select(*columns)
        .select_from(standings)
        .join(statements, statements.c.key == standings.c.statement_key)
        .join(readings, readings.c.key == statements.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .join(actors, actors.c.id == standings.c.actor_id)
    )


def quotes(connection: Connection, keys: Sequence[int]) -> tuple[Quote, ...]:
    """Return the statements of those keys as quotes, in the order of the keys."""
    standings, statements, articles = schema.standings.c, schema.statements.c, schema.articles.c
    query = standing_statements(
        statements.key,
        articles.id,
        statements.id,
        title(),
        statements.words,
        schema.actors.c.name,
        standings.day,
    )
    spans = content_spans(connection, keys)
    found: dict[int, Quote] = {}
    for some in chunks(keys):
        for row in connection.execute(query.where(standings.statement_key.in_(some))):
            key, article, record, called, words, speaker, day = row
            found[key] = Quote(
                record=record_ref(article, record),
                article=article,
                title=called,
                words=words,
                spans=spans[key],
                speaker=speaker,
                day=day,
            )
    return tuple(found[key] for key in keys)


def content_spans(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[Span, ...]]:
    """Return where the contents of statements stand in their articles' texts."""
    contents = schema.contents.c
    spans: dict[int, list[Span]] = defaultdict(list)
    for some in chunks(keys):
        query = select(contents.statement_key, contents.content_start, contents.content_end)
        query = query.where(contents.statement_key.in_(some))
        for key, start, end in connection.execute(
            query.order_by(contents.statement_key, contents.n)
        ):
            spans[key].append(Span(start, end))
    return {key: tuple(spans[key]) for key in keys}


def chunks(keys: Sequence[Key]) -> Iterable[Sequence[Key]]:
    """Yield keys in portions that fit into one query."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
