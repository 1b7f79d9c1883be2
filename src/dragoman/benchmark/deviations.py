"""How a comparison is told: what is right, and each deviation in plain words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

HOW = ("missing", "extra", "different")
"""How a record can deviate from the one that is expected."""


@dataclass(frozen=True, slots=True, order=True)
class Deviation:
    """One difference: `what` is compared, `how` it differs, in words.

    `evidence` are the article's words that a different or extra record stands on.
    """

    what: str
    how: str
    words: str
    evidence: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.what} {self.how}: {self.words}"


@dataclass(frozen=True, slots=True)
class Compared:
    """All of one sort that was compared: how many are right, and the deviations."""

    what: str
    right: int
    deviations: tuple[Deviation, ...]

    def count(self, how: str) -> int:
        """Return how many deviate so."""
        return Counter(deviation.how for deviation in self.deviations)[how]
