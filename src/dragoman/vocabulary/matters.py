"""How the words for a matter are brought to one key: classes of words that count as one.

Data: `data/matters.toml`. Forms are spelled out once; a word that no list knows is brought to
its stem by rule, so that `recognising` and `recognised` agree without a lemmatiser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import listed_forms

FILE = "matters.toml"
LISTS = ("class", "general", "around", "steps", "institutions", "pointers", "stop", "breaks")
MEMBERS = frozenset(
    {"nouns", "verbs", "plain", "relational", "absorbs", "beside", "texts", "acts", "with_others"}
)
LONGEST = 6

Weight = Literal["class", "steps", "around", "stop"]
PrepositionSort = Literal["target", "joint", "source"]


@dataclass(frozen=True, slots=True)
class Term:
    """What a word or phrase counts as: `name` is its class, empty for what adds nothing."""

    weight: Weight
    name: str = ""


@dataclass(frozen=True, slots=True)
class MatterWords:
    """The vocabulary of matters; all lookups take lower-cased words.

    `relational` classes lie between their parties, in whichever order. `absorbs` names the
    classes that add nothing beside another, `with_others` what a class counts as where other
    words say what it is about, `steps_beside` those beside which steps add nothing.
    `pointers` are stems: of them `texts` point to what is to be signed, and `acts` to nothing;
    `said` are the cues (base forms) of those by which something is said.
    `general` are the words of matters so wide that, between the same parties, a deal is part of
    them. `continued` is the state that goes on with the matters of one that is no more.
    """

    relational: frozenset[str]
    absorbs: Mapping[str, frozenset[str]]
    with_others: Mapping[str, str]
    steps_beside: frozenset[str]
    institutions: frozenset[str]
    pointers: frozenset[str]
    texts: frozenset[str]
    acts: frozenset[str]
    said: Mapping[str, frozenset[str]]
    breaks: frozenset[str]
    general: frozenset[str]
    prepositions: Mapping[str, PrepositionSort]
    weak: frozenset[str]
    continued: Mapping[str, str]
    _terms: Mapping[tuple[str, ...], Term] = field(repr=False)

    def term(self, words: tuple[str, ...]) -> Term | None:
        """Return what a word or phrase counts as, None when no list has it."""
        return self._terms.get(words)


def stem(word: str) -> str:
    """Return a word without its inflection: enough to tell that two forms are one word."""
    base = _singular(word)
    for ending in ("ing", "ed"):
        if base.endswith(ending) and len(base) > len(ending) + 3:
            base = base[: -len(ending)]
            if base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            break
    base = base.removesuffix("e")
    return base[:-1] + "s" if base.endswith("iz") else base.replace("ization", "isation")


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@cache
def matter_words() -> MatterWords:
    """Return the vocabulary of matters."""
    data = table(FILE)
    _check(data)
    classes: dict[str, dict[str, Any]] = data["class"]
    sorts: dict[str, PrepositionSort] = {"target": "target", "joint": "joint", "source": "source"}
    return MatterWords(
        relational=frozenset(name for name, one in classes.items() if one.get("relational")),
        absorbs={name: frozenset(one.get("absorbs", ())) for name, one in classes.items()},
        with_others={n: one["with_others"] for n, one in classes.items() if "with_others" in one},
        steps_beside=frozenset(data["steps"]["beside"]),
        institutions=frozenset(listed_forms(data["institutions"])),
        pointers=_stems(data, "plain", "nouns", "texts", "acts"),
        texts=_stems(data, "texts"),
        acts=_stems(data, "acts"),
        said={stem(noun): frozenset(cues) for noun, cues in data["said"].items()},
        breaks=frozenset(listed_forms(data["breaks"])),
        general=frozenset(data["general"]["plain"]),
        prepositions={
            word: sort for name, sort in sorts.items() for word in data["prepositions"][name]
        },
        weak=frozenset(data["prepositions"]["weak"]),
        continued=dict(data["continued"]),
        _terms=_terms(data),
    )


def _stems(data: dict[str, Any], *lists: str) -> frozenset[str]:
    return frozenset(stem(word) for name in lists for word in data["pointers"][name])


def _terms(data: dict[str, Any]) -> dict[tuple[str, ...], Term]:
    """Return phrase -> term; where two lists have a phrase, the weightier one keeps it."""
    terms: dict[tuple[str, ...], Term] = {}
    plain: tuple[Weight, ...] = ("stop", "around", "steps")
    for weight in plain:
        terms |= {tuple(form.split()): Term(weight) for form in listed_forms(data[weight])}
    for name, one in data["class"].items():
        for form in listed_forms(one):
            phrase = tuple(form.split())
            if terms.get(phrase, Term("stop")).weight == "class":
                raise VocabularyError(
                    f"{FILE}: {form!r} is in class {terms[phrase].name} and in class {name}. "
                    "Leave it in one of them."
                )
            terms[phrase] = Term("class", name)
    return terms


def _check(data: dict[str, Any]) -> None:
    missing = [name for name in (*LISTS, "prepositions", "said", "continued") if name not in data]
    if missing:
        raise VocabularyError(f"{FILE}: the table {missing[0]} is missing. Add it.")
    for name, one in (*data["class"].items(), *((n, data[n]) for n in LISTS[1:])):
        unknown = sorted(set(one) - MEMBERS)
        if unknown:
            raise VocabularyError(
                f"{FILE}, {name}: {unknown[0]!r} is unknown. Use {', '.join(sorted(MEMBERS))}."
            )
