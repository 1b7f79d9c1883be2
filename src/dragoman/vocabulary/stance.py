"""The words that carry a stance, by class, with what each class tells of its speaker.

The tables are `data/stance.toml` and `data/stance_phrases.toml`; their heads say what the fields
of a class mean. Lookups go by lower-cased surface forms, since the pipeline runs without a
lemmatiser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.records import STANCES, Stance
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers, plural, verb_forms
from dragoman.vocabulary.patterns import Patterns, Slots, wordings
from dragoman.vocabulary.phrases import Phrases

FILE = "stance.toml"
PHRASES = "stance_phrases.toml"
Complement = Literal["act", "clause", "matter", "deal", "thing"]
COMPLEMENTS: tuple[Complement, ...] = get_args(Complement)
SCOPES = ("never", "now", "soon", "later")
"""The scopes that have a name; others are given in the article's own words."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """One class of stance words; the fields are those of `stance.toml`."""

    name: str
    stance: Stance | None
    negated: Stance | None
    takes: frozenset[Complement]
    turns: bool
    asks: bool
    slight: bool
    judges: bool = False
    anyone: bool = False


Classes = Phrases[WordClass]


@dataclass(frozen=True, slots=True)
class StanceWords:
    """All stance words of one language.

    `verbs` are found by any inflected form, `nouns` in both numbers. The plain sets hold
    single lower-cased words.
    """

    verbs: Classes
    adjectives: Classes
    nouns: Classes
    judgements: Classes
    phrases: Patterns[WordClass]
    harms: Phrases[bool]
    benefits: Phrases[bool]
    casualties: frozenset[str]
    requiring: Phrases[bool]
    connectives: Phrases[str]
    scopes: Phrases[str]
    handing_on: frozenset[str]
    raise_negation: frozenset[str]
    having: frozenset[str]
    views: frozenset[str]
    calling: frozenset[str]
    no_act: frozenset[str]
    no_act_negated: frozenset[str]
    observers: frozenset[str]
    between: frozenset[str]
    blame: frozenset[str]
    absence: frozenset[str]
    threats: frozenset[str]
    own_side: frozenset[str]
    bodies: frozenset[str]
    counting: frozenset[str]
    former: frozenset[str]
    persons: frozenset[str]
    others: frozenset[str]
    general: frozenset[str]
    idle: frozenset[str]
    speaking: frozenset[str]
    softening: frozenset[str]
    denying: frozenset[str]
    dismissing: frozenset[str]
    told: frozenset[str]
    untrue: frozenset[str]
    true: frozenset[str]
    hollow: frozenset[str]
    deeds: frozenset[str]
    lone_deeds: frozenset[str]
    setting_about: frozenset[str]
    forces: frozenset[str]
    letting_go: Phrases[bool]
    barring: frozenset[str]
    favours: frozenset[str]
    asked_that: frozenset[str]
    failing: Phrases[bool]
    standing: frozenset[str]
    moving: frozenset[str]
    settled: frozenset[str]
    weighing: frozenset[str]
    serving: frozenset[str]
    projects: frozenset[str]
    abroad: frozenset[str]
    questions: Patterns[Stance]
    answers: Patterns[Stance]
    openers: Patterns[Stance]
    contrasts: Patterns[Stance]
    times: frozenset[str]
    coming: frozenset[str]
    ripe: frozenset[str]
    ending: frozenset[str]
    wasting: Phrases[bool]
    beginnings: Phrases[bool]
    sequels: Phrases[bool]
    passing: frozenset[str]
    carrying: frozenset[str]
    doubting: frozenset[str]
    unfailing: frozenset[str]
    permitting: frozenset[str]
    asking: frozenset[str]
    convinced: frozenset[str]
    evident: frozenset[str]
    wishing: frozenset[str]
    wished: frozenset[str]


