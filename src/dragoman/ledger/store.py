"""The ledger as its users hold it: articles and their readings, kept in one database."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Literal

from dragoman.article import Article
from dragoman.records import Condition, Event, Reading, Statement

Outcome = Literal["new", "reread", "known"]
Record = Statement | Condition | Event


class Ledger:
    """An open ledger; a context manager that closes it."""

    def add(self, reading: Reading, *, vocabulary: str | None = None, dossier: str = "") -> Outcome:
        """Store a reading, in one transaction, as the current one of its article.

        Returns `new` for an article not yet held, `reread` when another reading of it was
        current, `known` when this very reading is. `vocabulary` is the digest under which it
        was read (default: the present vocabulary's).
        """
        raise NotImplementedError

    def holds(self, key: str) -> bool:
        """Return whether the reading of that key (`reading_key`) is its article's current one."""
        raise NotImplementedError

    def articles(self) -> tuple[Article, ...]:
        """Return all articles in the order of their ids, without their raw bytes."""
        raise NotImplementedError

    def article(self, ref: str) -> Article:
        """Return the article of that id, unique id prefix, file name or title.

        Raises NotFound, which lists the candidates when there are several.
        """
        raise NotImplementedError

    def reading(self, ref: str) -> Reading:
        """Return the current reading of an article, exactly as it was stored."""
        raise NotImplementedError

    def record(self, ref: str) -> tuple[Article, Record]:
        """Return a record and its article, by full name (`a1b2.../s17-80`), prefix or bare id.

        Raises NotFound, which lists the candidates when there are several.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the ledger."""
        raise NotImplementedError

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_ledger(path_or_url: str | Path, *, create: bool = True) -> Ledger:
    """Open the ledger in a file, making it when there is none and `create` is set.

    Raises LedgerError when it is absent and may not be made, LedgerForeign, LedgerNewer,
    LedgerLocked.
    """
    raise NotImplementedError
