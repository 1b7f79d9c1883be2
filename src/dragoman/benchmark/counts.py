"""How many of the wanted answers were found, made up and missed, and how sure the F1 of it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

RESAMPLES, SEED = 1000, 20
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Count:
    """How many were found, read without being there, and missed."""

    found: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was read that is there."""
        read = self.found + self.extra
        return self.found / read if read else float(not self.missed)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was read."""
        there = self.found + self.missed
        return self.found / there if there else float(not self.extra)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def summed(counts: Sequence[Count]) -> Count:
    """Return the counts of several rows as one."""
    return Count(
        sum(c.found for c in counts), sum(c.extra for c in counts), sum(c.missed for c in counts)
    )


def interval(counts: Sequence[Count]) -> tuple[float, float]:
    """Return the F1 between which 95 of 100 resamples of the rows lie."""
    return resampled(counts, lambda drawn: summed(drawn).f1)


def resampled(rows: Sequence[Row], value: Callable[[Sequence[Row]], float]) -> tuple[float, float]:
    """Return between which values 95 of 100 resamples of the rows lie."""
    random = Random(SEED)
    values = sorted(value(random.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    edge = RESAMPLES * 25 // 1000
    return values[edge], values[-edge - 1]
