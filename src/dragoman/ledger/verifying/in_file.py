"""A ledger in a file: what only SQLite knows of whether it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection

from dragoman.ledger.backing_up import copy_as_it_is, copy_as_seen
from dragoman.ledger.database import connected, refuse_unknown
from dragoman.ledger.faults import SAVING, in_words
from dragoman.ledger.place import Place
from dragoman.ledger.search import ARTICLES, STATEMENTS
from dragoman.ledger.verifying.finding import COPY, MEND, Finding
from dragoman.ledger.verifying.structure import broken, misshapen, revision_in, unlinked


@dataclass(frozen=True, slots=True)
class InFile:
    """A ledger in a file, which waits so long for another's lock."""

    at: Place
    busy_seconds: float
    saving: str = SAVING

    @property
    def where(self) -> str:
        """The file."""
        return str(self.at.path)

    def structure(self) -> Iterator[Finding]:
        """Yield what is wrong with pages, tables, indexes and links, as SQLite finds them."""
        with in_words(self.where), closing(self._opened()) as database:
            database.execute("BEGIN")
            whole = True
            for finding in broken(database):
                whole = False
                yield finding
            if not whole:
                return  # what else is wrong follows from it
            revision = revision_in(database)
            refuse_unknown(self.where, revision)
            if revision is not None:
                yield from misshapen(database, revision)
            elif database.execute("SELECT 1 FROM sqlite_master").fetchone():
                what = "it does not say of which revision it is"
                yield Finding("schema", what, self.where, COPY)
            yield from unlinked(database)

    def unchecked(self) -> str:
        """Return nothing: SQLite looks at every page."""
        return ""

    def revision(self) -> str | None:
        """Return the revision of its schema."""
        with in_words(self.where), closing(self._opened()) as database:
            return revision_in(database)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a view of the ledger as it is at one moment."""
        found = connected(self.at.path, create=False, busy_seconds=self.busy_seconds)
        with closing(found) as database, database.reading() as connection:
            yield connection

    def copy(self, path: Path, seen: Connection | None = None) -> None:
        """Write it into an empty file, as it is or as a transaction sees it."""
        if seen is None:
            copy_as_it_is(self.at, path, path, None, self.busy_seconds)
        else:
            copy_as_seen(_driver_of(seen), self.at.path, path, path)

    def unfound(self, seen: Connection, anew: Connection) -> Iterator[Finding]:
        """Yield what is wrong with the index of words, held against that of the copy."""
        for name in (STATEMENTS, ARTICLES):
            yield from _unfound(_driver_of(seen), _driver_of(anew), name)

    def _opened(self) -> sqlite3.Connection:
        uri = self.at.uri()
        return sqlite3.connect(uri, uri=True, timeout=self.busy_seconds, isolation_level=None)


def _driver_of(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


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
