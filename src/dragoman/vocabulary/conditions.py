"""The words of conditions: what ties an act to an outcome, and what is welcome or not.

Data: `data/conditions.toml`. Everything is spelled out to lower-cased surface forms, and all
triggers are one pattern, so that most of a text is never looked at twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers
from dragoman.vocabulary.word_tree import words_pattern

FILE = "conditions.toml"
CONNECTIVES = ("if", "unless", "need", "while", "until", "time")
PHRASES = ("event", "exchange", "without", "pending", "short")
MANNERS = ("threat", "warning", "offer")
SEQUENCES = ("first", "then", "return")
PAIRS = ("bid", "more", "denial")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word or phrase may be: the family that reads it and its sense there."""

    family: str
    sense: str


@dataclass(frozen=True, slots=True)
class Valence:
    """Surface forms by whether they are welcome; `hostile` ones are unwelcome only as acts."""

    unwelcome: Words
    welcome: Words
    hostile: Words
    negators: Words
    undoing: Words
    bearing: Words
    closed: tuple[str, ...]
    closing: Words
    imposed: Words
    violent: Words
    gone: Words
    unwelcome_phrasal: Words
    welcome_phrasal: Words


@dataclass(frozen=True, slots=True)
class Idioms:
    """What keeps a connective from opening a condition.

    `after_if` are whole phrases, `opening_if` openings; `asking` governs questions near by,
    `inquiring` at any distance; `remarks` are outcomes of no weight.
    """

    before_if: Words
    after_if: tuple[str, ...]
    opening_if: tuple[str, ...]
    asking: Words
    inquiring: Words
    remarks: Words
    weather: Words
    courses: Words
    reckoning: Words
    opening_unless: tuple[str, ...]
    contrasting: Words
    polite: Words


@dataclass(frozen=True, slots=True)
class Agents:
    """Who can act, besides countries, bodies and named persons; `both` are whole phrases."""

    nouns: Words
    pronouns: Words
    both: Words
    joint: Words
    collectives: Words
    relative: Words
    rulers: Words
    first_person: Words


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """All that the reading of conditions looks up; keys and members are lower case."""

    triggers: Mapping[str, tuple[Trigger, ...]]
    _pattern: re.Pattern[str] = field(repr=False)
    idle: Words
    idioms: Idioms
    offering: Words
    refusing: Words
    supposing: Words
    demanding: Words
    ceasing: Words
    pointing: Words
    manners: Mapping[str, Words]
    no_states: Words
    portfolios: Words
    organs: Words
    messages: Words
    later: Words
    burdens: Words
    foreseeing: Words
    papers: Words
    sufficing: Words
    makers: Words
    purpose: Words
    striving: Words
    suffer: Words
    idle_aims: Words
    goals: Words
    goal_words: Words
    harming: Words
    forces: Words
    acts: Words
    slight_acts: Words
    own_acts: Words
    held: Words
    dealing: Words
    others: Words
    outcomes: Words
    happenings: Words
    happening_verbs: Words
    comings: Words
    anonymity: Words
    readiness: Words
    promising: Words
    reversing: Words
    valence: Valence
    agents: Agents

    def found_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and listed form of each trigger in a text, the longest at a place."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a few capitals are two letters when small
            lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
        for found in self._pattern.finditer(lowered):
            yield found.start(), found.end(), " ".join(found.group().split())


