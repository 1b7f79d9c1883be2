"""Names turned into rows: articles by id, file name or title; records by id; both by prefix.

What fits several is refused with a list of what it fits, so that nobody works on the wrong
record unawares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select
from sqlalchemy import func as sql

from dragoman.errors import NotFound
from dragoman.ledger import schema
from dragoman.ledger.keys import record_ref
from dragoman.ledger.schema_versions import latest

SHOWN = 10
"""Candidates listed in a message."""

LIKE_AN_ID = 6

_ID = re.compile(r"a[0-9a-f]{0,16}$")
_AFTER_ALL = "\U0010ffff"
_TABLES = {"statement": schema.statements, "condition": schema.conditions, "event": schema.events}


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article with its current reading, by their keys."""

    key: int
    id: str
    title: str
    edition_key: int
    reading_key: int


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of an article's current reading: its sort, number and id."""

    article: FoundArticle
    sort: str
    key: int
    n: int
    id: str

    @property
    def ref(self) -> str:
        """Return the record's full name."""
        return record_ref(self.article.id, self.id)


def ids_by_origin(connection: Connection, beginning: str) -> dict[str, str]:
    """Return the id of the last article added from each origin that begins so."""
    articles = schema.articles.c
    found = (
        select(articles.origin, articles.id)
        .where(articles.origin.startswith(beginning, autoescape=True))
        .order_by(articles.key)
    )
    return {row.origin: row.id for row in connection.execute(found)}


def find_article(connection: Connection, ref: str) -> FoundArticle:
    """Return the article that a reference names.

    Raises NotFound when there is none, or several.
    """
    found = _articles(connection, ref)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(
            f"{ref}: no article of that id, file name or title is in this ledger. "
            "`dragoman articles` shows what is."
        )
    raise NotFound(_several(ref, "articles", [f"{one.id} ({one.title})" for one in found]))


def find_record(connection: Connection, ref: str) -> FoundRecord:
    """Return the record that a reference names: `ARTICLE/RECORD`, or a bare record id.

    Raises NotFound when there is none, or several.
    """
    article_ref, slash, record_id = ref.rpartition("/")
    if slash and not article_ref:
        slash = ""
    articles = _articles(connection, article_ref) if slash else None
    for exact in (True, False):
        found = _records(connection, record_id, articles, exact=exact)
        if len(found) == 1:
            return found[0]
        if found:
            listed = [f"{one.ref} ({one.article.title})" for one in found]
            raise NotFound(_several(ref, "records", listed))
    raise NotFound(
        f"{ref}: no record of that name is in this ledger. Records are named ARTICLE/RECORD, "
        "such as a1b2c3/s17-80; `dragoman statements` lists them."
    )


def _articles(connection: Connection, ref: str) -> list[FoundArticle]:
    editions, articles = schema.editions.c, schema.articles.c
    ways: list[ColumnElement[bool]] = [
        articles.id == ref,
        editions.name == ref,
        editions.title == ref,
        sql.lower(editions.title) == ref.lower(),
    ]
    if _ID.match(ref):
        # What looks much like an id is looked up as one before the names, which are many.
        ways.insert(
            1 if len(ref) >= LIKE_AN_ID else 3,
            (articles.id >= ref) & (articles.id < ref + _AFTER_ALL),
        )
    for way in ways:
        rows = connection.execute(_current().where(way).order_by(articles.id)).all()
        if rows:
            return _latest(rows)
    return []


def _latest(rows: Sequence[Row[Any]]) -> list[FoundArticle]:
    """Return the articles of rows; of several, those alone that no other version took over."""
    latest = [row for row in rows if row.latest] if len(rows) > 1 else rows
    return [_article(row) for row in latest or rows]


def _current() -> Select[Any]:
    articles, editions, readings = schema.articles, schema.editions, schema.readings
    return (
        select(
            articles.c.key,
            articles.c.id,
            editions.c.title,
            editions.c.name,
            editions.c.key,
            readings.c.key,
            latest(articles.c.key).label("latest"),
        )
        .join(readings, readings.c.article_key == articles.c.key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .where(readings.c.current)
    )


def _article(row: Sequence[object]) -> FoundArticle:
    key, id_, title, name, edition_key, reading_key = row[:6]
    assert isinstance(key, int) and isinstance(edition_key, int) and isinstance(reading_key, int)
    return FoundArticle(key, str(id_), str(title or name), edition_key, reading_key)


def _records(
    connection: Connection, record_id: str, articles: list[FoundArticle] | None, *, exact: bool
) -> list[FoundRecord]:
    found: list[FoundRecord] = []
    earlier: list[FoundRecord] = []
    for sort, table in _TABLES.items():
        ids = table.c.id
        wanted = ids == record_id if exact else (ids >= record_id) & (ids < record_id + _AFTER_ALL)
        rows = _current().add_columns(table.c.key, table.c.n, ids)
        rows = rows.join(table, table.c.reading_key == schema.readings.c.key).where(wanted)
        if articles is not None:
            rows = rows.where(schema.readings.c.key.in_([one.reading_key for one in articles]))
        else:
            rows = rows.order_by(latest(schema.articles.c.key).desc())
        rows = rows.order_by(schema.articles.c.id, table.c.n).limit(SHOWN + 1)
        for row in connection.execute(rows):
            record = FoundRecord(_article(row), sort, row[7], row[8], row[9])
            (found if row.latest or articles is not None else earlier).append(record)
    return found or earlier


def _several(ref: str, what: str, candidates: Iterable[str]) -> str:
    listed = list(candidates)
    more = [f"... and {len(listed) - SHOWN} more"] if len(listed) > SHOWN else []
    lines = "\n  ".join([*listed[:SHOWN], *more])
    return f"{ref}: several {what} go by that name. Give more of one of these:\n  {lines}"
