"""What looking through a ledger finds wrong: what it is, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.ledger.faults import SAVING

Check = Literal["file", "schema", "links", "bytes", "text", "words", "derived", "search"]

COPY = f"This is damage. {SAVING}"
"""What to do where what was kept is no longer what it was."""

MEND = "It follows from what is kept and is made anew by: dragoman verify --mend"
"""What to do where what is derived is wrong, and all that it derives from is sound."""

MOST = 50
"""Findings of one sort that are told one by one; of more, their number."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `older` that an earlier Dragoman may have left it so."""

    check: Check
    what: str
    where: str
    remedy: str
    older: bool = False


def first_of(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first findings of one sort, and in the place of the others how many they are."""
    more, last = 0, None
    for n, finding in enumerate(findings):
        if n < MOST:
            yield finding
        else:
            more, last = more + 1, finding
    if last is not None:
        yield Finding(last.check, f"{more} more of this sort", last.where, last.remedy, last.older)
