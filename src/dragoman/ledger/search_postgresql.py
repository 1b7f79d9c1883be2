"""Full-text search with PostgreSQL's tsvector and GIN: the one module that knows how.

The words are told apart, folded and stemmed here, as the FTS5 tokenizer of the SQLite index does
it (`porter unicode61 remove_diacritics 2`), so that both find the same whatever the server's
locale and dictionaries. A text is indexed in parts: a tsvector counts no more than 16,383 places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    bindparam,
    cast,
    delete,
    false,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from dragoman.ledger import schema
from dragoman.ledger.stems import stem

PART = 4_000
"""Words of one part of a text."""

OVERLAP = 64
"""Words that two parts share, so that a phrase at the seam is found."""

LONGEST = 64
"""Letters of a word that count: what is longer is known by its beginning."""

_WORD = re.compile("(?:[^\\W_]|[\u0300-\u0331\ue000-\uf8ff])+")

_own = MetaData()
_TABLES = {
    name: Table(
        name,
        _own,
        Column("key", Integer, primary_key=True, autoincrement=False),
        Column("n", Integer, primary_key=True, autoincrement=False),
        Column("words", TSVECTOR, nullable=False),
    )
    for name in ("statement_search", "article_search")
}


def index(connection: Connection, reading_key: int) -> None:
    """Make a reading's statements and its article findable."""
    for name, rows in indexed(connection, reading_key).items():
        if rows:
            values = {"words": cast(bindparam("words"), TSVECTOR)}
            connection.execute(insert(_TABLES[name]).values(values), rows)


def indexed(connection: Connection, reading_key: int) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that the index has of a reading, by their tables."""
    statements = select(schema.statements.c.key, schema.statements.c.words)
    of_reading = schema.statements.c.reading_key == reading_key
    told = connection.execute(statements.where(of_reading).order_by(schema.statements.c.key))
    # A phrase is in the title or in the text, never in both.
    articles = (
        (key, [*parts_of(title or ""), *parts_of(text)])
        for key, title, text in connection.execute(_edition(reading_key))
    )
    return {
        "statement_search": _rows((key, parts_of(words)) for key, words in told),
        "article_search": _rows(articles),
    }


def forget(connection: Connection, reading_key: int) -> None:
    """Take a reading's statements and its article out of the index."""
    statements, articles = _TABLES.values()
    keys = select(schema.statements.c.key).where(schema.statements.c.reading_key == reading_key)
    connection.execute(delete(statements).where(statements.c.key.in_(keys)))
    editions = [row.key for row in connection.execute(_edition(reading_key))]
    connection.execute(delete(articles).where(articles.c.key.in_(editions)))


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    for table in _TABLES.values():
        connection.execute(delete(table))


def holding(_: Connection, terms: Sequence[tuple[str, bool]]) -> ColumnElement[bool]:
    """Return the condition on standings that a statement holds all terms."""
    return schema.standings.c.statement_key.in_(matching("statement_search", terms))


def matching(index: str, terms: Sequence[tuple[str, bool]]) -> Select[Any]:
    """Return the query for the keys of the rows that hold all terms."""
    table = _TABLES[index]
    wanted = [_holds(table, words, open_) for words, open_ in terms]
    return select(table.c.key).where(*wanted)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text as the index has them."""
    return (_indexed(match[0]) for match in _WORD.finditer(text))


def parts_of(text: str) -> Iterator[str]:
    """Yield a text's words with their places, as tsvectors are written, part by part."""
    words = list(words_of(text))
    for start in range(0, len(words), PART - OVERLAP):
        some = words[start : start + PART]
        yield " ".join(f"'{word}':{n}" for n, word in enumerate(some, 1) if word)
        if start + PART >= len(words):
            break


def _rows(keyed: Iterable[tuple[int, Iterable[str]]]) -> list[dict[str, Any]]:
    return [
        {"key": key, "n": n, "words": words}
        for key, parts in keyed
        for n, words in enumerate(parts)
        if words
    ]


def _edition(reading_key: int) -> Select[Any]:
    editions, readings = schema.editions.c, schema.readings.c
    return (
        select(editions.key, editions.title, editions.text)
        .join(schema.readings, readings.edition_key == editions.key)
        .where(readings.key == reading_key)
    )


def _holds(table: Table, words: str, open_: bool) -> ColumnElement[bool]:
    """Return the condition that some part of a row's words holds a word or phrase."""
    asked = [f"'{word}'" for word in words_of(words) if word]
    if not asked:
        return false()
    phrase = " <-> ".join(asked) + (":*" if open_ else "")
    found = select(table.c.key).where(table.c.words.op("@@")(cast(phrase, TSQUERY)))
    return table.c.key.in_(found)


@lru_cache(maxsize=65_536)
def _indexed(word: str) -> str:
    return stem(_plain(word)[:LONGEST])


def _plain(word: str) -> str:
    """Return a word in small letters, Latin ones without the marks above and below them."""
    return "".join(_letter(letter) for letter in word.lower())


@lru_cache(maxsize=4_096)
def _letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    if "a" <= base <= "z":
        return base
    if "\u0300" <= letter <= "\u0331":
        return ""
    return "σ" if letter == "ς" else letter