@cache
def condition_words() -> ConditionWords:
    """Return the vocabulary of conditions.

    Raises VocabularyError when the file lacks a list or holds anything but words.
    """
    data = table(FILE)
    triggers = _triggers(data)
    return ConditionWords(
        triggers=triggers,
        _pattern=re.compile(rf"\b{words_pattern(triggers)}\b"),
        idioms=_idioms(data),
        idle=_nouns(data, "phrases", "idle"),
        foreseeing=_verbs(data, "phrases", "foreseeing"),
        offering=_verbs(data, "phrases", "offering"),
        refusing=_verbs(data, "phrases", "refusing"),
        supposing=_verbs(data, "idioms", "supposing"),
        demanding=_verbs(data, "sequences", "demanding"),
        ceasing=_nouns(data, "acts", "ceasing"),
        pointing=_verbs(data, "sequences", "pointing"),
        manners={kind: _verbs(data, "manners", kind) for kind in MANNERS},
        no_states=_plain(data, "agents", "no_states"),
        portfolios=_plain(data, "agents", "portfolios"),
        organs=_nouns(data, "agents", "organs"),
        messages=_nouns(data, "agents", "messages"),
        burdens=_plain(data, "sequences", "burdens"),
        later=_plain(data, "sequences", "later"),
        sufficing=_plain(data, "requirements", "sufficing"),
        papers=_nouns(data, "requirements", "papers"),
        makers=_verbs(data, "requirements", "makers"),
        purpose=_plain(data, "obligations", "purpose"),
        striving=_plain(data, "obligations", "striving"),
        suffer=_plain(data, "obligations", "suffer"),
        idle_aims=_plain(data, "obligations", "idle_aims"),
        goals=_verbs(data, "obligations", "goals"),
        goal_words=_nouns(data, "obligations", "goal_nouns")
        | _plain(data, "obligations", "goal_adjectives"),
        harming=_verbs(data, "consequences", "harming"),
        forces=_nouns(data, "consequences", "forces"),
        acts=_nouns(data, "acts", "nouns"),
        slight_acts=_nouns(data, "acts", "slight"),
        own_acts=_nouns(data, "acts", "own"),
        held=_nouns(data, "acts", "held"),
        dealing=_verbs(data, "acts", "dealing"),
        others=_nouns(data, "agents", "others"),
        outcomes=_nouns(data, "acts", "outcomes") | _nouns(data, "valence", "welcome_nouns"),
        promising=_plain(data, "valence", "promising"),
        happenings=_nouns(data, "happenings", "nouns"),
        comings=_verbs(data, "happenings", "comings"),
        anonymity=_plain(data, "idioms", "anonymity"),
        happening_verbs=_verbs(data, "happenings", "verbs"),
        readiness=_plain(data, "valence", "readiness"),
        reversing=_verbs(data, "valence", "reversing"),
        valence=_valence(data),
        agents=_agents(data),
    )


def _triggers(data: Mapping[str, Any]) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}

    def add(words: Iterable[str], family: str, sense: str) -> None:
        for word in sorted(words):
            found.setdefault(word, []).append(Trigger(family, sense))

    for sense in CONNECTIVES:
        add(_plain(data, "connectives", sense), "connective", sense)
    for sense in PHRASES:
        add(_plain(data, "phrases", sense), "phrase", sense)
    add(_plain(data, "inversions", "words"), "inversion", "if")
    add(_plain(data, "persons", "words"), "person", "if")
    add(_plain(data, "comparatives", "words"), "comparative", "if")
    add(_plain(data, "channels", "words"), "channel", "need")
    add(_plain(data, "sole", "words"), "sole", "need")
    add(_plain(data, "exclusions", "words"), "exclusion", "need")
    add(_verbs(data, "requirements", "object"), "requirement", "object")
    add(_verbs(data, "requirements", "on"), "requirement", "on")
    add(_verbs(data, "requirements", "takes"), "requirement", "take")
    add(_verbs(data, "requirements", "verbs_on"), "requirement", "verb_on")
    add(_plain(data, "requirements", "adjectives_on"), "requirement", "adjective_on")
    add(_plain(data, "requirements", "adjectives_to"), "requirement", "adjective_to")
    add(_plain(data, "requirements", "tied"), "requirement", "tied")
    add(_verbs(data, "requirements", "verbs_to"), "requirement", "verb_to")
    add(_plain(data, "requirements", "verbs_with"), "requirement", "verb_with")
    add(_nouns(data, "requirements", "obstacles"), "requirement", "obstacle")
    add(_plain(data, "requirements", "needed"), "way", "needed")
    add(_nouns(data, "requirements", "nouns"), "requirement", "noun")
    add(_plain(data, "requirements", "adjectives"), "requirement", "adjective")
    add(_plain(data, "requirements", "sufficing"), "requirement", "adjective")
    add(_plain(data, "requirements", "ways"), "way", "way")
    add(_plain(data, "terms", "words"), "way", "terms")
    add(_plain(data, "obligations", "modals"), "obligation", "modal")
    add(_plain(data, "obligations", "verbs"), "obligation", "verb")
    add(_plain(data, "obligations", "before"), "obligation", "before")
    add(_plain(data, "requirements", "adjectives"), "obligation", "adjective")
    add(_verbs(data, "consequences", "verbs"), "consequence", "verb")
    add(_verbs(data, "consequences", "risks"), "consequence", "risk")
    add(_plain(data, "consequences", "answers"), "consequence", "answer")
    add(_plain(data, "consequences", "ways"), "consequence", "way")
    add(_plain(data, "alternatives", "words"), "alternative", "otherwise")
    add(_plain(data, "alternatives", "pains"), "alternative", "pain")
    for sense in SEQUENCES:
        add(_plain(data, "sequences", sense), "sequence", sense)
    for sense in PAIRS:
        add(_plain(data, "pairs", sense), "pair", sense)
    return {word: tuple(triggers) for word, triggers in sorted(found.items())}


