"""A database's errors in a user's words: what went wrong with which file, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from dragoman.errors import LedgerDamaged, LedgerError, LedgerForeign, LedgerLocked
from dragoman.ledger import postgresql_faults

SAVING = (
    "Leave the file as it is, and put back your latest copy (dragoman backup makes them) once "
    "dragoman verify --ledger COPY finds it whole; then read again what came since. Without a "
    "copy, `sqlite3 FILE .recover` may save something."
)
"""What to do about a damaged ledger in a file."""

SAVING_SERVER = (
    "Leave the database as it is, and put your latest copy (dragoman backup makes them) into a new "
    "one: dragoman copy COPY postgresql://USER@HOST/NEW; then read again what came since."
)
"""What to do about a damaged ledger on a server."""

_ADVICE: dict[str, tuple[type[LedgerError], str]] = {
    "SQLITE_BUSY": (
        LedgerLocked,
        "another program is writing to this ledger and did not finish in time. "
        "Wait for it or stop it, then run the same command again; nothing is lost.",
    ),
    "SQLITE_READONLY": (
        LedgerError,
        "this ledger is read-only. Make the file and its folder writable, or name another "
        "file with --ledger.",
    ),
    "SQLITE_CANTOPEN": (
        LedgerError,
        "the file cannot be opened. See that its folder exists and that you may read and "
        "write both.",
    ),
    "SQLITE_NOTADB": (
        LedgerForeign,
        "this is no SQLite file, so it is no ledger. Name another file with --ledger.",
    ),
    "SQLITE_CORRUPT": (LedgerDamaged, f"the database is damaged. {SAVING}"),
    "SQLITE_FULL": (
        LedgerError,
        "the disk is full. Make room, then run the same command again; what was stored stays.",
    ),
    "SQLITE_IOERR": (
        LedgerError,
        "the disk failed to read or write. Check the disk and its free space, then run the "
        "same command again.",
    ),
}
_DAMAGE = ("no such table", "no such column", "malformed", "Could not decode")
"""What SQLite says of a ledger whose tables, or words, were overwritten."""

_ADVICE["SQLITE_LOCKED"] = _ADVICE["SQLITE_BUSY"]


def ledger_error(where: str, error: BaseException) -> LedgerError:
    """Return what a database driver's error means for the ledger at `where`."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    told = postgresql_faults.advice_on(cause)
    if told is not None:
        sort, advice = told
        return sort(f"{where}: {advice}")
    name = getattr(cause, "sqlite_errorname", "") or ""
    for code, (sort, advice) in _ADVICE.items():
        if name.startswith(code):
            return sort(f"{where}: {advice}")
    if any(words in str(cause) for words in _DAMAGE):
        return LedgerDamaged(f"{where}: {_ADVICE['SQLITE_CORRUPT'][1]}")
    return LedgerError(f"{where}: the database refused ({cause}). See that the file is a ledger.")


@contextmanager
def in_words(where: str) -> Iterator[None]:
    """Raise the database errors of the block as LedgerError about the ledger at `where`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise ledger_error(where, error) from error
    except UnicodeDecodeError as error:
        # Words of the file that are no letters any more; so SQLite's own message may be.
        raise LedgerDamaged(f"{where}: {_ADVICE['SQLITE_CORRUPT'][1]}") from error
