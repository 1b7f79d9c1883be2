"""A fault of a vocabulary or dossier file: what is wrong, in which file and line, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
"""A day, a month or a year: as precise as is known."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `line` counts from 1 and is 0 where the fault has no line of its own."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as it is told: `bodies.tsv, line 12: what. What to do.`."""
        place = f", line {self.line}" if self.line else ""
        return f"{self.file}{place}: {self.what}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, for the faults that are found there."""

    file: str
    line: int

    def fault(self, what: str, remedy: str) -> Fault:
        """Return a fault at this place."""
        return Fault(self.file, self.line, what, remedy)


def one_of(place: Place, column: str, value: str, allowed: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault when a value is none of those allowed."""
    listed = tuple(allowed)
    if value not in listed:
        yield place.fault(f"{column} {value!r} is unknown", f"Use one of {', '.join(listed)}.")


def dated(place: Place, since: str, until: str) -> Iterator[Fault]:
    """Yield the faults of a period: a date that is none, an end before the beginning."""
    for value in (since, until):
        if value and not DATE.fullmatch(value):
            yield place.fault(f"{value!r} is no date", "Write it as 2031-03-04, 2031-03 or 2031.")
    size = min(len(since), len(until))
    if size and since[:size] > until[:size]:
        yield place.fault(f"it ends {until}, before it begins {since}", "Mend one of the dates.")


def repeated(found: Iterable[tuple[Place, str]], what: str) -> Iterator[Fault]:
    """Yield a fault for each value that stood on an earlier line already."""
    seen: dict[str, Place] = {}
    for place, value in found:
        if value in seen:
            yield place.fault(
                f"the {what} {value!r} stands on line {seen[value].line} too", "Take one out."
            )
        seen.setdefault(value, place)
