"""All checks of a ledger in their order: the file, the schema, what was kept, what follows."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from dragoman.errors import LedgerDamaged, LedgerError
from dragoman.ledger import postgresql, schema
from dragoman.ledger.database import REVISIONS, Database, connected, of_server
from dragoman.ledger.matter_decisions import decided_matters
from dragoman.ledger.place import BUSY_SECONDS, Place, place
from dragoman.ledger.remaking import remake
from dragoman.ledger.verifying.contents import wrong_contents
from dragoman.ledger.verifying.derived import underived
from dragoman.ledger.verifying.finding import COPY, Finding, first_of
from dragoman.ledger.verifying.held import Held, Told
from dragoman.ledger.verifying.in_file import InFile
from dragoman.ledger.verifying.in_server import InServer
from dragoman.ledger.verifying.loose_ends import loose_ends
from dragoman.ledger.verifying.records import wrong_actors
from dragoman.vocabulary import files


def look_through(
    ledger: str | Path,
    *,
    quick: bool = False,
    on_progress: Told | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> Generator[Finding, None, None]:
    """Yield everything that is wrong with a ledger, in a file or on a server.

    `quick` leaves out what takes as long as storing it all: making what is derived anew.
    `on_progress` is told what is done, how much of it, and of how much. Raises LedgerError where
    there is no ledger that can be looked into.
    """
    with _held(ledger, busy_seconds) as held:
        yield from _looked_through(held, on_progress or _nothing, quick=quick)


def unchecked(ledger: str | Path, *, busy_seconds: float = BUSY_SECONDS) -> str:
    """Return what of a ledger cannot be looked at, in words; empty where all can."""
    with _held(ledger, busy_seconds) as held:
        return held.unchecked()


def first_damage(database: Database) -> Finding | None:
    """Return the first thing that is wrong with what a ledger keeps, None where all is whole."""
    held: Held = (
        InServer(database)
        if database.engine.dialect.name == "postgresql"
        else _in_file(database.where, BUSY_SECONDS)
    )
    with closing(database), closing(_looked_through(held, _nothing, quick=True)) as found:
        return next((one for one in found if not one.older), None)


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
            raise LedgerDamaged(
                f"{postgresql.named(ledger)}: {one.what} ({one.where}). {one.remedy}"
            )
    database = connected(ledger, create=False, busy_seconds=busy_seconds)
    with closing(database), database.writing() as connection:
        remake(connection, lambda done, all_: told("Making anew", done, all_))


def _nothing(_: str, __: int, ___: int) -> None:
    """Tell nobody."""


@contextmanager
def _held(ledger: str | Path, busy_seconds: float) -> Iterator[Held]:
    if not postgresql.is_address(ledger):
        yield _in_file(ledger, busy_seconds)
        return
    address = postgresql.address_of(str(ledger))
    with closing(of_server(address, create=False, busy_seconds=busy_seconds)) as database:
        yield InServer(database)


def _in_file(ledger: str | Path, busy_seconds: float) -> InFile:
    return InFile(place(ledger, create=False, busy_seconds=busy_seconds), busy_seconds)


def _looked_through(held: Held, told: Told, *, quick: bool) -> Generator[Finding, None, None]:
    try:
        for finding in first_of(_of_all(held, told, quick=quick)):
            worded = finding.remedy == COPY
            yield replace(finding, remedy=_damage(held)) if worded else finding
    except LedgerDamaged as error:
        what = str(error).partition(": ")[2].partition(". ")[0]
        yield Finding("file", what, held.where, _damage(held))


def _damage(held: Held) -> str:
    return f"This is damage. {held.saving}"


def _of_all(held: Held, told: Told, *, quick: bool) -> Iterator[Finding]:
    told("Looking at the tables", 0, 1)
    found = False
    for finding in held.structure():
        found = True
        yield finding
    revision = None if found else held.revision()
    if revision is None:
        return
    if revision == REVISIONS[-1]:
        yield from _of_rows(held, told, quick=quick)
        return
    with _copied(held) as copy:
        yield from _of_rows(copy, told, quick=quick)


def _of_rows(held: Held, told: Told, *, quick: bool) -> Iterator[Finding]:
    """Yield what is wrong with the rows, all of them as they are at one moment."""
    kept = True
    with held.reading() as connection:
        for finding in _kept_rows(connection, told):
            kept = kept and finding.check in ("derived", "search")
            yield finding
        if quick or not kept:
            return
        older, named = _is_older(connection), decided_matters(connection).named
        with _copied(held, connection) as copy:
            database = connected(copy.at.path, create=False, busy_seconds=copy.busy_seconds)
            with closing(database):
                with database.writing() as writing:
                    remake(writing, lambda done, all_: told("Making anew what follows", done, all_))
                with database.reading() as anew:
                    yield from underived(connection, anew, named, older=older)
                    yield from held.unfound(connection, anew)


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
def _copied(held: Held, seen: Connection | None = None) -> Iterator[InFile]:
    """Give a copy of a ledger that may be written to; it is gone afterwards."""
    with TemporaryDirectory(prefix="dragoman-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "copy.db"
        path.touch()
        try:
            held.copy(path, seen)
        except LedgerError as error:
            raise LedgerError(
                f"{error} To look through a ledger its size is needed for a copy; TMPDIR names "
                "another folder for it, and --quick does without."
            ) from error
        yield InFile(Place(path, fresh=False, writable=True), BUSY_SECONDS)
