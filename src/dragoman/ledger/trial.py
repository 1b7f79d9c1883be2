"""A copy of a ledger to try something on, gone afterwards: the ledger itself is only looked at.

The copy is a file in the folder for temporary ones, whatever the ledger is kept in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.errors import LedgerError
from dragoman.ledger.backing_up import copy_as_seen
from dragoman.ledger.database import Database, connected
from dragoman.ledger.filing import file_away
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
            copy_as_seen(held, Path(database.where), path, path)
        else:
            file_away(connection, database.where, path, path)
