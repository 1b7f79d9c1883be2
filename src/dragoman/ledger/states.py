"""Which state a ledger is in: what was found in the same state before is found again.

A file counts in its header (`user_version`) how often it was changed. A server's snapshot tells
which transactions are seen; it is another one also when somebody only asked for an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

_STATE = {
    "sqlite": "PRAGMA user_version",
    "postgresql": "SELECT CAST(pg_current_snapshot() AS text)",
}
_LAST = 2**31 - 1
"""The highest number that the header of a file can hold."""


def state_of(connection: Connection) -> str:
    """Return the state of the ledger that a connection sees."""
    return str(connection.exec_driver_sql(_STATE[connection.dialect.name]).scalar_one())


@contextmanager
def counting_changes(connection: Connection) -> Iterator[None]:
    """Have a file say that it was changed, in the transaction that changes a row of it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    before = _rows_written(connection)
    yield
    # Not where nothing was: a commit would write for it, and all that is kept would be dropped.
    if _rows_written(connection) != before:
        state = int(state_of(connection))
        connection.exec_driver_sql(f"PRAGMA user_version = {state % _LAST + 1}")


def _rows_written(connection: Connection) -> int:
    driver: Any = connection.connection.dbapi_connection
    return int(driver.total_changes)
