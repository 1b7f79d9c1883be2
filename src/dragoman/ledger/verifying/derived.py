"""What follows from readings and decisions, held against what a copy makes of them anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from dragoman.ledger.copying import ROWS
from dragoman.ledger.remaking import DERIVED
from dragoman.ledger.schema_stories import TABLES as STORIES
from dragoman.ledger.verifying.finding import MEND, Finding
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
    ledger: Connection, anew: Connection, named: frozenset[str], *, older: bool
) -> Iterator[Finding]:
    """Yield where a ledger differs from its copy in which all was made anew.

    `named` are the matters that decisions name: such a one stays though nothing is said on it.
    `older` says that an earlier Dragoman may have made it otherwise.
    """
    for name, query, keys in _queries():
        spared = named if name == "matters" else frozenset()
        differing = _differing(_rows(ledger, query), _rows(anew, query), keys, spared)
        for where, what in differing:
            yield Finding("derived", what, f"{name}, {where}", MEND, older)
    if not anew.exec_driver_sql(_CROWD).first():
        # Beyond, which texts are looked at depends on the order in which they came.
        differing = _differing(_rows(ledger, _STORIES), _rows(anew, _STORIES), 1, frozenset())
        for where, what in differing:
            yield Finding("derived", what, f"stories, {where}", MEND, older)


def _rows(connection: Connection, query: str) -> Iterator[Row]:
    """Yield rows as the database has them, a portion in memory at a time.

    No types are asked for: garbage in an SQLite file shall show as what it is.
    """
    found = connection.exec_driver_sql(query, execution_options={"yield_per": ROWS})
    return (tuple(row) for row in found)


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
    """Return a key as ledgers sort it: words by their bytes."""
    return [part.encode() if isinstance(part, str) else part for part in key]


def _named(key: Row) -> str:
    return "row " + ", ".join(map(str, key))
