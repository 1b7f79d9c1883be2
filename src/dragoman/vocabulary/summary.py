"""The words that a sentence may lose in a summary, and those that tie it to another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "summary.toml"

_HEAD = 60
"""Code points at the head of a sentence in which the words stand that open it."""

_OPENING_MARKS = re.compile(r"^[\s“\"«„'’—–-]*")


class Phrases:
    """Phrases that are found in a text as whole words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = "|".join(map(re.escape, phrases))
        self._found = re.compile(rf"\b(?:{listed})\b")

    def stand_in(self, lower: str) -> bool:
        """Tell whether one of them stands in a lower-cased text."""
        return self._found.search(lower) is not None


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """Lower-cased words and phrases; `connectives` and `dependent` the longest first.

    `bound` has for a connective the words before which it is none: `so far`.
    """

    connectives: tuple[str, ...]
    bare: frozenset[str]
    bound: dict[str, frozenset[str]]
    adverbs: frozenset[str]
    pointing: frozenset[str]
    leaning: frozenset[str]
    indefinite: frozenset[str]
    collectives: frozenset[str]
    dependent: tuple[str, ...]
    clausal: frozenset[str]
    retractions: tuple[str, ...]
    novelties: Phrases
    acts: Phrases
    bare_stances: Phrases
    next_steps: Phrases
    empty: Phrases
    negations: frozenset[str]
    hedges: frozenset[str]
    conditional: frozenset[str]

    def opens_dependent(self, text: str) -> str | None:
        """Return the words that open a text and make it hang on the sentence before it."""
        lower = _OPENING_MARKS.sub("", text[:_HEAD]).lower()
        if not lower.startswith(self.dependent):
            return None
        for words in self.dependent:
            if lower.startswith(words) and not lower[len(words) : len(words) + 1].isalpha():
                return words
        return None


@cache
def summary_words() -> SummaryWords:
    """Return the words that summaries drop, avoid or keep together.

    Raises VocabularyError when a list is missing.
    """
    data = table(FILE)
    missing = [name for name in SummaryWords.__slots__ if name not in data]
    if missing:
        raise VocabularyError(f"{FILE}: no list {', '.join(missing)}. Add it.")
    return SummaryWords(
        connectives=_longest_first(data["connectives"]),
        bare=frozenset(data["bare"]),
        bound={word: frozenset(words) for word, words in data["bound"].items()},
        adverbs=frozenset(data["adverbs"]),
        pointing=frozenset(data["pointing"]),
        leaning=frozenset(data["leaning"]),
        indefinite=frozenset(data["indefinite"]),
        collectives=frozenset(data["collectives"]),
        dependent=_longest_first(data["dependent"]),
        clausal=frozenset(data["clausal"]),
        retractions=tuple(data["retractions"]),
        novelties=Phrases(data["novelties"]),
        acts=Phrases(data["acts"]),
        bare_stances=Phrases(data["bare_stances"]),
        next_steps=Phrases(data["next_steps"]),
        empty=Phrases(data["empty"]),
        negations=frozenset(data["negations"]),
        hedges=frozenset(data["hedges"]),
        conditional=frozenset(data["conditional"]),
    )


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda w: (-len(w), w)))
