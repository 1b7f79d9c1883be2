"""What looking through a ledger asks of the kind of database that it is kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from dragoman.ledger.verifying.finding import Finding

Told = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how much."""


class Held(Protocol):
    """A ledger where it is held, which is only read."""

    @property
    def where(self) -> str:
        """What messages call it."""

    @property
    def saving(self) -> str:
        """What to do when it is damaged."""

    def structure(self) -> Iterator[Finding]:
        """Yield what is wrong with pages, tables, indexes and links; nothing else is looked at.

        Raises LedgerNewer for a revision that this code does not know.
        """

    def unchecked(self) -> str:
        """Return what of that cannot be looked at here, in words; empty where all can."""

    def revision(self) -> str | None:
        """Return the revision of its schema."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a view of the ledger as it is at one moment; its revision is this code's."""

    def copy(self, path: Path, seen: Connection | None = None) -> None:
        """Write it into an empty file, as it is or as a transaction sees it."""

    def unfound(self, seen: Connection, anew: Connection) -> Iterator[Finding]:
        """Yield what is wrong with the index of words; `anew` is a copy in which all is right."""
