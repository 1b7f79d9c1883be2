"""A copy of a ledger made while it is in use: of one moment, looked through, whole or not there.

The copy is written beside its name under one reading transaction, so that writers are not held up
and never make it begin again: of a file by SQLite's online backup, of a ledger on a server row by
row. It takes its name only when it was found whole. Nothing is brought up to date: a ledger of any
Dragoman is copied as it is.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from sqlalchemy.engine import URL

from dragoman.errors import LedgerDamaged, LedgerError
from dragoman.ledger import postgresql
from dragoman.ledger.database import of_server
from dragoman.ledger.faults import SAVING, SAVING_SERVER, in_words, ledger_error
from dragoman.ledger.filing import file_away
from dragoman.ledger.place import APPLICATION_ID, BUSY_SECONDS, Place, place

PAGES = 256
"""Pages copied in one step; with each, progress is told."""

_PART = ".part"
_LEFT_SECONDS = 24 * 3600
"""What a killed backup left beside its name is deleted by a later one after so long."""

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made: its file, its size and how many articles it holds."""

    path: Path
    bytes: int
    articles: int


def backup(
    ledger: str | Path,
    to: str | Path,
    *,
    force: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> Backup:
    """Copy a ledger to a file, as it stands at this moment, also while it is used.

    A file that is there is replaced only with `force`. `on_progress` is told how much is copied
    and of how much: pages of a file, rows of a database. Raises LedgerError when the copy cannot
    be made, LedgerDamaged when the ledger is broken; then nothing stands under the name that did
    not before.
    """
    target = Path(to).expanduser()
    if postgresql.is_address(ledger):
        address = postgresql.address_of(str(ledger))
        return _of_server(address, target, on_progress, force=force, busy_seconds=busy_seconds)
    source = place(ledger, create=False, busy_seconds=busy_seconds)
    _refuse(source.path, target, force=force)
    with _beside(target) as part:
        counts = copy_as_it_is(source, part, target, on_progress, busy_seconds)
        _look_through(str(source.path), part, counts)
        part.chmod(stat.S_IMODE(source.path.stat().st_mode) | stat.S_IWUSR)
        return _put(part, target, counts, force=force)


def _of_server(
    address: URL,
    target: Path,
    on_progress: Callable[[int, int], None] | None,
    *,
    force: bool,
    busy_seconds: float,
) -> Backup:
    """Copy a ledger on a server; nobody but its owner may read the file."""
    with closing(of_server(address, create=False, busy_seconds=busy_seconds)) as source:
        _refuse(None, target, force=force)
        with _beside(target) as part:
            with source.reading() as reading:
                tell = on_progress or (lambda done, total: None)
                counts = file_away(reading, source.where, part, target, tell)
            _look_through(source.where, part, counts, SAVING_SERVER)
            return _put(part, target, counts, force=force)


def _refuse(source: Path | None, target: Path, *, force: bool) -> None:
    """Raise LedgerError where a copy may not stand."""
    if target.is_dir():
        raise LedgerError(f"{target}: this is a folder. Name a file in it.")
    if not target.absolute().parent.is_dir():
        raise LedgerError(
            f"{target}: its folder does not exist. Make it, or name a file elsewhere."
        )
    if not target.exists():
        return
    if source is not None and target.samefile(source):
        raise LedgerError(f"{target}: this is the ledger itself. Name another file for the copy.")
    if not force:
        raise _taken(target)
    log = target.with_name(f"{target.name}-wal")
    if log.exists() and log.stat().st_size:
        raise LedgerError(
            f"{target}: it is a ledger that is in use, or was when its program ended. Close that "
            "program, open it once (dragoman articles --ledger FILE), or name another file."
        )


def _taken(target: Path) -> LedgerError:
    return LedgerError(
        f"{target}: a file of that name is there and was left as it is. Name another, or replace "
        "it with --force."
    )


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a new file beside the target to write in; it is gone afterwards, whatever happens."""
    for left in target.parent.glob(f"{_plain(target.name)}.*{_PART}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                left.unlink()
    try:
        number, name = mkstemp(_PART, f"{target.name}.", target.absolute().parent)
    except OSError as error:
        raise LedgerError(
            f"{target}: nothing can be written there ({error.strerror}). Name a file elsewhere."
        ) from error
    os.close(number)
    part = Path(name)
    try:
        yield part
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def _plain(name: str) -> str:
    """Return a name as a pattern that means nothing but itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def copy_as_it_is(
    source: Place,
    part: Path,
    target: Path,
    on_progress: Callable[[int, int], None] | None,
    busy_seconds: float,
) -> Counts:
    """Copy a ledger's file, of whatever revision, into an empty one; return its tables' rows.

    `target` is what messages call the copy.
    """
    with closing(_opened(source.uri(), busy_seconds)) as ledger:
        # As long as this transaction lasts, the ledger is for us what it is now.
        with _whose(source.path, target):
            ledger.execute("BEGIN")
        return copy_as_seen(ledger, source.path, part, target, on_progress)


def copy_as_seen(
    ledger: sqlite3.Connection,
    source: Path,
    part: Path,
    target: Path,
    on_progress: Callable[[int, int], None] | None = None,
) -> Counts:
    """Copy a ledger's file as a transaction that has begun sees it; return its tables' rows."""

    def told(_: int, remaining: int, total: int) -> None:
        if on_progress is not None:
            on_progress(total - remaining, total)

    with _whose(source, target):
        counts = _counts(ledger)
        with closing(_opened(part.as_uri(), 0)) as copy:
            ledger.backup(copy, pages=PAGES, progress=told)
            copy.execute("PRAGMA journal_mode = DELETE")
        return counts


def _opened(uri: str, busy_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)


@contextmanager
def _whose(source: Path, target: Path) -> Iterator[None]:
    """Say of an error whose it is: what is broken is the ledger, what is full the copy's disk."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        ours = name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN"))
        raise ledger_error(str(target if ours else source), error) from error


def _counts(database: sqlite3.Connection) -> Counts:
    """Return how many rows each table has; an index of words is counted by the tables it is in."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    names = [name for (name,) in database.execute(query)]
    return {name: _count(database, name) for name in names}


def _count(database: sqlite3.Connection, table: str) -> int:
    (count,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(count)


def _look_through(where: str, part: Path, counts: Counts, saving: str = SAVING) -> None:
    """Raise LedgerDamaged unless the copy is whole and has every row."""
    with in_words(where), closing(_opened(part.as_uri(), 0)) as copy:
        (mark,) = copy.execute("PRAGMA application_id").fetchone()
        (told,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        orphan = copy.execute("PRAGMA foreign_key_check").fetchone()
        if told != "ok" or orphan is not None:
            what = told if told != "ok" else f"a row of {orphan[0]} points to none of {orphan[2]}"
            raise LedgerDamaged(
                f"{where}: the ledger is damaged ({what.splitlines()[-1]}), so no copy of it "
                f"was made. dragoman verify tells what is wrong. {saving}"
            )
        found = _counts(copy)
        if mark != APPLICATION_ID or any(found.get(name) != n for name, n in counts.items()):
            raise LedgerError(
                f"{where}: the copy is not what the ledger was, and was deleted. Check the "
                "disk, then run the same command again."
            )


def _put(part: Path, target: Path, counts: Counts, *, force: bool) -> Backup:
    """Give the copy its name, on the disk and not only in memory."""
    size = part.stat().st_size
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if force:
        part.replace(target)
    else:
        try:
            os.link(part, target)  # unlike a renaming, it replaces nothing
        except FileExistsError as error:
            raise _taken(target) from error
        except OSError:  # a file system without links
            if target.exists():
                raise _taken(target) from None
            part.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.absolute().parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return Backup(target, size, counts.get("articles", 0))
