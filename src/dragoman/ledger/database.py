"""The connection to a ledger's database, and its schema brought up to date on opening.

Write-ahead log: readers never wait for the writer nor it for them, and one commit an article
costs one flush; the log is folded back into the single file when the last user closes it.
Every commit is flushed (`synchronous=FULL`): a power cut loses nothing that was reported
stored. Writers take their lock at BEGIN, so that two of them queue and never deadlock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text

from dragoman.errors import LedgerError, LedgerNewer
from dragoman.ledger.deriving_all import derive_everything
from dragoman.ledger.faults import in_words
from dragoman.ledger.folding_all import fold_everything
from dragoman.ledger.knowing_all import count_everything, know_everything
from dragoman.ledger.matching import match_everybody
from dragoman.ledger.place import APPLICATION_ID, Place
from dragoman.ledger.storytelling import tell_stories_again
from dragoman.ledger.turning import turn
from dragoman.ledger.versioning import settle_everything

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"),
    *("0011", "0012", "0013", "0014", "0015", "0016", "0017"),
)
"""The schema's revisions, oldest first; the last is the one that this code works with."""

VERSIONED = "0009"
"""The revision from which on the versions of an article are known for what they are."""

MATCHED = "0004"
"""The revision from which on names are matched over all articles."""

TOLD = "0007"
"""The revision from which on articles are put into stories."""

FOLDED = "0008"
"""The revision from which on statements that tell of one utterance are folded."""

KNOWN = "0012"
"""The revision from which on it is kept what was known when."""

TURNED = "0014"
"""The revision from which on the two ends of a matter are one."""

BUSY_SECONDS = 5.0
"""How long a writer waits for another before it gives up."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: the engine, what to call it in messages, whether it may be written."""

    engine: Engine
    where: str
    writable: bool

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one consistent view of the ledger for the length of the block."""
        with in_words(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the writer's turn: all of the block is stored, or nothing of it."""
        if not self.writable:
            raise LedgerError(
                f"{self.where}: this ledger is read-only. Make the file and its folder "
                "writable, or name another file with --ledger."
            )
        engine = self.engine.execution_options(writes=True)
        with in_words(self.where), engine.begin() as connection:
            yield connection


def connected(at: Place, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Return the database at a place, its schema up to date.

    Raises LedgerNewer when a newer Dragoman wrote it, LedgerLocked when it stays locked.
    """
    if at.fresh:
        _mark(at, busy_seconds)
    database = Database(_engine(at, busy_seconds), str(at.path), at.writable)
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.engine.dispose()
        raise
    return database


def _engine(at: Place, busy_seconds: float) -> Engine:
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


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _mark(at: Place, busy_seconds: float) -> None:
    """Say in the file's header that it is ours, before anything else stands in it."""
    with in_words(str(at.path)), closing(sqlite3.connect(at.path, timeout=busy_seconds)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _bring_up_to_date(database: Database) -> None:
    with database.reading() as connection:
        revision = _revision(connection)
    if revision == REVISIONS[-1]:
        return
    _refuse_unknown(database, revision)
    with database.writing() as connection:
        # Another process may have done it while this one waited for its turn.
        before = _revision(connection)
        if before != REVISIONS[-1]:
            _refuse_unknown(database, before)
            _upgrade(connection)
            if before is not None and before < KNOWN:
                know_everything(connection)
            if before is not None and before < MATCHED:
                match_everybody(connection)
            if before is not None and before < VERSIONED:
                turned = settle_everything(connection)
                know_everything(connection)
                turn(connection, turned)
            if before is not None and before < FOLDED:
                fold_everything(connection)
            if before is not None and before < TOLD:
                tell_stories_again(connection)
            if before is not None and before < KNOWN:
                count_everything(connection)
            if before is not None and before < TURNED:
                derive_everything(connection)


def _refuse_unknown(database: Database, revision: str | None) -> None:
    if revision is not None and revision not in REVISIONS:
        raise LedgerNewer(
            f"{database.where}: a newer Dragoman wrote this ledger (its schema is {revision}, "
            f"this program knows up to {REVISIONS[-1]}). Upgrade: pip install -U dragoman"
        )


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    # Imported here: it costs a tenth of a second, and is needed only when the schema moves.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "dragoman.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
