"""Full-text search with SQLite's FTS5: the one module that knows how.

A user's words are never read as FTS5 syntax: each word and phrase is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, literal_column, select, text

from dragoman.ledger import schema
from dragoman.ledger.among import among

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


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    for name in ("statement_search", "article_search"):
        connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('delete-all')"))


def holding(connection: Connection, terms: Sequence[tuple[str, bool]]) -> ColumnElement[bool]:
    """Return the condition on standings that a statement holds all terms."""
    own = schema.standings.c.statement_key
    found = matching("statement_search", terms)
    if any(open_ for _, open_ in terms):
        # To test one row, FTS5 would put together all that begins so, for every row anew.
        return among(connection, own, found)
    here = text("statement_search.rowid = standings.statement_key")
    return among(connection, own, found, found.where(here).correlate(schema.standings).exists())


def matching(index: str, terms: Iterable[tuple[str, bool]]) -> Select[Any]:
    """Return the query for the keys of the rows that hold all terms."""
    rowid: ColumnElement[int] = literal_column("rowid", Integer)
    found = select(rowid).select_from(text(index))
    return found.where(text(f"{index} MATCH :wanted").bindparams(wanted=_expression(terms)))


def _expression(terms: Iterable[tuple[str, bool]]) -> str:
    quoted = ((words.replace('"', '""'), "*" if open_ else "") for words, open_ in terms)
    return " AND ".join(f'"{words}"{star}' for words, star in quoted)
