"""The words by which speakers give grounds for what they want, and by which they blame somebody.

Data: `data/grounds.toml`, spelled out to lower-cased surface forms; phrases are found by their
first word, so that most of a text is never looked at twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, verb_forms
from dragoman.vocabulary.phrases import Phrases

FILE = "grounds.toml"

GroundSort = Literal["noun", "clause", "told", "causal", "over", "therefore", "so", "named"]
"""How the ground stands to its cue: a noun phrase or clause behind it, or what came before."""


@dataclass(frozen=True, slots=True)
class BlameWords:
    """The words of blame: whose object, whose subject, or who behind a preposition is blamed."""

    verbs: frozenset[str]
    scolding: frozenset[str]
    scolding_for: frozenset[str]
    holding: frozenset[str]
    held: frozenset[str]
    putting: frozenset[str]
    nouns: frozenset[str]
    on: frozenset[str]
    predicates: frozenset[str]
    bearing: frozenset[str]
    deeds: frozenset[str]
    duties: frozenset[str]
    refusing: frozenset[str]
    nobody: frozenset[str]
    harm: frozenset[str]


@dataclass(frozen=True, slots=True)
class GroundWords:
    """The vocabulary of grounds; all lookups take lower-cased words."""

    cues: Phrases[GroundSort]
    out_of: frozenset[str]
    chances: frozenset[str]
    sources: frozenset[str]
    over_nouns: frozenset[str]
    over_verbs: frozenset[str]
    not_over: frozenset[str]
    saying: frozenset[str]
    named: frozenset[str]
    empty: frozenset[str]
    negated: frozenset[str]
    blame: BlameWords


@cache
def ground_words() -> GroundWords:
    """Return the vocabulary of grounds and blame."""
    data = table(FILE)
    listed: Mapping[GroundSort, list[str]] = {
        "noun": data["noun"]["plain"],
        "clause": data["clause"]["plain"],
        "told": data["clause"]["told"],
        "causal": data["clause"]["causal"],
        "over": ["over"],
        "therefore": data["therefore"]["plain"],
        "so": data["therefore"]["so"],
        "named": data["named"]["before"],
    }
    blame = data["blame"]
    verbs = ("verbs", "scolding", "holding", "putting", "bearing", "refusing")
    return GroundWords(
        cues=Phrases((words, sort) for sort, every in listed.items() for words in every),
        out_of=frozenset(data["noun"]["out_of"]),
        chances=frozenset(data["noun"]["chances"]),
        sources=frozenset(data["noun"]["sources"]),
        over_nouns=frozenset(data["over"]["nouns"]),
        over_verbs=_first_words(data["over"]["verbs"]),
        not_over=frozenset(data["over"]["not_behind"]),
        saying=_first_words(data["saying"]["verbs"]),
        named=frozenset(data["named"]["nouns"]),
        empty=frozenset(data["named"]["empty"]),
        negated=frozenset(data["negated"]["plain"]),
        blame=BlameWords(
            **{
                name: all_verb_forms(words) if name in verbs else frozenset(words)
                for name, words in blame.items()
            }
        ),
    )


def _first_words(verbs: list[str]) -> frozenset[str]:
    """Return the forms of verbs without their particles."""
    return frozenset(form for verb in verbs for form in verb_forms(verb.split()[0]))
