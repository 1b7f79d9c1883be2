"""What is still to be done for a site: on disk, so that it can be stopped and gone on with.

A file beside the pages that are being written. It is gone when the site is whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.errors import DragomanError

AT_ONCE = 50
"""Pages after which it is kept that they are written."""

_TABLES = """
CREATE TABLE IF NOT EXISTS pages (n INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE,
  written INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS unwritten ON pages (n) WHERE written = 0;
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS before (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Work:
    """The pages to write, the files that are written, and those of the site of before."""

    def __init__(self, path: Path) -> None:
        """Open or begin it. Raises DragomanError while another program writes the same site."""
        self.connection = sqlite3.connect(path, timeout=1, isolation_level=None)
        try:
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self.connection.execute("PRAGMA synchronous = NORMAL")
            self.connection.execute("BEGIN EXCLUSIVE")
            for command in _TABLES.split(";"):
                self.connection.execute(command)
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self.connection.close()
            raise DragomanError(
                f"{path.parent.parent}: this site cannot be written now ({error}). "
                "Perhaps another program is writing it: let that come to its end."
            ) from error

    def close(self) -> None:
        """Let others write the site."""
        self.connection.close()

    def keep(self) -> None:
        """Keep what was done since the last time."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def _do(self, command: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN")
        return self.connection.execute(command, values)

    def told(self, name: str) -> str | None:
        """Return what was noted under a name, None for nothing."""
        found = self.connection.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str = "done") -> None:
        """Note something for the next time, and keep all that was done before."""
        self._do("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, value))
        self.keep()

    def add_pages(self, addresses: Iterable[str]) -> None:
        """Have pages written that are not there yet."""
        for address in addresses:
            self._do("INSERT OR IGNORE INTO pages (address) VALUES (?)", (address,))

    def unwritten(self) -> list[tuple[int, str]]:
        """Return the next pages to write."""
        query = "SELECT n, address FROM pages WHERE written = 0 ORDER BY n LIMIT ?"
        return self.connection.execute(query, (AT_ONCE,)).fetchall()

    def wrote_page(self, number: int) -> None:
        """Take a page off the list."""
        self._do("UPDATE pages SET written = 1 WHERE n = ?", (number,))

    def pages(self) -> int:
        """Return how many pages are known by now."""
        return int(self.connection.execute("SELECT count(*) FROM pages").fetchone()[0])

    def wrote_file(self, name: str, sha256: str) -> None:
        """Note a file of the site with the hash of what is in it."""
        self._do("INSERT OR REPLACE INTO files VALUES (?, ?)", (name, sha256))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the files of the site with their hashes, in the order of their names."""
        yield from self.connection.execute("SELECT name, sha256 FROM files ORDER BY name")

    def count_files(self) -> int:
        """Return how many files the site has."""
        return int(self.connection.execute("SELECT count(*) FROM files").fetchone()[0])

    def add_before(self, names: Iterable[str]) -> None:
        """Note the files of the site that was there before."""
        for name in names:
            self._do("INSERT OR IGNORE INTO before VALUES (?)", (name,))

    def gone(self) -> Iterator[str]:
        """Yield the files of before that the site has no more."""
        query = "SELECT name FROM before WHERE name NOT IN (SELECT name FROM files) ORDER BY name"
        yield from (name for (name,) in self.connection.execute(query))

    def forget(self) -> None:
        """Begin anew; files that may have been put in their places are files of before."""
        self._do("INSERT OR IGNORE INTO before SELECT name FROM files")
        for table in ("files", "pages", "told"):
            self._do(f"DELETE FROM {table}")
        self.keep()

    def knows(self, name: str) -> bool:
        """Return whether a file is the site's, or was."""
        query = "SELECT 1 FROM files WHERE name = ? UNION SELECT 1 FROM before WHERE name = ?"
        return self.connection.execute(query, (name, name)).fetchone() is not None
