"""What a count in a sample says of the whole: shares with their intervals, and agreement.

Pure functions. Intervals are Wilson's (1927), which keep near their 95 % for small samples and
for shares near 0 and 1 where the textbook interval does not (Brown, Cai and DasGupta 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from statistics import NormalDist

LEVEL = 0.95
"""How often such an interval holds the true share."""

_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1 with the ends of its interval."""

    share: float
    low: float
    high: float


def wilson(share: float, of: float) -> tuple[float, float]:
    """Return the ends of Wilson's interval for a share found among so many (`inf`: among all).

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal
    of the American Statistical Association 22 (1927) 209-212.
    """
    if of == inf:
        return share, share
    if of <= 0:
        return 0.0, 1.0
    square = _Z * _Z / of
    middle = (share + square / 2) / (1 + square)
    half = _Z / (1 + square) * sqrt(share * (1 - share) / of + square / of / 4)
    # Rounding must not push an end past what it is exactly for 0 and 1.
    low = 0.0 if share == 0 else max(0.0, middle - half)
    high = 1.0 if share == 1 else min(1.0, middle + half)
    return low, high


def counting_for(of: float, population: float | None) -> float:
    """Return how large a sample of an endless population would say as much.

    The finite population correction (N - n) / (N - 1) of Cochran, Sampling Techniques (1977),
    section 3.2, turned into a number of records; `inf` when all were looked at.
    """
    if population is None or of <= 0:
        return of
    if of >= population:
        return inf
    return of * (population - 1) / (population - of)


def estimated(
    hits: Sequence[bool], weights: Sequence[float], population: float | None
) -> Share | None:
    """Return the share of hits, each with the weight of the records that it stands for.

    Unequal weights count as fewer records, by Kish's effective sample size (Survey Sampling,
    1965, section 11.7). None when nothing was looked at.
    """
    whole = sum(weights)
    if not hits or not whole:
        return None
    exact = sum(w for hit, w in zip(hits, weights, strict=True) if hit) / whole
    share = 1.0 if all(hits) else min(exact, 1.0)
    effective = whole * whole / sum(weight * weight for weight in weights)
    if population is not None and len(hits) >= population:
        effective = inf
    low, high = wilson(share, counting_for(effective, population))
    return Share(share, low, high)


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa for two people's marks, None when chance alone agrees on everything.

    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960) 37-46.
    """
    if not pairs:
        return None
    count = len(pairs)
    same = sum(one == other for one, other in pairs) / count
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[mark] * second[mark] for mark in first) / count**2
    return None if chance == 1 else (same - chance) / (1 - chance)
