"""Which words tell of one act or of its contrary, and what keeps two accounts apart.

Data: `data/accounts.toml`. Forms are spelled out once, so that a word is looked up as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers, plural, verb_forms
from dragoman.vocabulary.matters import stem
from dragoman.vocabulary.tellings import telling_words

FILE = "accounts.toml"
NAME, WEAK, SELF = "^", "~", "@"
"""What stands before the unit of a name, of a title or body (such never part two accounts), and
of a speaker who tells of himself."""

_SHED = ("land", "lese", "nese", "ese", "ish", "ian", "ean", "an", "i")
_LEAST = 3
"""Letters that are left of a name when the endings of its adjective are taken off."""

Sense = tuple[str, bool]
"""An act, and whether the word tells it (True) or its contrary."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is known of an act: see the top of `accounts.toml`."""

    name: str
    mutual: bool
    placed: bool
    single: bool
    hostile: bool
    returning: bool
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountWords:
    """The vocabulary of accounts, all in lower case.

    `verbs` has for a verb's form each word that must stand close behind it (empty for none) with
    what the two tell; `nouns` and `states` are looked up by their form. `bare` are verbs that
    tell an act by a noun or state, `listed_nouns` such words, `denying_all` the verbs that deny
    what is told, `governing` those whose gerund tells what was done or not.
    """

    acts: Mapping[str, Act]
    verbs: Mapping[str, tuple[tuple[str, Sense], ...]]
    nouns: Mapping[str, tuple[str, ...]]
    states: Mapping[str, tuple[Sense, ...]]
    light: frozenset[str]
    occurring: frozenset[str]
    reckoning: frozenset[str]
    amounts: frozenset[str]
    heads: frozenset[str]
    amounting: frozenset[str]
    staying: frozenset[str]
    failing: frozenset[str]
    doing: frozenset[str]
    untrue: frozenset[str]
    denying: frozenset[str]
    dismissing: frozenset[str]
    denying_all: frozenset[str]
    governing: frozenset[str]
    told: frozenset[str]
    all_told: frozenset[str]
    own_deed: frozenset[str]
    accusing: frozenset[str]
    unreal: frozenset[str]
    reporting: frozenset[str]
    vouching: frozenset[str]
    hedges: frozenset[str]
    conditional: frozenset[str]
    negators: frozenset[str]
    lasting: frozenset[str]
    growing: frozenset[str]
    whole: frozenset[str]
    attitudes: frozenset[str]
    occasions: frozenset[str]
    light_words: frozenset[str]
    weak: frozenset[str]
    alike: Mapping[str, str]
    about: frozenset[str]
    least: frozenset[str]
    most: frozenset[str]
    vague: Mapping[str, tuple[float, float]]
    few: float
    parts: Mapping[str, float]
    classes: Mapping[str, tuple[str, ...]]
    apart: frozenset[str]
    shots: frozenset[str]
    of_persons: frozenset[str]
    with_occasion: frozenset[str]
    present: frozenset[str]
    anyone: frozenset[str]
    of_troops: frozenset[str]
    published: frozenset[str]
    coming: frozenset[str]
    about_share: float
    bare: frozenset[str]
    listed_nouns: frozenset[str]


