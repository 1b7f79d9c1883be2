"""The vectors of a ledger's statements in a file beside it, which may be deleted at any time.

It is an SQLite file of its own: what is written stands or does not, however often the program is
killed, and several may read and write it. Each statement has its vector in 8 bits, and in blocks
the signs alone, 48 bytes each, which are held in memory and tell which vectors to look at.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.chunking import chunks
from dragoman.meaning.network import SHA256, WIDTH, Floats

FORM = f"1 {SHA256}"
"""How vectors are made and kept; a file of another form is made anew."""

ENDING = "-vectors"

_TABLES = {
    "about": "name TEXT PRIMARY KEY, value TEXT NOT NULL",
    "signs": "n INTEGER PRIMARY KEY, keys BLOB NOT NULL, signs BLOB NOT NULL",
    "vectors": "key INTEGER PRIMARY KEY, scale REAL NOT NULL, vector BLOB NOT NULL",
}
_BUSY = 30.0
"""Seconds that are waited for another program that writes to the file."""


def file_of(ledger: Ledger) -> Path:
    """Return where a ledger's vectors are or will be.

    It is beside the ledger's file, else, where nothing may be written there or the ledger is in a
    server, in the user's cache.
    """
    if ledger.database.engine.dialect.name == "sqlite":
        path = Path(ledger.where).absolute()
        beside = path.with_name(path.name + ENDING)
        if beside.exists() or os.access(path.parent, os.W_OK):
            return beside
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = hashlib.sha256(ledger.where.encode()).hexdigest()[:24]
    return cache / "dragoman" / f"{name}{ENDING}"


class Vectors:
    """The file of vectors. One that is damaged or of another form counts as none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def made(self) -> str | None:
        """Return which making of the file this is, None where there is none to use."""
        about = self._about()
        return about["made"] if about.get("form") == FORM else None

    def last(self) -> tuple[int, str] | None:
        """Return the last statement that has a vector, by key and record."""
        about = self._about()
        if about.get("form") != FORM or "last" not in about:
            return None
        key, _, record = about["last"].partition(" ")
        return int(key), record

    def signs(self, after: int) -> list[tuple[int, bytes, bytes]]:
        """Return the blocks of signs after one: number, keys and signs."""
        with self._opened() as db:
            query = "SELECT n, keys, signs FROM signs WHERE n > ? ORDER BY n"
            return db.execute(query, (after,)).fetchall()

    def rows(self, keys: Sequence[int]) -> tuple[list[int], Floats]:
        """Return the vectors of those of the keys that have one."""
        found: list[int] = []
        parts: list[Floats] = []
        with self._opened() as db:
            for some in chunks(keys):
                marks = ",".join("?" * len(some))
                query = f"SELECT key, scale, vector FROM vectors WHERE key IN ({marks})"
                rows = db.execute(query, list(some)).fetchall()
                found += [key for key, _, _ in rows]
                bytes_ = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.int8)
                scales = np.asarray([row[1] for row in rows], dtype=np.float32)
                parts.append(bytes_.reshape(-1, WIDTH) * scales[:, None])
        whole = np.concatenate(parts) if parts else np.empty((0, WIDTH), dtype=np.float32)
        return found, whole

    def begin(self, seen: tuple[int, str] | None) -> None:
        """Empty the file, or make it, unless another program has gone on since `seen` was last.

        Raises DragomanError where that cannot be.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and not self._sound():
                self.path.unlink()
            with closing(sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None)) as db:
                db.execute("BEGIN IMMEDIATE")
                if self.last() == seen:
                    for name, columns in _TABLES.items():
                        db.execute(f"DROP TABLE IF EXISTS {name}")
                        db.execute(f"CREATE TABLE {name} ({columns})")
                    told = (("form", FORM), ("made", uuid.uuid4().hex))
                    db.executemany("INSERT INTO about VALUES (?, ?)", told)
                db.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise self._unwritable(error) from error

    def add(self, keys: Sequence[int], vectors: Floats, record: str, after: int) -> bool:
        """Add the vectors of statements, of which the last is `record`; all or none are kept.

        False where another program has added them since `after` was the last one.
        """
        scales = np.abs(vectors).max(axis=1) / 127
        small = np.round(vectors / scales[:, None]).astype(np.int8)
        rows = zip(keys, scales.tolist(), map(bytes, small), strict=True)
        try:
            with closing(sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None)) as db:
                db.execute("BEGIN IMMEDIATE")
                told = db.execute("SELECT value FROM about WHERE name = 'last'").fetchone()
                if (int(told[0].partition(" ")[0]) if told else 0) != after:
                    return False
                db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                own = np.asarray(keys, dtype="<i8").tobytes()
                db.execute(
                    "INSERT INTO signs (keys, signs) VALUES (?, ?)", (own, signs_of(vectors))
                )
                last = ("last", f"{keys[-1]} {record}")
                db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", last)
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unwritable(error) from error
        return True

    def _sound(self) -> bool:
        """Return whether the file is one of SQLite; what is none was cut short or is foreign."""
        try:
            with self._opened() as db:
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            return isinstance(error, sqlite3.OperationalError)
        return True

    def _about(self) -> dict[str, str]:
        try:
            with self._opened() as db:
                return dict(db.execute("SELECT name, value FROM about"))
        except sqlite3.Error:
            return {}

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        uri = f"{self.path.as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY)) as db:
            yield db

    def _unwritable(self, error: Exception) -> DragomanError:
        return DragomanError(
            f"{self.path}: vectors cannot be kept there ({error}). Free some space, or let the "
            "folder be written."
        )


def signs_of(vectors: Floats) -> bytes:
    """Return a bit for each number of each vector: whether it is above zero."""
    return np.packbits(vectors > 0, axis=1).tobytes()
