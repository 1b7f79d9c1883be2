"""The words that a sentence may lose in a summary, and those that point outside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "summary.toml"


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """Lower-cased words and phrases; `connectives` the longest first."""

    connectives: tuple[str, ...]
    adverbs: frozenset[str]
    pointing: frozenset[str]
    indefinite: frozenset[str]


@cache
def summary_words() -> SummaryWords:
    """Return the words that summaries drop or avoid.

    Raises VocabularyError when a list is missing.
    """
    data = table(FILE)
    names = ("connectives", "adverbs", "pointing", "indefinite")
    missing = [name for name in names if name not in data]
    if missing:
        raise VocabularyError(f"{FILE}: no list {', '.join(missing)}. Add it.")
    return SummaryWords(
        connectives=tuple(sorted(data["connectives"], key=lambda w: (-len(w), w))),
        adverbs=frozenset(data["adverbs"]),
        pointing=frozenset(data["pointing"]),
        indefinite=frozenset(data["indefinite"]),
    )
