"""The statements of two versions of an article side by side: which of them is which.

Pure functions. Statements with the same words are one first, in their order; then those whose
words are most alike. A statement is matched at most once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

ALIKE = 0.5
"""The share of words that two wordings must have in common to be taken for one, edited."""
BETTER = 0.1
"""What the same speaker adds to that share, when several would do."""

_WORD = re.compile(r"\w+")


def same_first(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return which of two lists are the same, the first with the first, by their numbers."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for n, one in enumerate(before):
        waiting[one].append(n)
    found = []
    for m, one in enumerate(after):
        if waiting[one]:
            found.append((waiting[one].pop(0), m))
    return found


def aligned(
    before: Sequence[tuple[str, Hashable]], after: Sequence[tuple[str, Hashable]]
) -> list[tuple[int | None, int | None]]:
    """Return pairs of numbers, None where one has no other; each item is its words and who speaks.

    The pairs stand in the order of `after`, what was dropped behind what it followed.
    """
    words = [[_plain(said) for said, _ in side] for side in (before, after)]
    whole = [list(zip(words[n], (who for _, who in side), strict=True)) for n, side in
             enumerate((before, after))]  # fmt: skip
    pairs = {m: n for n, m in same_first(whole[0], whole[1])}
    for keys in (words, None):
        left = [n for n in range(len(before)) if n not in pairs.values()]
        free = [m for m in range(len(after)) if m not in pairs]
        if keys is not None:
            same = same_first([keys[0][n] for n in left], [keys[1][m] for m in free])
            pairs |= {free[m]: left[n] for n, m in same}
        else:
            pairs |= _nearest(whole, left, free)
    return _in_order(pairs, len(before), len(after))


def moved(pairs: Sequence[tuple[int | None, int | None]]) -> frozenset[int]:
    """Return the numbers after of what stands elsewhere among the rest than before.

    The longest row of pairs that kept their order stayed; the others moved.
    """
    kept = [(n, m) for n, m in pairs if n is not None and m is not None]
    kept.sort(key=lambda pair: pair[1])
    ends: list[int] = []
    at: list[int] = []
    back: list[int | None] = []
    for i, (n, _) in enumerate(kept):
        place = bisect_left(ends, n)
        ends[place:] = [n]
        back.append(at[place - 1] if place else None)
        at[place:] = [i]
    stayed: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        stayed.add(kept[last][1])
        last = back[last]
    return frozenset(m for _, m in kept) - stayed


def _nearest(
    whole: Sequence[Sequence[tuple[str, Hashable]]], left: Sequence[int], free: Sequence[int]
) -> dict[int, int]:
    """Return the edited wordings among what has no same one, the most alike first."""
    bags = [{n: Counter(_WORD.findall(side[n][0])) for n in numbers} for side, numbers in
            zip(whole, (left, free), strict=True)]  # fmt: skip
    found = []
    for n in left:
        for m in free:
            share = _share(bags[0][n], bags[1][m])
            same = whole[0][n][1] == whole[1][m][1]
            if share >= ALIKE:
                found.append((-(share + BETTER * same), abs(n - m), n, m))
    pairs: dict[int, int] = {}
    for _, _, n, m in sorted(found):
        if m not in pairs and n not in pairs.values():
            pairs[m] = n
    return pairs


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two bags of words is common, from 0 to 1 (Dice)."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


def _in_order(
    pairs: dict[int, int], before: int, after: int
) -> list[tuple[int | None, int | None]]:
    partner = {n: m for m, n in pairs.items()}
    dropped: dict[int | None, list[int]] = defaultdict(list)
    last: int | None = None
    for n in range(before):
        last = partner.get(n, last)
        if n not in partner:
            dropped[last].append(n)
    found: list[tuple[int | None, int | None]] = [(n, None) for n in dropped[None]]
    for m in range(after):
        found.append((pairs.get(m), m))
        found += [(n, None) for n in dropped[m]]
    return found


def _plain(words: str) -> str:
    """Return words as they compare: single blanks, any quotation marks alike."""
    return " ".join(words.split()).translate(_MARKS).casefold().rstrip(".,;")


_MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')
