"""What looking through a ledger finds wrong: what it is, where, and what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.ledger.faults import SAVING

Check = Literal["file", "schema", "links", "bytes", "text", "words", "derived", "search"]

COPY = f"This is damage. {SAVING}"
"""What to do where what was kept is no longer what it was."""

MEND = "It follows from what is kept and is made anew by: dragoman verify --mend"
"""What to do where what is derived is wrong, and all that it derives from is sound."""

MOST = 50
"""Findings of one sort that are told one by one; of more, their number."""

_OF_ONE = re.compile(r"'[^']*'|\d+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `older` that an earlier Dragoman may have left it so."""

    check: Check
    what: str
    where: str
    remedy: str
    older: bool = False


def first_of(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first findings of each sort, and at the end how many more there are of it.

    However much is wrong, no more of it is held in memory.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    last: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        sort = _sort_of(finding)
        counts[sort] += 1
        if counts[sort] <= MOST:
            yield finding
        else:
            last[sort] = finding
    for sort, one in last.items():
        yield replace(one, what=f"{counts[sort] - MOST:,} more of this sort")


def _sort_of(finding: Finding) -> tuple[str, str, str]:
    """Return what is wrong, and in which table, without what is told of one row."""
    what = _OF_ONE.sub("", finding.what.partition("(")[0])
    return finding.check, what, re.split(r"[ ,]", finding.where, maxsplit=1)[0]
