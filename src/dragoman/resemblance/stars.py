"""Stories out of likenesses: groups in which everything is directly like one text at the centre.

Likeness does not carry over: a roundup holds two stories, and of a row of rewrites the last may
share nothing with the first. So a story is no chain but a star. Which stars there are depends
on the likenesses alone, not on the order in which texts came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Link(NamedTuple):
    """Two texts that are alike, and how much they resemble each other."""

    one: int
    other: int
    resemblance: float


def stars(links: Iterable[Link], ranks: dict[int, str]) -> dict[int, int]:
    """Return the centre of each text's story; every text in `ranks` has one, if only itself.

    The text that is most like all its neighbours (by the sum of the squares, so that likeness
    counts more than number) takes all that are like it, and so on with those left. Of equals
    the lowest in `ranks` comes first: something of the text itself.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for link in links:
        near[link.one][link.other] = near[link.other][link.one] = link.resemblance
    centre: dict[int, int] = {}
    weights = {one: sum(r * r for r in near[one].values()) for one in ranks}
    while weights:
        best = min(weights, key=lambda one: (-round(weights[one], 6), ranks[one]))
        for one in [best, *(other for other in near[best] if other in weights)]:
            centre[one] = best
            del weights[one]
            for other in near[one]:
                if other in weights:
                    weights[other] -= near[one][other] ** 2
    return _to_the_nearest(centre, near, ranks)


def _to_the_nearest(
    centre: dict[int, int], near: dict[int, dict[int, float]], ranks: dict[int, str]
) -> dict[int, int]:
    """Give each text that is no centre to the centre that it is most like."""
    centres = {one for one, of in centre.items() if one == of}
    for one, of in centre.items():
        if one != of:
            among = [other for other in near[one] if other in centres]
            centre[one] = min(among, key=lambda other: (-near[one][other], ranks[other]))
    return centre