def _valence(data: Mapping[str, Any]) -> Valence:
    def both(name: str) -> Words:
        return _verbs(data, "valence", f"{name}_verbs") | _nouns(data, "valence", f"{name}_nouns")

    return Valence(
        unwelcome=both("unwelcome") | _plain(data, "valence", "unwelcome_words"),
        welcome=both("welcome") | _plain(data, "valence", "welcome_words"),
        hostile=both("hostile"),
        negators=_plain(data, "valence", "negators"),
        undoing=_plain(data, "valence", "undoing"),
        bearing=_verbs(data, "valence", "bearing"),
        closed=_listed(data, "valence", "closed"),
        gone=_plain(data, "valence", "gone"),
        violent=_nouns(data, "valence", "violent"),
        imposed=_nouns(data, "valence", "imposed"),
        closing=frozenset(phrase.split()[0] for phrase in _listed(data, "valence", "closed")),
        unwelcome_phrasal=_phrasal(data, "unwelcome_phrasal"),
        welcome_phrasal=_phrasal(data, "welcome_phrasal"),
    )


def _idioms(data: Mapping[str, Any]) -> Idioms:
    return Idioms(
        before_if=_plain(data, "idioms", "before_if"),
        after_if=_listed(data, "idioms", "after_if"),
        opening_if=_listed(data, "idioms", "opening_if"),
        asking=_verbs(data, "idioms", "asking") | _plain(data, "idioms", "asking_words"),
        inquiring=_verbs(data, "idioms", "inquiring"),
        remarks=_verbs(data, "idioms", "remarks"),
        weather=_nouns(data, "idioms", "weather"),
        courses=_nouns(data, "idioms", "courses"),
        reckoning=_verbs(data, "idioms", "reckoning"),
        opening_unless=_listed(data, "idioms", "opening_unless"),
        contrasting=_verbs(data, "idioms", "contrasting"),
        polite=_plain(data, "idioms", "polite"),
    )


def _agents(data: Mapping[str, Any]) -> Agents:
    return Agents(
        nouns=_nouns(data, "agents", "nouns"),
        pronouns=_plain(data, "agents", "pronouns"),
        both=_plain(data, "agents", "both"),
        joint=_plain(data, "agents", "joint"),
        collectives=_plain(data, "agents", "collectives"),
        relative=_nouns(data, "agents", "relative"),
        rulers=_nouns(data, "agents", "rulers"),
        first_person=_plain(data, "agents", "first_person"),
    )


def _listed(data: Mapping[str, Any], section: str, name: str) -> tuple[str, ...]:
    words = data.get(section, {}).get(name)
    if not words or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise VocabularyError(
            f"{FILE}, [{section}] {name}: a list of lower-case words is wanted. Add it."
        )
    return tuple(words)


def _plain(data: Mapping[str, Any], section: str, name: str) -> Words:
    return frozenset(_listed(data, section, name))


def _phrasal(data: Mapping[str, Any], name: str) -> Words:
    """Return verbs with a particle in all their forms: `cuts off`, `cutting off`."""
    pairs = (phrase.partition(" ") for phrase in _listed(data, "valence", name))
    return frozenset(
        f"{form} {particle}" for verb, _, particle in pairs for form in all_verb_forms((verb,))
    )


def _verbs(data: Mapping[str, Any], section: str, name: str) -> Words:
    return all_verb_forms(_listed(data, section, name))


def _nouns(data: Mapping[str, Any], section: str, name: str) -> Words:
    return both_numbers(_listed(data, section, name))
