"""Expressions of a verb, its object and a preposition that attribute a stance.

The table is `data/idioms.toml`: `throw its weight behind` is found wherever `weight` is the object
of a form of `throw` and `behind` follows, whatever stands between.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.cues import KINDS
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import verb_forms

FILE = "idioms.toml"


@dataclass(frozen=True, slots=True)
class Idiom:
    """One expression: its usual wording, its kind of cue, its verb's forms, its preposition."""

    lemma: str
    kind: str
    verbs: frozenset[str]
    preposition: str


@cache
def idioms() -> dict[str, tuple[Idiom, ...]]:
    """Return the expressions by the noun that is their object.

    Raises VocabularyError for an unknown kind, and for an expression of fewer than three words.
    """
    found: dict[str, list[Idiom]] = {}
    for kind, lemmas in table(FILE).items():
        if kind not in KINDS:
            raise VocabularyError(f"{FILE}: unknown kind {kind!r}. Use one of {', '.join(KINDS)}.")
        for lemma in lemmas:
            words = lemma.split(" ")
            if len(words) < 3:
                raise VocabularyError(f"{FILE}: {lemma!r} is no verb, object and preposition.")
            verb, noun, preposition = words[0], words[-2], words[-1]
            one = Idiom(lemma, kind, verb_forms(verb), preposition)
            found.setdefault(noun, []).append(one)
    return {noun: tuple(listed) for noun, listed in found.items()}


@cache
def idiom_kinds() -> dict[str, str]:
    """Return the kind of each expression by its usual wording."""
    return {one.lemma: one.kind for listed in idioms().values() for one in listed}
