"""What is wrong with a ledger, as rows: what it is, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.ledger.verifying import look_through
from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class FindingRow(Row):
    """One thing that is wrong with a ledger.

    `check` is `file`, `schema`, `links`, `bytes`, `text`, `words`, `derived` or `search`. With
    `older` an earlier Dragoman may have derived it otherwise, and nothing need be damaged.
    """

    check: str
    what: str
    where: str
    remedy: str
    older: bool


def verify(
    ledger: str | Path,
    *,
    quick: bool = False,
    on_progress: Callable[[str, int, int], None] | None = None,
) -> tuple[FindingRow, ...]:
    """Return everything that is wrong with a ledger; nothing in it is changed.

    Its pages and tables, links between rows, each article's bytes and text, each record's
    words and places, and, unless `quick`, all that follows, made anew in a copy and compared.
    `on_progress` is told what is being done, how much is done and of how much. Raises LedgerError
    where no ledger can be looked into.
    """
    found = look_through(ledger, quick=quick, on_progress=on_progress)
    return tuple(FindingRow(one.check, one.what, one.where, one.remedy, one.older) for one in found)
