"""Full-text search with SQLite's FTS5: the one module that knows how.

The index holds the words of current readings only: statements by their contents, articles by
title and text. A user's words are never read as FTS5 syntax: words and "quoted phrases" must
all occur, and a trailing `*` stands for any ending. Words of scripts without blanks (Chinese,
Japanese, Thai) are in no index: they are looked for anywhere in an article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    false,
    literal_column,
    select,
    text,
)

from dragoman.ledger import schema
from dragoman.vocabulary.languages import languages

_PIECE = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")

INDEXES = ("statement_search", "article_search")
"""The tables of the index."""

_INDEX_STATEMENTS = (
    "INSERT INTO statement_search (rowid, words) "
    "SELECT key, words FROM statements WHERE reading_key = :reading ORDER BY key"
)
_FORGET_STATEMENTS = (
    "INSERT INTO statement_search (statement_search, rowid, words) "
    "SELECT 'delete', key, words FROM statements WHERE reading_key = :reading ORDER BY key"
)
_INDEX_ARTICLE = (
    "INSERT INTO article_search (rowid, title, text) SELECT e.key, e.title, e.text "
    "FROM editions e JOIN readings r ON r.edition_key = e.key WHERE r.key = :reading"
)
_FORGET_ARTICLE = (
    "INSERT INTO article_search (article_search, rowid, title, text) "
    "SELECT 'delete', e.key, e.title, e.text "
    "FROM editions e JOIN readings r ON r.edition_key = e.key WHERE r.key = :reading"
)


def index(connection: Connection, reading_key: int) -> None:
    """Make a reading's statements and its article findable."""
    for command in (_INDEX_STATEMENTS, _INDEX_ARTICLE):
        connection.execute(text(command), {"reading": reading_key})


def forget(connection: Connection, reading_key: int) -> None:
    """Take a reading's statements and its article out of the index."""
    for command in (_FORGET_STATEMENTS, _FORGET_ARTICLE):
        connection.execute(text(command), {"reading": reading_key})


def statements_with(query: str) -> ColumnElement[bool]:
    """Return the condition on standings that the contents hold all words of a user's query."""
    return schema.standings.c.statement_key.in_(_matching("statement_search", expression(query)))


def articles_with(query: str) -> ColumnElement[bool]:
    """Return the condition that an edition's title or text holds all words of a query."""
    editions, unspaced = schema.editions.c, languages().unspaced
    terms = list(_terms(query))
    anywhere: list[ColumnElement[bool]] = [
        editions.title.contains(words, autoescape=True)
        | editions.text.contains(words, autoescape=True)
        for words, _ in terms
        if unspaced.search(words)
    ]
    indexed = [term for term in terms if not unspaced.search(term[0])]
    if indexed or not anywhere:
        anywhere.append(editions.key.in_(_matching("article_search", _expression(indexed))))
    return and_(*anywhere)


def expression(query: str) -> str | None:
    """Return a user's words as an FTS5 expression, None when there is no word in them."""
    return _expression(list(_terms(query)))


def _terms(query: str) -> Iterator[tuple[str, bool]]:
    """Yield the words and phrases of a query, and whether any ending may follow them."""
    for match in _PIECE.finditer(query):
        phrase, word = match.groups()
        words = phrase if phrase is not None else word
        if not _WORD.search(words):
            continue
        yield words.rstrip("*").replace("\0", " "), phrase is None and words.endswith("*")


def _expression(terms: list[tuple[str, bool]]) -> str | None:
    quoted = ((words.replace('"', '""'), "*" if starts else "") for words, starts in terms)
    return " AND ".join(f'"{words}"{star}' for words, star in quoted) or None


def _matching(index_name: str, wanted: str | None) -> Select[Any]:
    rowid: ColumnElement[int] = literal_column("rowid", Integer)
    found = select(rowid).select_from(text(index_name))
    if wanted is None:
        return found.where(false())
    return found.where(text(f"{index_name} MATCH :wanted").bindparams(wanted=wanted))
