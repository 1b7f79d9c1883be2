"""A ledger on a server written into a file of its own, as it is at one moment.

The file has the schema of the ledger's own revision, and every row: its tables are compared with
the originals when all is written. It is a ledger like any other, of an SQLite file.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import DBAPIError

from dragoman.errors import LedgerError
from dragoman.ledger import sqlite
from dragoman.ledger.copying import Progress, copy_rows
from dragoman.ledger.database import refuse_unknown, revision_of, upgraded
from dragoman.ledger.faults import ledger_error

_NOT_ROWS = re.compile(r"alembic_version|.*_search(_[a-z]+)?")
"""The tables that the schema, or the index of words, fills itself."""


def file_away(
    reading: Connection,
    where: str,
    path: Path,
    target: Path,
    tell: Progress = lambda done, total: None,
) -> dict[str, int]:
    """Write the ledger that a transaction sees into an empty file; return its tables' rows.

    `where` is what messages call the ledger, and `target` the file. Raises LedgerError when not
    everything could be written.
    """
    revision = revision_of(reading)
    refuse_unknown(where, revision)
    if revision is None:
        raise LedgerError(f"{where}: the ledger does not say of which revision it is. {_LOST}")
    engine = sqlite.engine_of_new(path)
    try:
        with _whose(where, str(target)), engine.connect() as writing, writing.begin():
            upgraded(writing, revision)
            tables = MetaData()
            tables.reflect(writing, only=lambda name, _: not _NOT_ROWS.fullmatch(name))
            told = copy_rows(reading, writing, tables.sorted_tables, (where, str(target)), tell)
    finally:
        engine.dispose()
    return {name: one.rows for name, one in told.items()}


_LOST = "Put back your latest copy, or name another ledger with --ledger."


@contextmanager
def _whose(source: str, target: str) -> Iterator[None]:
    """Say of an error whose it is: the server's, or the file's."""
    try:
        yield
    except DBAPIError as error:
        ours = isinstance(error.orig, sqlite3.Error)
        raise ledger_error(target if ours else source, error) from error
