"""A copy of a ledger to try something on, gone afterwards: the ledger itself is only looked at.

The copy is a file in the folder for temporary ones, whatever the ledger is kept in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.errors import LedgerError
from dragoman.ledger.columns import metadata
from dragoman.ledger.copying import copy_rows
from dragoman.ledger.database import Database, connected
from dragoman.ledger.store import Ledger


@contextmanager
def trial(ledger: Ledger) -> Iterator[Ledger]:
    """Give a copy of a ledger as it is now. Raises LedgerError when there is no room for it."""
    with TemporaryDirectory(prefix="dragoman-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "trial.db"
        try:
            _copy(ledger.database, path)
        except (LedgerError, OSError, sqlite3.Error) as error:
            raise LedgerError(
                f"{ledger.where}: no copy could be made to try it on ({error}). As much room as "
                "the ledger takes is needed; TMPDIR names another folder for it."
            ) from error
        with Ledger(connected(path)) as opened:
            yield opened


def _copy(database: Database, path: Path) -> None:
    with database.reading() as connection:
        held = connection.connection.driver_connection
        if isinstance(held, sqlite3.Connection):
            with closing(sqlite3.connect(path)) as copy:
                held.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            return
        to = connected(path)
        try:
            with to.writing() as writing:
                names = (database.where, str(path))
                copy_rows(connection, writing, metadata.sorted_tables, names, lambda *_: None)
        finally:
            to.engine.dispose()
