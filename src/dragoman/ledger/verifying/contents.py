"""What was kept of each article, held against itself: bytes, text, places and words.

One article is in memory at a time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, get_args

from sqlalchemy import Connection, RowMapping, select

from dragoman.article import Article, Form, ParagraphSort
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.keys import RETIRED, edition_digest, reading_key
from dragoman.ledger.verifying.finding import COPY, Check, Finding
from dragoman.ledger.verifying.records import wrong_records

Told = Callable[[int, int], None]

_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading rows raises whose values are garbage."""


def wrong_contents(connection: Connection, on_progress: Told | None = None) -> Iterator[Finding]:
    """Yield what is wrong with articles, their editions and readings, in the order they came."""
    articles = schema.articles.c
    keys = connection.execute(select(articles.key).order_by(articles.key)).scalars().all()
    for n, key in enumerate(keys, start=1):
        yield from _wrong_article(connection, key)
        if on_progress is not None:
            on_progress(n, len(keys))
    yield from _wrong_decisions(connection)


def _wrong_article(connection: Connection, key: int) -> Iterator[Finding]:
    table = schema.articles
    try:
        row = connection.execute(select(table).where(table.c.key == key)).mappings().one()
        # Articles that came as Reading JSON have no bytes.
        if row["raw"] and hashlib.sha256(row["raw"]).hexdigest() != row["raw_sha256"]:
            yield _told("bytes", "the bytes are not those that came", row["id"])
        if Article("", row["origin"], row["raw_sha256"], "").id != row["id"]:
            yield _told("bytes", "the id is not that of the origin and the bytes", row["id"])
    except _UNREADABLE as error:
        yield _told("bytes", f"it cannot be read ({error})", f"number {key}")
        return
    editions = schema.editions.c
    of = select(editions.key).where(editions.article_key == key).order_by(editions.key)
    for edition in connection.execute(of).scalars().all():
        yield from _wrong_edition(connection, edition, row["id"])


def _wrong_edition(connection: Connection, key: int, name: str) -> Iterator[Finding]:
    editions = schema.editions.c
    try:
        article = rebuilding.article_of(connection, key, raw=False)
        held = select(editions.text_sha256, editions.digest).where(editions.key == key)
        row = connection.execute(held).one()
        if article.text_sha256 != row.text_sha256:
            yield _told("text", "the text is not the one that was stored", name)
        elif edition_digest(article) != row.digest:
            yield _told("text", "what is told of the article is not what was stored", name)
        yield from _wrong_places(article, name)
        readings = schema.readings
        of = select(readings).where(readings.c.edition_key == key).order_by(readings.c.key)
        for reading in connection.execute(of).mappings().all():
            if _key_of(article, reading) != reading["digest"].partition(RETIRED)[0]:
                yield _told("text", "a reading is not known by what it was made of", name)
            yield from wrong_records(connection, reading["key"], article)
    except _UNREADABLE as error:
        yield _told("text", f"what is kept of it cannot be read ({error})", name)


def _key_of(article: Article, row: RowMapping) -> str:
    made_by = (row["reader"], row["model"], row["vocabulary"], row["dossier"])
    return reading_key(article, *made_by)


def _wrong_places(article: Article, name: str) -> Iterator[Finding]:
    """Yield what is told of the text's parts and is not so."""
    end = len(article.text)
    spans = [p.span for p in article.paragraphs]
    spans += [*article.furniture, *(tag.span for tag in article.source_tags)]
    odd = [span for span in spans if not 0 <= span.start <= span.end <= end]
    odd += [(at, at) for at in article.sheets if not 0 <= at <= end]  # type: ignore[misc]
    if odd:
        yield _told("words", f"a part of the text lies outside it ({odd[0][0]}-{odd[0][1]})", name)
    if article.form not in get_args(Form):
        yield _told("text", f"{article.form!r} is no form of a text", name)
    sorts = {p.sort for p in article.paragraphs} - set(get_args(ParagraphSort))
    if sorts:
        yield _told("text", f"{min(sorts)!r} is no sort of paragraph", name)


def _wrong_decisions(connection: Connection) -> Iterator[Finding]:
    rows: Any = connection.execute(select(schema.decisions).order_by(schema.decisions.c.id))
    for row in rows.mappings():
        try:
            for field in ("before", "after"):
                json.loads(row[field] or "null")
        except ValueError:
            what = f"the decision of number {row['id']} cannot be read"
            yield Finding("words", what, str(row["ref"]), COPY)


def _told(check: Check, what: str, name: str) -> Finding:
    return Finding(check, what, f"article {name}", COPY)