@cache
def stance_words() -> StanceWords:
    """Return the stance vocabulary.

    Raises VocabularyError when a class names an unknown stance or complement.
    """
    data, expressions = table(FILE), table(PHRASES)

    def spelled(pattern: str) -> Iterable[str]:
        return wordings(pattern, expressions["slots"])

    connectives, scope, handing = data["connectives"], data["scope"], data["handing_on"]
    denial, beneath = data["denial"], data["beneath"]
    return StanceWords(
        verbs=_classes(data["verbs"], verb_forms),
        adjectives=_classes(data["adjectives"], spelled),
        nouns=_classes(data["nouns"], _numbers),
        judgements=_classes(data["judgements"], spelled),
        phrases=Patterns(
            (
                (_told(pattern, expressions["told"]), kind)
                for pattern, kind in _listed_classes(expressions["phrases"], _as_is)
            ),
            expressions["slots"],
        ),
        harms=_listed(data["harms"]["words"]),
        benefits=_listed(data["benefits"]["words"]),
        casualties=all_verb_forms(data["harms"]["casualties"]),
        requiring=_listed(data["requiring"]["words"]),
        connectives=Phrases((w, kind) for kind in connectives for w in connectives[kind]),
        scopes=Phrases(_scopes(scope)),
        handing_on=all_verb_forms(handing["say"]),
        raise_negation=all_verb_forms(handing["raise_negation"]),
        views=both_numbers(handing["views"]),
        having=all_verb_forms(handing["have"]),
        calling=all_verb_forms(data["calling"]["words"]),
        no_act=all_verb_forms(data["no_act"]["words"]),
        no_act_negated=all_verb_forms(data["no_act"]["unless_negated"]),
        observers=both_numbers(data["observers"]["words"]),
        between=both_numbers(data["observers"]["between"]),
        blame=both_numbers(data["blame"]["words"]),
        absence=both_numbers(data["absence"]["words"]),
        threats=all_verb_forms(data["threats"]["words"]),
        persons=both_numbers(data["persons"]["words"]) | both_numbers(data["observers"]["words"]),
        others=both_numbers(data["others"]["words"]),
        own_side=both_numbers(data["own_side"]["words"]),
        bodies=frozenset(data["own_side"]["bodies"]),
        counting=frozenset(data["counting"]["words"]),
        former=frozenset(data["former"]["words"]),
        general=frozenset(data["general"]["words"]),
        idle=frozenset(data["idle"]["words"]),
        speaking=all_verb_forms(data["speaking"]["words"]),
        softening=frozenset(data["softening"]["words"]),
        denying=all_verb_forms(denial["denying"]),
        dismissing=all_verb_forms(denial["dismissing"]),
        told=both_numbers(denial["told"]),
        untrue=frozenset(denial["untrue"]),
        true=frozenset(denial["true"]),
        deeds=all_verb_forms([*data["deeds"]["words"], *data["deeds"]["alone"]]),
        lone_deeds=all_verb_forms(data["deeds"]["alone"]),
        forces=both_numbers(data["deeds"]["forces"]),
        setting_about=all_verb_forms(data["deeds"]["setting_about"]),
        barring=both_numbers(data["letting_go"]["barring"]),
        favours=both_numbers(data["letting_go"]["favours"]),
        asked_that=all_verb_forms(beneath["asked_that"]),
        letting_go=_listed(data["letting_go"]["words"]),
        failing=_listed(data["failing"]["words"]),
        moving=all_verb_forms(data["standing"]["moving"]),
        settled=frozenset(data["standing"]["settled"]),
        weighing=all_verb_forms(data["weighing"]["words"]),
        serving=both_numbers(data["officials"]["words"]),
        projects=both_numbers(data["projects"]["words"]),
        abroad=frozenset(data["officials"]["abroad"]),
        standing=all_verb_forms(data["standing"]["words"]),
        wishing=all_verb_forms(data["courtesy"]["verbs"]),
        wished=frozenset(data["courtesy"]["nouns"]),
        questions=_by_stance(expressions["questions"], expressions["slots"]),
        answers=_by_stance(expressions["answers"], expressions["slots"]),
        openers=_by_stance(expressions["openers"], expressions["slots"]),
        times=both_numbers(data["timing"]["subjects"]),
        coming=all_verb_forms(data["timing"]["verbs"]),
        ripe=frozenset(data["timing"]["ripe"]),
        ending=frozenset(data["timing"]["ending"]),
        wasting=_listed(data["failing"]["wasting"]),
        beginnings=Phrases((w, True) for w in data["sequence"]["beginnings"]),
        sequels=Phrases((w, True) for w in data["sequence"]["sequels"]),
        contrasts=_by_stance(expressions["contrasts"], expressions["slots"]),
        passing=all_verb_forms(beneath["passing"]),
        carrying=all_verb_forms([*beneath["passing"], *beneath["unfailing"]]),
        doubting=all_verb_forms(beneath["doubting"]),
        unfailing=all_verb_forms(beneath["unfailing"]),
        permitting=all_verb_forms(beneath["permitting"]),
        asking=all_verb_forms(beneath["asking"]),
        convinced=frozenset(beneath["convinced"]),
        evident=frozenset(beneath["evident"]),
        hollow=both_numbers(data["hollow"]["nouns"]) | all_verb_forms(data["hollow"]["verbs"]),
    )


