"""The stems of English words after Porter (1980), by which PostgreSQL's index finds them.

SQLite's full-text index has the same algorithm built in: `talks`, `talking` and `talked` are
found by each other. As there, whatever is no vowel of English counts as a consonant.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

_SHORT, _LONG = 3, 64
"""Bytes of the shortest and of the longest word that is stemmed."""

# An ending, what stands in its place, and what the stem before it must measure.
_SECOND = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
    ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
    ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
    ("biliti", "ble"),
)  # fmt: skip
_THIRD = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_FOURTH = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


def stem(word: str) -> str:
    """Return the stem of a word in small letters."""
    if not _SHORT <= len(word.encode()) <= _LONG:
        return word
    word = _past(_plural(word))
    if word.endswith("y") and _vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _exchanged(_exchanged(word, _SECOND), _THIRD)
    return _last(_shortened(word))


def _plural(word: str) -> str:
    if len(word) > 3 and word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if len(word) > 3 and word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            base = word[: -len(ending)]
            return _completed(base) if _vowel(base) else word
    return word


def _completed(base: str) -> str:
    """Return what is left of a word without `ed` or `ing`, as the word was before it."""
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if _doubled(base) and base[-1] not in "lsz":
        return base[:-1]
    return base + "e" if _measure(base) == 1 and _closed(base) else base


def _exchanged(word: str, endings: Sequence[tuple[str, str]]) -> str:
    """Return a word with the longest of some endings exchanged."""
    for ending, other in sorted(endings, key=lambda pair: -len(pair[0])):
        if word.endswith(ending):
            base = word[: -len(ending)]
            return base + other if _measure(base) > 0 else word
    return word


def _shortened(word: str) -> str:
    for ending in sorted(_FOURTH, key=len, reverse=True):
        if word.endswith(ending):
            base = word[: -len(ending)]
            fits = _measure(base) > 1 and (ending != "ion" or base.endswith(("s", "t")))
            return base if fits else word
    return word


def _last(word: str) -> str:
    if word.endswith("e"):
        base = word[:-1]
        measure = _measure(base)
        if measure > 1 or (measure == 1 and not _closed(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _consonants(word: str) -> list[bool]:
    """Return which letters are consonants; `y` is one at the start and after a vowel."""
    found: list[bool] = []
    for letter in word:
        found.append(letter not in "aeiou" and (letter != "y" or not found or not found[-1]))
    return found


def _measure(base: str) -> int:
    """Return how often a vowel is followed by a consonant."""
    kinds = _consonants(base)
    return sum(one is False and two for one, two in itertools.pairwise(kinds))


def _vowel(base: str) -> bool:
    return not all(_consonants(base))


def _doubled(base: str) -> bool:
    return len(base) > 1 and base[-1] == base[-2] and base[-1] not in "aeiou"


def _closed(base: str) -> bool:
    """Return whether a base ends in consonant, vowel, consonant other than w, x and y."""
    kinds = _consonants(base)
    return kinds[-3:] == [True, False, True] and base[-1] not in "wxy"
