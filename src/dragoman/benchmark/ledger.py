"""The annotated ledger as a benchmark: read its articles, score them, say how sure that is.

The table is that of the gold set's own scorer, with an interval beside each figure: how far it
would move with other articles of the same sort (bootstrap over articles, one fixed seed).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from dragoman.benchmark.gold import Gold
from dragoman.benchmark.scoring import Tally, score
from dragoman.records import Reading

F1_FIGURES = (
    "statement",
    "statement@0.8",
    "stance",
    "stance, rarer",
    "condition",
    "condition, any kind",
    "condition, whole",
    "event",
    "event triple",
)
SHARES = ("source", "speaker name", "speaker country", "speaker sort", "condition actor")

RESAMPLES = 1000
SEED = 20
"""Any number would do; a fixed one gives the same intervals every time."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the table: an F1, or the share of answers that are right.

    `low` and `high` bound 95 of 100 resamples of the articles.
    """

    name: str
    right: int
    wrong: int
    missed: int
    low: float = 0.0
    high: float = 0.0

    @property
    def is_share(self) -> bool:
        """Tell whether the figure is a share rather than an F1."""
        return self.name in SHARES

    @property
    def precision(self) -> float:
        """Return the share of what was read that is right."""
        return _ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of the gold that was read."""
        return _ratio(self.right, self.right + self.missed)

    @property
    def value(self) -> float:
        """Return the share of right answers, or the F1."""
        if self.is_share:
            return self.precision
        # 2PR/(P+R), so that the figures are the scorer's to the last digit.
        p, r = self.precision, self.recall
        return _ratio(2 * p * r, p + r)


def scored(golds: Sequence[Gold], readings: Sequence[Reading]) -> tuple[Figure, ...]:
    """Return the whole table for articles and their readings, in the same order."""
    tallies = [score(gold, reading) for gold, reading in zip(golds, readings, strict=True)]
    return tuple(_with_interval(name, tallies) for name in (*F1_FIGURES, *SHARES))


def _with_interval(name: str, tallies: Sequence[Tally]) -> Figure:
    random = Random(SEED)
    counts = [(t.right[name], t.wrong[name], t.missed[name]) for t in tallies]
    values = sorted(
        Figure(name, *_summed(random.choices(counts, k=len(counts)))).value
        for _ in range(RESAMPLES)
    )
    edge = RESAMPLES * 25 // 1000
    return Figure(name, *_summed(counts), low=values[edge], high=values[-edge - 1])


def _summed(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    right, wrong, missed = map(sum, zip(*counts, strict=True))
    return right, wrong, missed


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
