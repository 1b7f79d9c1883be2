"""The words that tell a fact from a plan, a wish, a condition or a denial.

The lists are data (`factuality.toml`); verbs and nouns are spelled out to surface forms once,
so that the reading looks a token up by its lower-cased text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import plural, verb_forms


@dataclass(frozen=True, slots=True)
class Factuality:
    """Lower-cased surface forms by what they do to the act beside them."""

    negators: frozenset[str]
    conditional: frozenset[str]
    conditioning: frozenset[str]
    denying_verbs: frozenset[str]
    future_modals: frozenset[str]
    reported_future_modals: frozenset[str]
    irrealis_modals: frozenset[str]
    planning_verbs: frozenset[str]
    ordering_verbs: frozenset[str]
    scheduling: frozenset[str]
    planned_words: frozenset[str]
    said_words: frozenset[str]
    planning_nouns: frozenset[str]
    realising_verbs: frozenset[str]
    evidential_verbs: frozenset[str]
    irrealis_verbs: frozenset[str]
    irrealis_nouns: frozenset[str]
    irrealis_adjectives: frozenset[str]


@cache
def factuality() -> Factuality:
    """Return the vocabulary of fact, plan and supposition.

    Raises VocabularyError when `factuality.toml` lacks a list or holds one unknown.
    """
    data = table("factuality.toml")
    names = [field.name for field in fields(Factuality)]
    if sorted(data) != sorted(names):
        odd = ", ".join(sorted(set(data) ^ set(names)))
        raise VocabularyError(f"factuality.toml: lists missing or unknown: {odd}. Name each once.")
    return Factuality(**{name: _spelled_out(name, data[name]) for name in names})


def _spelled_out(name: str, words: list[str]) -> frozenset[str]:
    forms: set[str] = set()
    for word in words:
        forms.add(word)
        if name.endswith("_verbs"):
            forms |= verb_forms(word)
        elif name.endswith("_nouns"):
            forms.add(plural(word))
    return frozenset(forms)
