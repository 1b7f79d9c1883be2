"""What the network is told of each word beside its pieces: form, syntax, quotation marks, rules.

Training and reading share this module, so that a model is always asked in the terms in which it
was taught. Identifiers of tags and dependencies come from the model's own inventory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

UPPER, TITLE, LOWER, DIGITS, QUOTE, MARK, MIXED = range(1, 8)
"""Forms of a word; 0 is for no word."""

OUTSIDE, IN_CONTENT, IN_SOURCE, IN_CUE = range(4)
"""What the rules say of a word, over all of their attributions."""

NO_RULE, RULE_NOTHING, RULE_CONTENT, RULE_SOURCE, RULE_CUE = range(5)
"""What the rule that knows a cue says of a word; NO_RULE when no rule knows the cue."""

QUOTES = frozenset("\"“”„«»`'") | {"``", "''"}
NEAR = 10
"""Distances up to this many words are told apart one by one, longer ones by their logarithm."""

FARTHEST = 31
DISTANCES = 2 * FARTHEST + 2

_REACH = 256
"""Words of the longest window for which the distances are worked out once and kept."""

STEPS = 3
"""A way of more steps up the tree counts as one of so many."""

BEFORE, LONG_BEFORE, AFTER, LONG_AFTER, ITSELF, PARENT, ANCESTOR, FIRST_BRANCH = range(1, 9)
"""Ways from a cue to a word: sentences apart, on the path to the root, or down some branch."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The fine tags and dependency labels that a model knows, in the order of their ids."""

    tags: tuple[str, ...]
    dependencies: tuple[str, ...]

    def tag_ids(self, tags: Sequence[str]) -> list[int]:
        """Return the ids of tags, 0 for one that the model does not know."""
        known = _ids(self.tags)
        return [known.get(tag, 0) for tag in tags]

    def dependency_ids(self, labels: Sequence[str]) -> list[int]:
        """Return the ids of dependency labels, 0 for one that the model does not know."""
        known = _ids(self.dependencies)
        return [known.get(label, 0) for label in labels]

    @property
    def ways(self) -> int:
        """Return how many ways from a cue to a word are told apart."""
        return FIRST_BRANCH + (STEPS + 1) * (len(self.dependencies) + 1)


@lru_cache(8)
def _ids(names: tuple[str, ...]) -> dict[str, int]:
    return {name: i + 1 for i, name in enumerate(names)}


@lru_cache(10_000)
def form(word: str) -> int:
    """Return the form of a word, as its letters and marks show it."""
    if word.isupper() and len(word) > 1:
        return UPPER
    if word[:1].isupper():
        return TITLE
    if word.islower():
        return LOWER
    if word.isdigit():
        return DIGITS
    if word in QUOTES:
        return QUOTE
    return MIXED if word[:1].isalnum() else MARK


def distances(length: int, cue: int) -> Ids:
    """Return how far each of `length` words stands from a cue, in classes from 0 to 62."""
    if length > _REACH:
        return _around(length)[length - cue : 2 * length - cue]
    return _around(_REACH)[_REACH - cue : _REACH - cue + length]


@lru_cache(2)
def _around(reach: int) -> Ids:
    """Return the classes of the words around a cue, so many before it and behind it."""
    apart = np.arange(-reach, reach + 1)
    size = np.abs(apart)
    logarithm = NEAR + np.floor(4 * np.log2(np.maximum(size, 1) / NEAR))
    classes = np.where(size <= NEAR, size, np.minimum(logarithm, FARTHEST))
    return (np.sign(apart) * classes + FARTHEST).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Tree:
    """The dependency trees of a window's words: heads, labels and what each word governs.

    `heads` are places in the window, a root's being its own; `edges` are the first and last
    word of each word's subtree; `sentences` number the sentences from 0.
    """

    heads: tuple[int, ...]
    labels: tuple[int, ...]
    sentences: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]


def tree(heads: Sequence[int], labels: Sequence[int], sentences: Sequence[int]) -> Tree:
    """Return the trees of a window whose words have these heads, labels and sentences."""
    children: list[list[int]] = [[] for _ in heads]
    low, high = list(range(len(heads))), list(range(len(heads)))
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
        place, above = word, head
        while above != place:
            place, above = above, heads[above]
            if word < low[place]:
                low[place] = word
            elif word > high[place]:
                high[place] = word
    return Tree(
        tuple(heads),
        tuple(labels),
        tuple(sentences),
        tuple(tuple(c) for c in children),
        tuple(zip(low, high, strict=True)),
    )


def ways(tree: Tree, cue: int, labels: int) -> Ids:
    """Return the way from a cue to each word of its window, as ids below `Inventory.ways`.

    `labels` is how many dependency labels the model knows. A word below the cue, or below one
    of the words above the cue, has the label of the branch on which it hangs and the number of
    steps up to where that branch begins.
    """
    own = tree.sentences[cue]
    apart = {n: _apart(n - own) for n in range(tree.sentences[-1] + 1)}
    found = [apart[n] for n in tree.sentences]
    above = [cue]
    while tree.heads[above[-1]] != above[-1]:
        above.append(tree.heads[above[-1]])
    # What is nearer to the cue has the last word, and of branches that cross, the first.
    for steps, place in reversed(list(enumerate(above))):
        found[place] = ITSELF + min(steps, 2)
        first = FIRST_BRANCH + min(steps, STEPS) * (labels + 1)
        for child in reversed(tree.children[place]):
            low, high = tree.edges[child]
            found[low : high + 1] = [first + tree.labels[child]] * (high + 1 - low)
    found[cue] = ITSELF
    return np.asarray(found, dtype=np.int64)


def _apart(sentences: int) -> int:
    """Return the way to a word so many sentences after the cue's, before it if below 0."""
    if sentences < 0:
        return BEFORE if sentences == -1 else LONG_BEFORE
    if sentences > 0:
        return AFTER if sentences == 1 else LONG_AFTER
    return 0


def anchor(words: Sequence[int], heads: Sequence[int]) -> int:
    """Return the word of a cue that governs the others: the one whose head is no part of it."""
    own = set(words)
    return next((w for w in words if heads[w] == w or heads[w] not in own), words[0])