@cache
def account_words() -> AccountWords:
    """Return the vocabulary; raises VocabularyError when its file lacks something."""
    data = table(FILE)
    try:
        return _words(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _words(data: Mapping[str, Any]) -> AccountWords:
    implying, numbers, light = data["implying"], data["numbers"], data["light"]
    forms = {name: frozenset(implying[name]) for name in _PLAIN}
    verbs = {name: all_verb_forms(implying[name]) for name in _VERBS}
    little = data["light_words"]
    plain = {*little["plain"], *both_numbers(little["nouns"])}
    light_verbs, occurring = all_verb_forms(light["verbs"]), all_verb_forms(light["occurring"])
    occasions = both_numbers(data["occasions"]["nouns"])
    staying = all_verb_forms(light["staying"])
    return AccountWords(
        bare=frozenset(
            {*light_verbs, *(verb.split()[0] for verb in occurring), *light["being"], *staying}
        ),
        listed_nouns=frozenset({*_nouns(data["act"]), *_states(data["act"]), *occasions}),
        acts={name: _act(name, one) for name, one in data["act"].items()},
        verbs=_verbs(data["act"]),
        nouns=_nouns(data["act"]),
        states=_states(data["act"]),
        light=light_verbs,
        occurring=occurring,
        staying=staying,
        amounts=both_numbers(light["amounts"]),
        heads=both_numbers(light["amounts"]) | frozenset(_nouns(data["act"])),
        amounting=all_verb_forms(light["amounting"]),
        reckoning=all_verb_forms(light["reckoning"]),
        told=both_numbers(implying["told"]),
        denying_all=verbs["denying"] | verbs["dismissing"],
        governing=verbs["denying"] | verbs["failing"] | verbs["doing"],
        occasions=occasions,
        light_words=frozenset(plain | {stem(word) for word in plain}),
        weak=frozenset(stem(word) for word in both_numbers(data["weak"]["nouns"])),
        alike={stem(word): name for name, words in data["alike"].items() for word in words},
        about=frozenset(numbers["about"]),
        least=frozenset(numbers["least"]),
        most=frozenset(numbers["most"]),
        vague={word: (float(a), float(b)) for word, (a, b) in numbers["vague"].items()},
        few=float(numbers["few"]),
        parts={word: float(part) for word, part in numbers["parts"].items()},
        classes=_classes(data["classes"]),
        apart=frozenset(data["telling_apart"]["adjectives"]),
        shots=frozenset(data["shots"]["units"]),
        of_persons=all_verb_forms(data["senses"]["persons"]),
        with_occasion=all_verb_forms(data["senses"]["occasions"]),
        present=frozenset(data["senses"]["present"]),
        anyone=frozenset(data["senses"]["anyone"]),
        of_troops=all_verb_forms(data["senses"]["troops"]),
        published=frozenset(data["senses"]["published"]),
        coming=all_verb_forms(data["shots"]["coming"]),
        about_share=float(numbers["about_share"]),
        **forms,
        **verbs,
    )


_PLAIN = (
    "all_told",
    "own_deed",
    "accusing",
    "untrue",
    "hedges",
    "conditional",
    "negators",
    "lasting",
    "growing",
    "whole",
)
_VERBS = (
    "attitudes",
    "failing",
    "doing",
    "denying",
    "dismissing",
    "unreal",
    "reporting",
    "vouching",
)


def _act(name: str, one: Mapping[str, Any]) -> Act:
    flags = ("mutual", "placed", "single", "hostile", "returning")
    marked = {flag: bool(one.get(flag)) for flag in flags}
    return Act(name, **marked, implies=tuple(one.get("implies", ())))


def _verbs(acts: Mapping[str, Any]) -> dict[str, tuple[tuple[str, Sense], ...]]:
    found: dict[str, list[tuple[str, Sense]]] = {}
    for name, one in acts.items():
        for column, told in (("verbs", True), ("against", False)):
            for phrase in one.get(column, ()):
                verb, _, rest = phrase.partition(" ")
                for form in verb_forms(verb) | _doubled(verb):
                    found.setdefault(form, []).append((rest, (name, told)))
    return {form: tuple(senses) for form, senses in found.items()}


def _classes(listed: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return for each unit the classes of things that it is listed in."""
    found: dict[str, list[str]] = {}
    for name, units in listed.items():
        for unit in units:
            found.setdefault(unit, []).append(name)
    return {unit: tuple(names) for unit, names in found.items()}


@lru_cache(maxsize=65536)
def marks(sign: str, unit: str) -> tuple[str, ...]:
    """Return how a unit stands in a phrase of `accounts.toml`: `>bridge`, `>structures`.

    `sign` tells what does it (`<`) from what it is done to (`>`).
    """
    if unit.startswith(NAME):
        return (f"{sign}name",)
    plain = unit.removeprefix(WEAK)
    return (sign + plain, *(sign + name for name in account_words().classes.get(plain, ())))


@cache
def spelled(rest: str) -> frozenset[str]:
    """Return those words of a phrase that stand in a text as they are listed."""
    return frozenset(word for word in rest.split() if word[0] not in "<>")


@cache
def marked(rest: str) -> bool:
    """Return whether a phrase says of what things it tells an act."""
    return "<" in rest or ">" in rest


def _doubled(verb: str) -> set[str]:
    """Return the forms that double their last letter: `conferred`, `ramming`."""
    if (
        verb[-1] in "bdglmnprt"
        and verb[-2:-1] in tuple("aeiou")
        and verb[-3:-2] not in tuple("aeiou")
    ):
        return {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return set()


def _nouns(acts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, one in acts.items():
        for noun in one.get("nouns", ()):
            for form in (noun, plural(noun)):
                found.setdefault(form, []).append(name)
    return {form: tuple(names) for form, names in found.items()}


def _states(acts: Mapping[str, Any]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for name, one in acts.items():
        for column, told in (("states", True), ("states_against", False)):
            for word in one.get(column, ()):
                found.setdefault(word, []).append((name, told))
    return {form: tuple(senses) for form, senses in found.items()}


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def ordinal_unit(word: str) -> str:
    """Return what an ordinal counts as that stands before a noun, empty for no ordinal."""
    return f"{word}th" if word in _ORDINALS else ""


def ordinal_units() -> tuple[str, ...]:
    """Return the units of all ordinals."""
    return tuple(ordinal_unit(word) for word in _ORDINALS)


@kept_by_dossier(maxsize=65536)
def name_unit(word: str) -> str:
    """Return what a word of a name counts as: `Tavria` and `Tavrian` are one."""
    country = countries().find(word)
    return _root(word) if country is None else NAME + country.iso3.lower()


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    root = word.lower()
    if root.endswith("ans"):
        root = root.removesuffix("s")
    while True:
        vowels = root.rstrip("aeio")
        shorter = vowels if len(vowels) >= _LEAST else root
        shed = next(
            (e for e in _SHED if shorter.endswith(e) and len(shorter) - len(e) >= _LEAST), ""
        )
        shorter = shorter.removesuffix(shed)
        if shorter == root:
            return NAME + root
        root = shorter


@lru_cache(maxsize=65536)
def word_unit(word: str) -> str:
    """Return what a lower-cased word counts as, empty for one that tells nothing."""
    words = account_words()
    if word in telling_words().grammar or word in words.light_words:
        return ""
    if word in telling_words().calendar:
        return ""
    base = stem(word)
    told = words.alike.get(base, "" if base in words.light_words else base)
    return WEAK + told if base in words.weak else told


def says_little(word: str) -> bool:
    """Return whether a lower-cased word is no part of a name: a title, a body, a day."""
    words = account_words()
    little = word in words.light_words or stem(word) in words.weak
    return little or word in telling_words().calendar


def units_in(words: Iterable[str]) -> tuple[str, ...]:
    """Return the units of words in order, each once; a capital makes a name."""
    found = (
        name_unit(w) if w[:1].isupper() and not says_little(w.lower()) else word_unit(w.lower())
        for w in words
    )
    return tuple(dict.fromkeys(unit for unit in found if len(unit) > 1))
