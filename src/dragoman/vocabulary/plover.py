"""The acts that are events: verbs and nouns with PLOVER's types and the frames they need.

Data: `data/plover.tsv` (the acts) and `data/plover.toml` (classes of nouns that frames ask
for). Types are those of the Political Language Ontology for Verifiable Event Records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.records import EVENT_TYPES, EventType
from dragoman.vocabulary.files import rows, table, values
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers, plural, verb_forms

FILE = "plover.tsv"
CLASSES = "plover.toml"
Part = Literal["verb", "noun"]
PARTS: tuple[Part, ...] = get_args(Part)
_WORDS = ("party", "any", "none", "verb")


@dataclass(frozen=True, slots=True)
class Act:
    """One verb or noun that names an event, and what must stand beside it.

    `rest` is what follows the first word (a particle, a preposition, the rest of a compound);
    `object`, `subject` and the second half of each pair in `beside` hold `party`, `any`,
    `none`, `verb` or the name of a class with `@`; `target` names places, best first.
    """

    type: EventType
    part: Part
    lemma: str
    rest: tuple[str, ...]
    object: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]
    subject: tuple[str, ...]
    target: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Plover:
    """All acts by the lower-cased form of their first word, longer ones first.

    A noun of several words stands under its last word, which the others precede.
    """

    verbs: dict[str, tuple[Act, ...]]
    nouns: dict[str, tuple[Act, ...]]
    classes: dict[str, frozenset[str]]
    carriers: frozenset[str]
    answers: dict[str, frozenset[EventType]]
    not_after: frozenset[str]
    amounts: frozenset[str]
    political: frozenset[str]
    settings: frozenset[str]
    papers: frozenset[str]
    lasting: frozenset[str]
    stopping: frozenset[str]
    ending: frozenset[str]
    leaving: frozenset[str]


@cache
def plover() -> Plover:
    """Return the acts that are events.

    Raises VocabularyError when a row names an unknown type, part, class or weight.
    """
    lists = table(CLASSES)
    classes = {name: both_numbers(words) for name, words in lists["classes"].items()}
    acts = [act for row in rows(FILE) for act in _acts(row, classes)]
    return Plover(
        verbs=_by_form(act for act in acts if act.part == "verb"),
        nouns=_by_form(act for act in acts if act.part == "noun"),
        classes=classes,
        carriers=all_verb_forms(lists["carriers"]["begin"]),
        answers={
            form: frozenset(t for t in EVENT_TYPES if t in types)
            for noun, types in lists["answers"].items()
            for form in (noun, plural(noun))
        },
        not_after=frozenset(lists["not_after"]["words"]),
        amounts=both_numbers(lists["amounts"]["words"]),
        political=frozenset(lists["political"]["words"]),
        settings=both_numbers(lists["backdrop"]["settings"]),
        papers=frozenset(lists["backdrop"]["papers"]),
        lasting=both_numbers(lists["backdrop"]["lasting"]),
        **{
            name: all_verb_forms(lists["backdrop"][name])
            for name in ("stopping", "ending", "leaving")
        },
    )


def _by_form(acts: Iterable[Act]) -> dict[str, tuple[Act, ...]]:
    found: dict[str, list[Act]] = {}
    for act in acts:
        forms = verb_forms(act.lemma) if act.part == "verb" else {act.lemma, plural(act.lemma)}
        for form in sorted(forms):
            found.setdefault(form, []).append(act)
    return {
        form: tuple(sorted(listed, key=lambda act: -len(act.rest)))
        for form, listed in found.items()
    }


def _acts(row: dict[str, str], classes: dict[str, frozenset[str]]) -> list[Act]:
    kind = next((t for t in EVENT_TYPES if t == row["type"]), None)
    part = next((p for p in PARTS if p == row["part"]), None)
    beside = tuple(_pair(row, pair) for pair in values(row["beside"]))
    asked = [*values(row["object"]), *values(row["subject"]), *(what for _, what in beside)]
    odd = [a for a in asked if a not in _WORDS and a.removeprefix("@") not in classes]
    if kind is None or part is None or odd or not row["weight"]:
        raise VocabularyError(
            f"{FILE}, {row['words']!r}: type {row['type']!r}, part {row['part']!r}, weight "
            f"{row['weight']!r} or classes {odd} are unknown. See the file's header."
        )
    acts: list[Act] = []
    for words in values(row["words"]):
        first, *rest = words.split(" ")
        if part == "noun":
            *rest, first = words.split(" ")
        acts.append(
            Act(
                type=kind,
                part=part,
                lemma=first,
                rest=tuple(rest),
                object=values(row["object"]),
                beside=beside,
                subject=values(row["subject"]),
                target=tuple(row["target"].split()),
                weight=float(row["weight"]),
            )
        )
    return acts


def _pair(row: dict[str, str], pair: str) -> tuple[str, str]:
    preposition, _, what = pair.partition(" ")
    if not what:
        raise VocabularyError(f"{FILE}, {row['words']!r}: beside {pair!r} needs two words.")
    return preposition, what
