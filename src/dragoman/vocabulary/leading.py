"""The words that stand around the word that carries a cue, from `data/cue_phrases.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, verb_forms

_LINKS = ("to", "as", "ing", "by", "and")


@dataclass(frozen=True, slots=True)
class Leading:
    """Words in lower case, verbs in all their forms (`passive` as base forms).

    `carriers` holds, for each form of a verb that leads up to another, what may stand between.
    """

    negatives: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    light: frozenset[str]
    be: frozenset[str]
    adverbs: frozenset[str]
    refusing: frozenset[str]
    passive: frozenset[str]
    carriers: dict[str, frozenset[str]]


@cache
def leading() -> Leading:
    """Return the lists.

    Raises VocabularyError when the file lacks one or has one too many.
    """
    lists = table("cue_phrases.toml")
    odd = {field.name for field in fields(Leading)} ^ set(lists)
    odd |= set(lists.get("carriers", ())) - set(_LINKS)
    if odd:
        raise VocabularyError(
            f"cue_phrases.toml: lists missing or unknown: {', '.join(sorted(odd))}. "
            "Give each list that vocabulary/leading.py names, and no other."
        )
    return Leading(
        negatives=frozenset(lists["negatives"]),
        determiners=frozenset(lists["determiners"]),
        auxiliaries=all_verb_forms(lists["auxiliaries"]) | {"'d", "’d", "'ve", "’ve", "'ll", "’ll"},
        light=all_verb_forms(lists["light"]),
        be=frozenset(lists["be"]),
        adverbs=frozenset(lists["adverbs"]),
        refusing=all_verb_forms(lists["refusing"]),
        passive=frozenset(lists["passive"]),
        carriers=_carriers(lists["carriers"]),
    )


def _carriers(lists: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return the links by which each form of a carrier leads on."""
    links: dict[str, set[str]] = {}
    for link, verbs in lists.items():
        for verb in verbs:
            for form in verb_forms(verb):
                links.setdefault(form, set()).add(link)
    return {form: frozenset(found) for form, found in links.items()}
