"""The words that rows stand on: statements as quotes, with their places in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref
from dragoman.views.rows import Quote
from dragoman.views.turned import turned_words


def title() -> ColumnElement[str]:
    """Return the column by which an article is called: its title, else its file's name."""
    return sql.coalesce(schema.editions.c.title, schema.editions.c.name)


def date_is(day: str | None, said: str | None, published: str | None) -> str | None:
    """Return what a record's day is: when it was `said`, or when its article was `published`.

    A day that is not the article's is the one of a statement around it, or a person's.
    """
    if day is None:
        return None
    return "said" if said or not published or published[:10] != day else "published"


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


@cache
def _quoting() -> Select[Any]:
    """Return the query for quotes, built once: that takes longer than asking it."""
    standings, statements, articles = schema.standings.c, schema.statements.c, schema.articles.c
    return standing_statements(
        statements.key,
        articles.id,
        statements.id,
        title(),
        statements.words,
        schema.actors.c.shown,
        standings.day,
        statements.said,
        schema.editions.c.published,
        statements.source_words,
        standings.turn,
        standings.stance,
        standings.wording,
    )


def quotes(connection: Connection, keys: Sequence[int]) -> tuple[Quote, ...]:
    """Return the statements of those keys as quotes, in the order of the keys."""
    standings, query = schema.standings.c, _quoting()
    spans = content_spans(connection, keys)
    found: dict[int, Quote] = {}
    for some in chunks(keys):
        for row in connection.execute(query.where(standings.statement_key.in_(some))):
            key, article, record, called, words, speaker, day, said, published, source, *turn = row
            found[key] = Quote(
                record=record_ref(article, record),
                article=article,
                title=called,
                words=words,
                spans=spans[key],
                speaker=speaker,
                day=day,
                date_is=date_is(day, said, published),
                turned=turned_words(*turn),
                source=source,
            )
    return tuple(found[key] for key in keys)


def own_words_around(connection: Connection, keys: Sequence[int], side: str) -> dict[int, int]:
    """Return for each statement the outermost one of the same side that its words are part of."""
    whole = {key: key for key in keys}
    step = dict(whole)
    while step:
        outer = _outer(connection, tuple(step.values()), side)
        step = {key: outer[at] for key, at in step.items() if at in outer}
        whole |= step
    return whole


@cache
def _nested() -> Select[Any]:
    """Return the query for statements within another's words, built once as that for quotes."""
    statements = schema.statements.c
    return select(statements.key).where(statements.within.is_not(None))


@cache
def _around() -> Select[Any]:
    """Return the query for statements with the one right around each, built once."""
    inner, around = schema.statements, schema.statements.alias()
    standings = schema.standings.c
    return (
        select(inner.c.key, around.c.key, inner.c.words, around.c.words, standings.side)
        .join(
            around, (around.c.reading_key == inner.c.reading_key) & (around.c.id == inner.c.within)
        )
        .join(schema.standings, standings.statement_key == around.c.key)
        .where(around.c.n < inner.c.n)
    )


def _outer(connection: Connection, keys: Sequence[int], side: str) -> dict[int, int]:
    """Return the statement right around each that has one of the same side with all its words."""
    inner = schema.statements.c.key
    # Few stand in another's words: the others are left out before anything is joined.
    left = [
        key
        for some in chunks(keys)
        for key in connection.execute(_nested().where(inner.in_(some))).scalars()
    ]
    found: dict[int, int] = {}
    for some in chunks(left):
        for key, outer, words, whole, own in connection.execute(_around().where(inner.in_(some))):
            if own == side and words in whole:
                found[key] = outer
    return found


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
