"""The closed lists that attribution goes by beside the cue table, from `data/attribution.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import verb_forms


@dataclass(frozen=True, slots=True)
class Closed:
    """Words in lower case; verbs are given in all their forms, `fillers` as base forms."""

    copulas: frozenset[str]
    light: frozenset[str]
    owning: frozenset[str]
    lead_in: frozenset[str]
    fillers: frozenset[str]
    mute: frozenset[str]
    unreal: frozenset[str]
    hypothetical: frozenset[str]
    governed: frozenset[str]
    deictic: frozenset[str]
    relaying: frozenset[str]
    asked: frozenset[str]
    evidential: frozenset[str]
    empty: frozenset[str]
    clause_nouns: frozenset[str]
    leading: frozenset[str]
    views: frozenset[str]
    beholders: frozenset[str]
    thinkers: frozenset[str]
    promising: frozenset[str]
    labels: frozenset[str]
    letting: frozenset[str]
    answers: frozenset[str]
    parts: frozenset[str]
    some: frozenset[str]
    going: frozenset[str]


_INFLECTED = (
    "light",
    "owning",
    "lead_in",
    "relaying",
    "evidential",
    "promising",
    "letting",
    "going",
)


@cache
def closed() -> Closed:
    """Return the lists.

    Raises VocabularyError when the file lacks one or has one too many.
    """
    listed = table("attribution.toml")
    names = {field.name for field in fields(Closed)}
    if names != set(listed):
        odd = ", ".join(sorted(names ^ set(listed)))
        raise VocabularyError(f"attribution.toml: lists missing or unknown: {odd}.")
    made = {
        name: frozenset(
            form for word in words for form in (verb_forms(word) if name in _INFLECTED else (word,))
        )
        for name, words in listed.items()
    }
    return Closed(**made)
