"""Whether confidence means what it says: of records said to be 80 % sure, 80 % should be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
ENOUGH = 100
"""Records that a bin must hold before its share says much (about 10 points either way)."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The records whose confidence lies in `[low, high)`; the last bin holds 1 too.

    `mean` is their mean confidence, `right` the number of those that are right.
    """

    low: float
    high: float
    count: int
    mean: float
    right: int

    @property
    def share(self) -> float:
        """Return the share of right records."""
        return self.right / self.count

    @property
    def is_small(self) -> bool:
        """Tell whether the bin holds too few records for its share to say much."""
        return self.count < ENOUGH


def reliability(sureness: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the bins that hold records, from records' confidence and whether they are right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in sureness:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return tuple(
        Bin(
            low=n / BINS,
            high=(n + 1) / BINS,
            count=len(held),
            mean=sum(confidence for confidence, _ in held) / len(held),
            right=sum(right for _, right in held),
        )
        for n, held in enumerate(bins)
        if held
    )
