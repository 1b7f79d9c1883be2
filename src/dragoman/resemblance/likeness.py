"""Whether two texts are one story: how much of their words they share, and whose names.

The share is of pairs of telling words: resemblance is what both have of all that either has,
containment what both have of the shorter one's. A cut copy resembles its original little and
is contained in it. Where most numbers or most names differ, it is another report in the same
form: another day's briefing, another ambassador's reception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.resemblance.prints import MARKS, PLACES, Fingerprint

Floats: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]
Counts: TypeAlias = NDArray[np.int64]
Rows: TypeAlias = NDArray[np.uint16]
Marks: TypeAlias = Sequence[Rows]
"""The numbers and the names of texts, a row each."""

RESEMBLING = 0.28
"""From this resemblance on, two texts are alike."""
RESEMBLING_MUCH = 0.5
"""From this resemblance on, texts without names and numbers are alike."""
CONTAINED, LEAST = 0.7, 0.12
"""From this containment on too, where the resemblance is measurable at all."""
SAME_IN_CUT, TELLING = 0.8, 4
"""What a text that is only contained in another must have of its names and numbers in common
with it, and how many of them it must have at all."""
SAME, FEW = 0.5, 3
"""The share of the names, and of the numbers, of the text with fewer of them that the other must
have, unless they are fewer than so many."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, from 0 to 1, estimated from their signatures."""

    resemblance: float
    containment: float


def likenesses(one: Fingerprint, others: Sequence[Fingerprint]) -> list[Likeness | None]:
    """Return how alike a text is to each other text, None where they are no one story's."""
    if not one.size or not others:
        return [None] * len(others)
    signatures = np.stack([_signature(other) for other in others])
    resemblance = resemblances(_signature(one)[None, :], signatures)
    sizes = np.array([other.size for other in others])
    contained = containments(resemblance, np.full(len(others), one.size), sizes)
    alike = are_near(resemblance, contained) & have_same(
        (_marks([one.numbers]), _marks([one.names])),
        (_marks([other.numbers for other in others]), _marks([other.names for other in others])),
        resemblance,
    )
    return [
        Likeness(round(float(resemblance[n]), 3), round(float(contained[n]), 3))
        if alike[n]
        else None
        for n in range(len(others))
    ]


def signatures_alike(one: bytes, other: bytes) -> float:
    """Return how much two texts resemble each other by their signatures."""
    first, second = (np.frombuffer(each, dtype="<u2")[None, :] for each in (one, other))
    return round(float(resemblances(first, second)[0]), 2)


def resemblances(one: Rows, other: Rows) -> Floats:
    """Return the estimated resemblance of signatures, row by row."""
    return np.asarray((one == other).mean(axis=1), dtype=np.float64)


def containments(resemblance: Floats, one: NDArray[Any], other: NDArray[Any]) -> Floats:
    """Return what share of the smaller text is in the larger, from resemblance and sizes."""
    shared = resemblance / (1 + resemblance) * (one.astype(np.float64) + other)
    contained: Floats = np.minimum(1.0, shared / np.maximum(1, np.minimum(one, other)))
    return contained


def are_near(resemblance: Floats, containment: Floats) -> Truths:
    """Return which pairs share so many words that they may be one story's."""
    near: Truths = resemblance >= RESEMBLING
    return near | ((containment >= CONTAINED) & (resemblance >= LEAST))


def have_same(one: Marks, other: Marks, resemblance: Floats) -> Truths:
    """Return which pairs of texts, given by their numbers and names, have mostly the same ones.

    Numbers must be the same, and names, and both together: a short text has few of either. One
    that has few may be the form alone, which every report contains: that it is contained in
    another tells nothing, and where it has none it must be much the same text.
    """
    (numbers, of_numbers), (names, of_names) = map(_common, one, other)
    same: Truths = _mostly(numbers, of_numbers) & _mostly(names, of_names)
    both, of = numbers + names, of_numbers + of_names
    # What is only contained must hold as a cut copy does: with nearly all its names and numbers.
    cut = (resemblance < RESEMBLING) & ((of < TELLING) | (both < SAME_IN_CUT * of))
    bare = (of == 0) & (resemblance < RESEMBLING_MUCH)
    same &= (both >= SAME * of) & ~cut & ~bare
    return same


def _common(one: Rows, other: Rows) -> tuple[Counts, Counts]:
    """Return how many values rows have in common, and how many the row with fewer has."""
    common = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] > 0)).any(axis=2)
    fewer = np.minimum((one > 0).sum(axis=1), (other > 0).sum(axis=1))
    return common.sum(axis=1), np.broadcast_to(fewer, len(common))


def _mostly(common: Counts, of: Counts) -> Truths:
    return (of < FEW) | (common >= SAME * of)


def _signature(one: Fingerprint) -> Rows:
    if not one.size:
        return np.zeros(PLACES, dtype=np.uint16)
    return np.frombuffer(one.signature, dtype="<u2")


def _marks(texts: Sequence[bytes]) -> Rows:
    rows = np.zeros((len(texts), MARKS), dtype=np.uint16)
    for n, text in enumerate(texts):
        kept = np.frombuffer(text, dtype="<u2")
        rows[n, : len(kept)] = kept
    return rows
