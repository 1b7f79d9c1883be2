"""Where a ledger lives, and whether what is there may be opened as one.

Every check happens before anything is written, so that a file which is not ours is left
exactly as it was.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from dragoman.errors import LedgerDamaged, LedgerError, LedgerForeign
from dragoman.ledger.faults import SAVING, in_words

APPLICATION_ID = 0x44524147
"""`DRAG` in ASCII: stands in the header of every ledger, so that `file` and we know it."""

BUSY_SECONDS = 30.0
"""How long to wait for another program's turn at the ledger before giving up."""

_HEADER = 100
"""Bytes at the beginning of an SQLite file that say of what size its pages are, and how many."""

_MAGIC = b"SQLite format 3\0"
_WAYS = "Name a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE with --ledger."


@dataclass(frozen=True, slots=True)
class Place:
    """A ledger's file; `fresh` when nothing is there yet, `writable` when it may be written."""

    path: Path
    fresh: bool
    writable: bool

    def uri(self) -> str:
        """Return the SQLite URI that opens the file as far as it may be opened.

        A file that cannot be written, and has no write-ahead log beside it, cannot change
        under us: `immutable` lets SQLite read it without a lock file.
        """
        plain = self.path.absolute().as_uri()
        if self.writable:
            return plain
        log = self.path.with_name(self.path.name + "-wal")
        return f"{plain}?mode=ro" if log.exists() else f"{plain}?immutable=1"


def place(path_or_url: str | Path, *, create: bool, busy_seconds: float) -> Place:
    """Return where the ledger is or will be.

    Raises LedgerForeign when something else is there, LedgerError when there is none and
    `create` is not set, or when the place cannot hold a ledger.
    """
    path = _path(path_or_url)
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: this is a folder. Name a file in it with --ledger.")
        fresh = not path.exists() or path.stat().st_size == 0
        if not fresh and _is_ledger(path, busy_seconds):
            return Place(path, fresh=False, writable=_writable(path))
    except OSError as error:
        raise LedgerError(
            f"{path}: it cannot be read ({error.strerror}). See that you may read the file and "
            "enter its folder."
        ) from error
    if not create:
        raise nothing_there(str(path), _emptied(path))
    _refuse_unwritable(path)
    return Place(path, fresh=True, writable=True)


def nothing_there(where: str, why: str = "") -> LedgerError:
    """Return the error for a place where no ledger is and none is to be made."""
    return LedgerError(
        f"{where}: there is no ledger here{why}. Read articles into it first (dragoman read "
        f"FILE... --ledger {where}), or name another with --ledger."
    )


def _emptied(path: Path) -> str:
    """Return what to say of a file that is there and empty."""
    return ": the file is empty, and what stood in it is in your copies" if path.exists() else ""


def _path(path_or_url: str | Path) -> Path:
    if isinstance(path_or_url, Path) or "://" not in path_or_url:
        return Path(path_or_url).expanduser()
    scheme, _, rest = path_or_url.partition("://")
    if scheme != "sqlite":
        raise LedgerError(f"{scheme}://...: no ledger can be kept there. {_WAYS}")
    path = unquote(rest.partition("?")[0]).removeprefix("/")
    if not path:
        raise LedgerError(f"{path_or_url}: this names no file. {_WAYS}")
    return Path(path).expanduser()


def _is_ledger(path: Path, busy_seconds: float) -> bool:
    """Return True for a ledger, False for an SQLite file with nothing in it, else raise."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if header[: len(_MAGIC)] != _MAGIC:
        raise LedgerForeign(
            f"{path}: this is not a ledger but a file of another kind, and was left as it "
            "is. Name another file with --ledger. If it was a ledger, its beginning is damaged: "
            "put back your latest copy (dragoman backup makes them)."
        )
    _refuse_cut(path, header)
    uri = Place(path, fresh=False, writable=_writable(path)).uri()
    with in_words(str(path)), closing(sqlite3.connect(uri, uri=True, timeout=busy_seconds)) as db:
        (application_id,) = db.execute("PRAGMA application_id").fetchone()
        if application_id == APPLICATION_ID:
            return True
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application_id or tables:
        raise LedgerForeign(
            f"{path}: this is a database of another program, and was left as it is. Name "
            "another file with --ledger."
        )
    return False


def _refuse_cut(path: Path, header: bytes) -> None:
    """Raise LedgerDamaged for a file that is shorter than it says of itself.

    While somebody writes, or after a kill, the rest may stand in the log beside it.
    """
    log = path.with_name(path.name + "-wal")
    if len(header) < _HEADER:
        raise LedgerDamaged(f"{path}: the file was cut short. {SAVING}")
    if header[24:28] != header[92:96] or (log.exists() and log.stat().st_size):
        return
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    wanted = pages * (65536 if page == 1 else page)
    size = path.stat().st_size
    if size < wanted:
        raise LedgerDamaged(f"{path}: {wanted - size:,} of {wanted:,} bytes are missing. {SAVING}")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK | os.X_OK)


def _refuse_unwritable(path: Path) -> None:
    folder = path.absolute().parent
    if not folder.is_dir():
        raise LedgerError(
            f"{path}: the folder {folder} does not exist. Make it, or name a file elsewhere "
            "with --ledger."
        )
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not _writable(path)):
        raise LedgerError(
            f"{path}: nothing may be written in {folder}. Make it writable, or name a file "
            "elsewhere with --ledger."
        )
