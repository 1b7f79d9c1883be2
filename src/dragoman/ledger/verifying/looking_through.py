"""All checks of a ledger in their order: the file, the schema, what was kept, what follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from dragoman.errors import LedgerDamaged, LedgerError, LedgerNewer
from dragoman.ledger import schema
from dragoman.ledger.backing_up import copy_as_it_is
from dragoman.ledger.database import REVISIONS, Database, connected
from dragoman.ledger.faults import in_words
from dragoman.ledger.matter_decisions import decided_matters
from dragoman.ledger.place import BUSY_SECONDS, Place, place
from dragoman.ledger.remaking import remake
from dragoman.ledger.verifying.contents import wrong_contents
from dragoman.ledger.verifying.derived import underived
from dragoman.ledger.verifying.finding import COPY, Finding
from dragoman.ledger.verifying.loose_ends import loose_ends
from dragoman.ledger.verifying.records import wrong_actors
from dragoman.ledger.verifying.structure import broken, misshapen, revision_in, unlinked
from dragoman.vocabulary import files

Told = Callable[[str, int, int], None]


def look_through(
    ledger: str | Path,
    *,
    quick: bool = False,
    on_progress: Told | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> Iterator[Finding]:
    """Yield everything that is wrong with the ledger in a file.

    `quick` leaves out what takes as long as storing it all: making what is derived anew.
    `on_progress` is told what is done, how much of it, and of how much. Raises LedgerError where
    there is no ledger that can be looked into.
    """
    at = place(ledger, create=False, busy_seconds=busy_seconds)
    told = on_progress or _nothing
    found = False
    try:
        with in_words(str(at.path)), closing(_opened(at, busy_seconds)) as database:
            database.execute("BEGIN")
            for finding in _of_file(database, at, told):
                found = True
                yield finding
            revision = revision_in(database)
    except LedgerDamaged as error:
        yield Finding("file", str(error).partition(": ")[2].partition(". ")[0], str(at.path), COPY)
        return
    if found or revision is None:
        return
    if revision == REVISIONS[-1]:
        yield from _of_rows(at, told, quick=quick, busy_seconds=busy_seconds)
        return
    with _copied(at, busy_seconds) as copy:
        yield from _of_rows(copy, told, quick=quick, busy_seconds=busy_seconds)


def first_damage(ledger: str | Path) -> Finding | None:
    """Return the first thing that is wrong with what a ledger keeps, None where all is whole."""
    return next((one for one in look_through(ledger, quick=True) if not one.older), None)


def mend(
    ledger: str | Path,
    *,
    on_progress: Told | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> None:
    """Make anew everything that follows from what a ledger keeps, in one transaction.

    Raises LedgerDamaged where what it keeps is not whole.
    """
    told = on_progress or _nothing
    for one in look_through(ledger, quick=True, on_progress=told, busy_seconds=busy_seconds):
        if one.check not in ("derived", "search"):
            raise LedgerDamaged(f"{ledger}: {one.what} ({one.where}). {one.remedy}")
    at = place(ledger, create=False, busy_seconds=busy_seconds)
    with _database(at, busy_seconds) as database, database.writing() as connection:
        remake(connection, lambda done, all_: told("Making anew", done, all_))


def _nothing(_: str, __: int, ___: int) -> None:
    """Tell nobody."""


def _opened(at: Place, busy_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(at.uri(), uri=True, timeout=busy_seconds, isolation_level=None)


def _of_file(database: sqlite3.Connection, at: Place, told: Told) -> Iterator[Finding]:
    told("Looking at the file", 0, 1)
    whole = True
    for finding in broken(database):
        whole = False
        yield finding
    if not whole:
        return  # what else is wrong follows from it
    revision = revision_in(database)
    if revision is not None and revision not in REVISIONS:
        raise LedgerNewer(
            f"{at.path}: a newer Dragoman wrote this ledger (its schema is {revision}). Upgrade: "
            "pip install -U dragoman"
        )
    if revision is not None:
        yield from misshapen(database, revision)
    elif database.execute("SELECT 1 FROM sqlite_master").fetchone():
        yield Finding("schema", "it does not say of which revision it is", str(at.path), COPY)
    yield from unlinked(database)


def _of_rows(at: Place, told: Told, *, quick: bool, busy_seconds: float) -> Iterator[Finding]:
    kept = True
    with _database(at, busy_seconds) as database, database.reading() as connection:
        for finding in _kept_rows(connection, told):
            kept = kept and finding.check in ("derived", "search")
            yield finding
        if quick or not kept:
            return
        older, named = _is_older(connection), decided_matters(connection).named
    with _copied(at, busy_seconds) as copy:
        with _database(copy, busy_seconds) as database, database.writing() as connection:
            remake(connection, lambda done, all_: told("Making anew what follows", done, all_))
        with (
            in_words(str(at.path)),
            closing(_opened(at, busy_seconds)) as ledger,
            closing(_opened(copy, busy_seconds)) as anew,
        ):
            ledger.execute("BEGIN")
            yield from underived(ledger, anew, named, older=older)


def _kept_rows(connection: Connection, told: Told) -> Iterator[Finding]:
    yield from loose_ends(connection)
    yield from wrong_actors(connection)
    yield from wrong_contents(
        connection, lambda done, all_: told("Looking at the articles", done, all_)
    )


def _is_older(connection: Connection) -> bool:
    """Return whether some of what follows may be as another vocabulary has it."""
    readings = schema.readings.c
    odd = select(readings.key).where(readings.current, readings.vocabulary != files.digest())
    return connection.execute(odd.limit(1)).first() is not None


@contextmanager
def _database(at: Place, busy_seconds: float) -> Iterator[Database]:
    database = connected(at.path, create=False, busy_seconds=busy_seconds)
    try:
        yield database
    finally:
        database.engine.dispose()


@contextmanager
def _copied(at: Place, busy_seconds: float) -> Iterator[Place]:
    """Give a copy of a ledger that may be written to; it is gone afterwards."""
    with TemporaryDirectory(prefix="dragoman-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / at.path.name
        path.touch()
        try:
            copy_as_it_is(at, path, path, None, busy_seconds)
        except LedgerError as error:
            raise LedgerError(
                f"{error} To look through a ledger its size is needed for a copy; TMPDIR names "
                "another folder for it, and --quick does without."
            ) from error
        yield Place(path, fresh=False, writable=True)