def _scopes(scope: dict[str, Any]) -> list[tuple[str, str]]:
    listed = [(words, kind) for kind in (*SCOPES, "opening") for words in scope[kind]]
    parts = [scope["circumstances"][p] for p in ("prepositions", "articles", "adjectives", "nouns")]
    return listed + [(" ".join(filter(None, words)), "now") for words in product(*parts)]


def _classes(groups: dict[str, Any], forms: Callable[[str], Iterable[str]]) -> Classes:
    return Phrases(_listed_classes(groups, forms))


def _listed_classes(
    groups: dict[str, Any], forms: Callable[[str], Iterable[str]]
) -> Iterator[tuple[str, WordClass]]:
    for name, group in groups.items():
        kind = WordClass(
            name=name,
            stance=_stance(name, group.get("stance", "")),
            negated=_stance(name, group.get("negated", "")),
            takes=frozenset(_complement(name, word) for word in group.get("takes", ())),
            turns=bool(group.get("turns", False)),
            asks=bool(group.get("asks", False)),
            slight=bool(group.get("slight", False)),
            judges=bool(group.get("judges", False)),
            anyone=bool(group.get("anyone", False)),
        )
        for word in group["words"]:
            for form in sorted(forms(word)):
                yield form, kind
                if "-" in form and "/" not in form:
                    # the tokeniser parts words at hyphens
                    yield form.replace("-", " - "), kind


def _told(pattern: str, past: dict[str, str]) -> str:
    """Return a pattern that stands also for what is told of the past: `the time had come to`."""
    return " ".join(_with_past(word, past) for word in pattern.split(" "))


def _with_past(word: str, past: dict[str, str]) -> str:
    if word.startswith("("):
        return f"({_with_past(word[1:-1], past)})"
    words = word.split("/")
    return "/".join(dict.fromkeys([*words, *(past[w] for w in words if w in past)]))


def _as_is(word: str) -> tuple[str, ...]:
    return (word,)


def _stance(name: str, value: str) -> Stance | None:
    if not value:
        return None
    for stance in STANCES:
        if stance == value:
            return stance
    raise VocabularyError(
        f"{FILE}, class `{name}`: unknown stance {value!r}. Use one of {', '.join(STANCES)}."
    )


def _by_stance(listed: dict[str, list[str]], slots: Slots) -> Patterns[Stance]:
    stances = {name: _stance("questions", name) for name in listed}
    return Patterns(((w, s) for name, s in stances.items() if s for w in listed[name]), slots)


def _complement(name: str, value: str) -> Complement:
    for complement in COMPLEMENTS:
        if complement == value:
            return complement
    raise VocabularyError(
        f"{FILE}, class `{name}`: unknown complement {value!r}. "
        f"Use one of {', '.join(COMPLEMENTS)}."
    )


def _numbers(noun: str) -> frozenset[str]:
    return frozenset({noun, plural(noun)})


def _listed(words: Sequence[str]) -> Phrases[bool]:
    return Phrases((form, True) for word in words for form in sorted(verb_forms(word)))
