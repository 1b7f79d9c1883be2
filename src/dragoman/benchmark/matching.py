"""When a record that was read is the annotated one: overlap of words, and likeness of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar

from dragoman.article import Span

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")

UNTOLD = (
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "gen",
    "general",
    "president",
    "prime minister",
    "foreign minister",
    "minister",
    "secretary",
    "king",
    "queen",
    "lord",
)
"""Articles and titles that do not tell one name from another."""

SHORT_NAMES = {
    "european union": ("eu",),
    "united nations": ("un", "u n", "uno"),
    "north atlantic treaty organization": ("nato",),
    "united states": ("us", "usa", "u s", "united states of america"),
    "united kingdom": ("uk", "britain", "great britain"),
    "russia": ("russian federation",),
}
_FULL = {short: full for full, shorts in SHORT_NAMES.items() for short in shorts}
_UNTOLD = re.compile(rf"\b(?:{'|'.join(UNTOLD)})\b\.?", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w\s-]")

ANCHOR_REACH = 25
"""How many code points may lie between the anchors of one event."""


def points(spans: Iterable[Span | None]) -> frozenset[int]:
    """Return the code points that spans cover; absent spans cover none."""
    return frozenset(p for span in spans if span for p in range(span.start, span.end))


def overlap(wanted: frozenset[int], found: frozenset[int]) -> float:
    """Return the Jaccard index of two sets of code points, 0 when both are empty."""
    either = len(wanted | found)
    return len(wanted & found) / either if either else 0.0


def alike(wanted: Span | None, found: Span | None, least: float) -> bool:
    """Tell whether two spans overlap enough, or are both absent."""
    a, b = points([wanted]), points([found])
    return overlap(a, b) >= least or not (a or b)


def near(wanted: Span | None, found: Span | None) -> bool:
    """Tell whether two anchors overlap or stand within reach of each other."""
    if not wanted or not found:
        return False
    gap = max(wanted.start - found.end, found.start - wanted.end)
    return gap <= ANCHOR_REACH


def pairs(
    wanted: Sequence[Wanted],
    found: Sequence[Found],
    likeness: Callable[[Wanted, Found], float],
    least: float,
) -> dict[int, int]:
    """Return which of the wanted is which of the found, one to one, the likest first.

    Pairs that are less alike than `least` are left out; between equally alike ones the
    earlier stands first.
    """
    table = [
        (-likeness(want, have), i, k)
        for i, want in enumerate(wanted)
        for k, have in enumerate(found)
    ]
    matched: dict[int, int] = {}
    for unlike, i, k in sorted(table):
        if -unlike >= least and i not in matched and k not in matched.values():
            matched[i] = k
    return matched


@cache
def folded(name: str | None) -> str:
    """Return a name as it is compared: no case, accents, signs, articles or titles."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    bare = " ".join(_UNTOLD.sub(" ", _SIGNS.sub(" ", plain)).split())
    return _FULL.get(bare, bare)


def same_name(wanted: str | None, found: str | None) -> bool:
    """Tell whether two names are one: equal, or one of them the other's surname alone.

    An absent name is only the same as an absent one.
    """
    if not wanted or not found:
        return wanted == found
    a, b = folded(wanted).split(), folded(found).split()
    if a == b:
        return True
    return bool(a and b) and a[-1] == b[-1] and 1 in (len(a), len(b))
