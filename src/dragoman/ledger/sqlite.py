"""A ledger in an SQLite file: how it is connected to, and how its transactions begin.

Write-ahead log: readers never wait for the writer nor it for them, and one commit an article
costs one flush; the log is folded back into the single file when the last user closes it.
Every commit is flushed (`synchronous=FULL`): a power cut loses nothing that was reported
stored. Writers take their lock at BEGIN, so that two of them queue and never deadlock.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from dragoman.ledger.faults import in_words
from dragoman.ledger.place import APPLICATION_ID, Place

READ_ONLY = "Make the file and its folder writable, or name another file with --ledger."
"""What to do about a ledger that may only be read."""


def engine_of(at: Place, busy_seconds: float) -> Engine:
    """Return the engine of a ledger's file, which waits so long for another's lock."""
    uri = at.uri()

    def connect() -> sqlite3.Connection:
        # isolation_level None: BEGIN is ours to say (see `_begin`), the driver adds none.
        connection = sqlite3.connect(
            uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
        if at.writable:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def engine_of_new(path: Path) -> Engine:
    """Return the engine of a file that is thrown away unless all of it could be written.

    So nothing is kept of what stood in it before a change, and nothing is flushed on the way.
    Links are checked at the end.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for setting in ("journal_mode", "synchronous", "foreign_keys"):
            connection.execute(f"PRAGMA {setting} = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def mark(at: Place, busy_seconds: float) -> None:
    """Say in the file's header that it is ours, before anything else stands in it."""
    with in_words(str(at.path)), closing(sqlite3.connect(at.path, timeout=busy_seconds)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
