"""Full-text search, the same in both kinds of database: what a user's words ask for.

The index holds the words of current readings only: statements by their contents, articles by
title and text. Words and "quoted phrases" must all occur, and a trailing `*` stands for any
ending. Words of scripts without blanks (Chinese, Japanese, Thai) are in no index: they are
looked for anywhere in an article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Select, and_, false

from dragoman.ledger import schema, search_postgresql, search_sqlite
from dragoman.ledger.among import among
from dragoman.vocabulary.languages import languages

_PIECE = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")

STATEMENTS, ARTICLES = "statement_search", "article_search"

FEW_ARTICLES = 2_000
"""Articles that are looked up one by one: more are tested in the order of their list."""


class Term(NamedTuple):
    """A word or phrase of a query, and whether any ending may follow it."""

    words: str
    open: bool


class Index(Protocol):
    """What each kind of database does in its own way."""

    def index(self, connection: Connection, reading_key: int) -> None:
        """Make a reading's statements and its article findable."""

    def forget(self, connection: Connection, reading_key: int) -> None:
        """Take a reading's statements and its article out of the index."""

    def forget_all(self, connection: Connection) -> None:
        """Empty the index."""

    def holding(self, connection: Connection, terms: Sequence[Term]) -> ColumnElement[bool]:
        """Return the condition on standings that a statement holds all the terms."""

    def matching(self, index: str, terms: Sequence[Term]) -> Select[Any]:
        """Return the query for the keys of the rows that hold all terms, of which there are."""


_INDEXES: dict[str, Index] = {"sqlite": search_sqlite, "postgresql": search_postgresql}


def index(connection: Connection, reading_key: int) -> None:
    """Make a reading's statements and its article findable."""
    _index(connection).index(connection, reading_key)


def forget(connection: Connection, reading_key: int) -> None:
    """Take a reading's statements and its article out of the index."""
    _index(connection).forget(connection, reading_key)


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    _index(connection).forget_all(connection)


def statements_with(connection: Connection, query: str) -> ColumnElement[bool]:
    """Return the condition on standings that the contents hold all words of a user's query."""
    terms = list(terms_of(query))
    if not terms:
        return false()
    return _index(connection).holding(connection, terms)


def articles_with(connection: Connection, query: str) -> ColumnElement[bool]:
    """Return the condition that an edition's title or text holds all words of a query."""
    editions, unspaced = schema.editions.c, languages().unspaced
    terms = list(terms_of(query))
    if not terms:
        return false()
    # `icontains`: in both kinds of database letters of ASCII, and only they, go in either case.
    anywhere: list[ColumnElement[bool]] = [
        editions.title.icontains(term.words, autoescape=True)
        | editions.text.icontains(term.words, autoescape=True)
        for term in terms
        if unspaced.search(term.words)
    ]
    indexed = [term for term in terms if not unspaced.search(term.words)]
    if indexed:
        found = _index(connection).matching(ARTICLES, indexed)
        anywhere.append(among(connection, editions.key, found, few=FEW_ARTICLES))
    return and_(*anywhere)


def terms_of(query: str) -> Iterator[Term]:
    """Yield the words and phrases of a query; what holds no word is none."""
    for match in _PIECE.finditer(query):
        phrase, word = match.groups()
        words = phrase if phrase is not None else word
        if _WORD.search(words):
            yield Term(words.rstrip("*").replace("\0", " "), phrase is None and words.endswith("*"))


def _index(connection: Connection) -> Index:
    return _INDEXES[connection.dialect.name]
