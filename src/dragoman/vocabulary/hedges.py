"""The words that weaken an attribution or judge its content, from `data/hedges.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import participle, verb_forms


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words in lower case; `raising` in all forms, `passive` as participles."""

    adverbs: frozenset[str]
    adjectives: frozenset[str]
    raising: frozenset[str]
    passive: frozenset[str]
    modals: frozenset[str]
    doubting: frozenset[str]
    factive: frozenset[str]
    lacking: frozenset[str]


@cache
def hedges() -> Hedges:
    """Return the lists.

    Raises VocabularyError when the file lacks one or has one too many.
    """
    listed = {name: frozenset(words) for name, words in table("hedges.toml").items()}
    odd = {field.name for field in fields(Hedges)} ^ set(listed)
    if odd:
        raise VocabularyError(
            f"hedges.toml: lists missing or unknown: {', '.join(sorted(odd))}. "
            "Give each list that vocabulary/hedges.py names, and no other."
        )
    listed["raising"] = frozenset().union(*map(verb_forms, listed["raising"]))
    listed["passive"] = frozenset(map(participle, listed["passive"]))
    return Hedges(**listed)
