"""What follows from readings and decisions, held against what a copy makes of them anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from dragoman.ledger.remaking import DERIVED
from dragoman.ledger.schema_stories import TABLES as STORIES
from dragoman.ledger.search import ARTICLES, STATEMENTS
from dragoman.ledger.verifying.finding import MEND, Finding, first_of
from dragoman.resemblance.bulk import CROWDED

Row = tuple[Any, ...]

_ACTORS = "SELECT id, root, shown, shown_folded FROM actors ORDER BY id"
_PRINTS = (
    "SELECT t.article_key, f.words, f.size, f.signature, f.numbers, f.names "
    "FROM article_fingerprints t JOIN fingerprints f ON f.key = t.fingerprint_key "
    "ORDER BY t.article_key"
)
_STORIES = (
    "SELECT t.article_key, s.words FROM article_fingerprints t JOIN fingerprints f "
    "ON f.key = t.fingerprint_key JOIN fingerprints s ON s.key = f.story ORDER BY t.article_key"
)
_CROWD = f"SELECT 1 FROM fingerprint_keys GROUP BY value HAVING count(*) >= {CROWDED} LIMIT 1"


def underived(
    ledger: sqlite3.Connection, anew: sqlite3.Connection, named: frozenset[str], *, older: bool
) -> Iterator[Finding]:
    """Yield where a ledger differs from its copy in which all was made anew.

    `named` are the matters that decisions name: such a one stays though nothing is said on it.
    `older` says that an earlier Dragoman may have made it otherwise.
    """
    for name, query, keys in _queries():
        spared = named if name == "matters" else frozenset()
        differing = _differing(ledger.execute(query), anew.execute(query), keys, spared)
        yield from first_of(
            Finding("derived", what, f"{name}, {where}", MEND, older) for where, what in differing
        )
    if not anew.execute(_CROWD).fetchone():
        # Beyond, which texts are looked at depends on the order in which they came.
        differing = _differing(ledger.execute(_STORIES), anew.execute(_STORIES), 1, frozenset())
        yield from first_of(
            Finding("derived", what, f"stories, {where}", MEND, older) for where, what in differing
        )
    for name in (STATEMENTS, ARTICLES):
        yield from _unfound(ledger, anew, name)


def _queries() -> Iterator[tuple[str, str, int]]:
    """Yield the tables to compare: name, query in the order of the key, columns of the key."""
    for table in sorted(set(DERIVED) - set(STORIES), key=lambda table: table.name):
        keys = [column.name for column in table.primary_key.columns]
        rest = [column.name for column in table.c if column.name not in keys]
        named = ", ".join(f'"{name}"' for name in (*keys, *rest))
        ordered = ", ".join(f'"{name}"' for name in keys)
        yield table.name, f'SELECT {named} FROM "{table.name}" ORDER BY {ordered}', len(keys)
    yield "actors", _ACTORS, 1
    yield "fingerprints", _PRINTS, 1


def _differing(
    held: Iterator[Row], wanted: Iterator[Row], keys: int, spared: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield where two lists of rows in one order differ, and how, with one row of each in hand."""
    one, other = next(held, None), next(wanted, None)
    while one is not None or other is not None:
        mine = None if one is None else one[:keys]
        theirs = None if other is None else other[:keys]
        if one is not None and mine == theirs:
            if one != other:
                yield _named(one[:keys]), "a row says something else than what it follows from"
            one, other = next(held, None), next(wanted, None)
        elif one is not None and (theirs is None or _order(one[:keys]) < _order(theirs)):
            if one[0] not in spared:
                yield _named(one[:keys]), "a row follows from nothing that is kept"
            one = next(held, None)
        else:
            assert other is not None
            yield _named(other[:keys]), "a row is missing"
            other = next(wanted, None)


def _order(key: Row) -> list[Any]:
    """Return a key as SQLite sorts it: words by their bytes."""
    return [part.encode() if isinstance(part, str) else part for part in key]


def _named(key: Row) -> str:
    return "row " + ", ".join(map(str, key))


def _unfound(ledger: sqlite3.Connection, anew: sqlite3.Connection, name: str) -> Iterator[Finding]:
    """Yield the first words that an index does not have where they stand."""
    query = f"SELECT term, doc, col, offset FROM temp.{name}_words"
    for database in (ledger, anew):
        database.execute(
            f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab(main, {name}, instance)"
        )
    where = name
    try:
        for one, other in zip_longest(ledger.execute(query), anew.execute(query)):
            if one != other:
                term, row = (one or other)[:2]
                where = f"{name}, row {row}, word {term!r}"
                break
        else:
            return
    except sqlite3.DatabaseError:  # the index cannot be read
        pass
    yield Finding("search", "the index of words is not that of the texts", where, MEND)
