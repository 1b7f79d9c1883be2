"""The table of the attribution benchmark: a figure for each count, with its interval.

The interval says how far a figure would move with other articles of the same sort (bootstrap
over articles, the same resamples every time).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from dragoman.benchmark.attribution_scoring import RELATIONS, THRESHOLDS, Count, Tally
from dragoman.benchmark.ledger import RESAMPLES, SEED
from dragoman.benchmark.placing import ROLES
from dragoman.records import KINDS

SHARES = tuple(f"source_acc@{least}" for least in THRESHOLDS)
NAMES = (
    *(
        name
        for relation in RELATIONS
        for least in THRESHOLDS
        for name in (
            f"{relation}@{least}",
            *(f"{relation}@{least} {kind}" for kind in KINDS),
        )
    ),
    *SHARES,
    *(f"{what} {role}" for what in ("token", "span", "span_trimmed", "role") for role in ROLES),
)
WITH_INTERVAL = (
    "relation@0.5",
    *(f"relation@0.5 {kind}" for kind in KINDS),
    *(f"token {role}" for role in ROLES),
)


@dataclass(frozen=True, slots=True)
class AttributionFigure:
    """One row of the table: precision, recall and F1, or a share of right answers.

    `low` and `high` bound 95 of 100 resamples of the articles, where they were asked for.
    """

    name: str
    count: Count
    low: float | None = None
    high: float | None = None

    @property
    def is_share(self) -> bool:
        """Tell whether the figure is a share rather than an F1."""
        return self.name in SHARES

    @property
    def precision(self) -> float:
        """Return the share of those read that are right; of none, 1 when the gold has none."""
        return _share(self.count.right, self.count.read, self.count.gold)

    @property
    def recall(self) -> float:
        """Return the share of the gold that was read; of none, 1 when none was read."""
        return _share(self.count.found, self.count.gold, self.count.read)

    @property
    def value(self) -> float:
        """Return the F1, or the share; a share of none is 0."""
        if self.is_share:
            return self.count.right / self.count.read if self.count.read else 0.0
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def figures(tallies: Sequence[Tally]) -> tuple[AttributionFigure, ...]:
    """Return the whole table for articles, summed over them."""
    return tuple(_figure(name, [each.counts[name] for each in tallies]) for name in NAMES)


def _figure(name: str, counts: Sequence[Count]) -> AttributionFigure:
    whole = _sum(counts)
    if name not in WITH_INTERVAL:
        return AttributionFigure(name, whole)
    random = Random(SEED)
    values = sorted(
        AttributionFigure(name, _sum(random.choices(counts, k=len(counts)))).value
        for _ in range(RESAMPLES)
    )
    edge = RESAMPLES * 25 // 1000
    return AttributionFigure(name, whole, low=values[edge], high=values[-edge - 1])


def _sum(counts: Sequence[Count]) -> Count:
    return Count(*map(sum, zip(*counts, strict=True)))


def _share(part: int, whole: int, others: int) -> float:
    return part / whole if whole else float(not others)
