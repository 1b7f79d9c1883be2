"""Stories of very many texts at once, in arrays: what the ledger does one article at a time.

Memory is some 900 bytes a text, and the pairs that wait for comparison, which are kept few.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.resemblance.likeness import are_near, containments, have_same, resemblances
from dragoman.resemblance.prints import BANDS, Prints
from dragoman.resemblance.stars import Link, stars

Numbers: TypeAlias = NDArray[np.int64]

CROWDED = 50
"""Texts that a key leads to: what more of them share (a form, a disclaimer) tells nothing."""

_SLICE = 50_000
_WAITING = 10_000_000


def stories(made: Prints) -> Numbers:
    """Return the number of each text's story: the place of the text at its centre."""
    _, first, which = np.unique(made.words, return_index=True, return_inverse=True)
    centre = np.arange(len(made.words))
    for group in _groups(links(made, np.sort(first))):
        ranks = {one: f"{made.words[one]:x}" for link in group for one in link[:2]}
        for one, of in stars(group, ranks).items():
            centre[one] = of
    found: Numbers = centre[first[which]]
    return found


def links(made: Prints, distinct: Numbers) -> Iterator[Link]:
    """Yield the likenesses between texts, of which each wording is given once.

    A likeness may be yielded again.
    """
    for pairs in _pairs(made, distinct[made.size[distinct] > 0]):
        for start in range(0, len(pairs), _SLICE):
            one, other = np.divmod(pairs[start : start + _SLICE], len(made.words))
            yield from _links(made, one, other)


def _links(made: Prints, one: Numbers, other: Numbers) -> Iterator[Link]:
    resemblance = resemblances(made.signature[one], made.signature[other])
    contained = containments(resemblance, made.size[one], made.size[other])
    near = np.flatnonzero(are_near(resemblance, contained))
    one, other, resemblance = one[near], other[near], resemblance[near]
    same = have_same(
        (made.numbers[one], made.names[one]),
        (made.numbers[other], made.names[other]),
        resemblance,
    )
    for n in np.flatnonzero(same):
        yield Link(int(one[n]), int(other[n]), round(float(resemblance[n]), 3))


def _pairs(made: Prints, texts: Numbers) -> Iterator[Numbers]:
    """Yield the pairs of texts that share a key, many at a time: as numbers `one * texts + other`.

    Of those that are yielded together each is there once; all together would be too many.
    """
    waiting: list[Numbers] = [np.empty(0, dtype=np.int64)]
    count, total = 0, len(made.words)
    for column in (*(slice(n, n + 1) for n in range(BANDS)), slice(BANDS, None)):
        keys = made.keys[texts, column]
        owner = np.repeat(texts, keys.shape[1])
        for one, other in _sharing(keys.ravel(), owner):
            waiting.append(one * total + other)
            count += len(one)
            if count > _WAITING:
                yield np.unique(np.concatenate(waiting))
                waiting, count = waiting[:1], 0
    yield np.unique(np.concatenate(waiting))


def _sharing(keys: NDArray[np.int32], owner: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs of those that have one key, with each of the first that have it."""
    order = np.lexsort((owner, keys))
    keys, owner = keys[order], owner[order]
    opens = np.ones(len(keys), dtype=bool)
    opens[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(opens)[np.cumsum(opens) - 1]
    place = np.arange(len(keys)) - starts
    later = np.arange(len(keys))
    for n in range(CROWDED):
        later = later[place[later] > n]
        one, other = owner[starts[later] + n], owner[later]
        yield one[one != other], other[one != other]


def _groups(found: Iterator[Link]) -> Iterator[list[Link]]:
    """Yield the links that hang together."""
    kept = list(found)
    above: dict[int, int] = {}

    def top(one: int) -> int:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for link in kept:
        above[top(link.one)] = top(link.other)
    groups: dict[int, list[Link]] = {}
    for link in kept:
        groups.setdefault(top(link.one), []).append(link)
    yield from groups.values()
