"""What may be one name: the keys under which a speaker's name is found again, and how two differ.

Pure functions of a name, its country and its sort. Two namings with one `sure_key` are one
person or body; `shorter` tells in what one name says less than another, which alone joins nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.outlets import outlets
from dragoman.vocabulary.people import Person, people
from dragoman.vocabulary.romanisation import name_words, orders, script_of

KNOWN = "="
"""Begins the sense of a mention that the vocabulary's dates tell apart: `=George W. Bush`."""
DECIDED = "d"
"""Begins the sense of mentions that a person took out of an actor: `d12`, after the decision."""

_ARTICLE = "the "
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name as a reading has it, with its country and sort; `sense` tells namesakes apart."""

    name: str
    country: str | None
    sort: str
    sense: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The name's words as they are compared; a person's alone."""
        return name_words(self.name, self.country) if self.sort == "person" else ()

    @property
    def fullness(self) -> int:
        """How much a person's name tells: initials count half, the country as an initial."""
        told = sum(2 if len(word) > 1 else 1 for word in self.words)
        return told + (1 if self.country else 0)


def sure_key(one: Naming) -> str:
    """Return the key that all namings of one person or body share, as far as that is sure."""
    if one.sense.startswith(DECIDED):
        return f"!{one.sense}"
    country = one.country or ""
    if one.sort != "person":
        return _body_key(one, country)
    if one.sense:
        return f"person|{country}|{one.sense}"
    words = one.words
    known = _listed_as(words, one.country)
    if len(known) == 1 and len(words) > 1:
        return f"person|{country}|{KNOWN}{min(known)}"
    if len(words) < 2:
        return f"person|{country}|{' '.join(words) or one.name}"
    return f"person|{country}|{' '.join(min(orders(words, one.country)))}"


def _body_key(one: Naming, country: str) -> str:
    if one.sort == "government":
        named = countries().named(one.name)
        if named and named.iso3 == country:
            return f"government|{country}|{KNOWN}"
    body = bodies().find(one.name) if one.sort == "organisation" else None
    if body:
        return f"organisation||{KNOWN}{body.name}"
    outlet = outlets().find(one.name) if one.sort == "media" else None
    if outlet:
        return f"media||{KNOWN}{outlet.name}"
    return f"{one.sort}|{country}|{plain(one.name)}"


def plain(name: str) -> str:
    """Return a name without case, accents and article."""
    return fold(name).removeprefix(_ARTICLE)


def stored_keys(one: Naming) -> tuple[str, ...]:
    """Return the keys under which a naming is kept: sure, near and alike ones."""
    return tuple(dict.fromkeys((KNOWN + sure_key(one), *_near_keys(one), *_alike_keys(one))))


def asked_keys(one: Naming) -> tuple[str, ...]:
    """Return the keys under which namings stand whose joining this one may decide."""
    found = [KNOWN + sure_key(one)]
    words = one.words
    if one.sense.startswith(DECIDED):
        return tuple(found)
    if len(words) == 1 and one.country:
        found.append(f"~{words[0]}|{one.country}")
    elif len(words) > 1:
        found += _initial_keys(one)
        found += [f"~1{word}|{one.country}" for word in _families(words, one.country)]
    return tuple(dict.fromkeys(found))


def _near_keys(one: Naming) -> Iterator[str]:
    words = one.words
    if one.sense.startswith(DECIDED) or not words:
        return
    if len(words) == 1:
        yield f"~1{words[0]}|{one.country}"
        return
    yield from _initial_keys(one)
    if one.country:
        yield from (f"~{word}|{one.country}" for word in _families(words, one.country))


def _initial_keys(one: Naming) -> list[str]:
    return [f"~{told[-1]}|{told[0][0]}" for told in orders(one.words, one.country)]


def _alike_keys(one: Naming) -> Iterator[str]:
    yield f"#{plain(one.name)}"
    words = one.words
    if len(words) > 1:
        yield f"#{' '.join(sorted(words))}|{one.country or ''}"
        for word in _families(words, one.country):
            bones = word[0] + "".join(c for c in word[1:] if c not in _VOWELS)
            yield f"?{bones}|{one.country or ''}"


def _families(words: Sequence[str], country: str | None) -> tuple[str, ...]:
    """Return the words that may be the family name."""
    script = script_of(country)
    if script.joined:
        return (words[0],)
    return tuple(dict.fromkeys(told[-1] for told in orders(words, country)))


def shorter(one: Naming, other: Naming) -> frozenset[str] | None:
    """Return in what a person's naming says less than another that it may stand for.

    `country`, `initials`, `middle` (a name between the first and the last), `surname` (nothing
    else is told); None when it cannot stand for it, or says as much.
    """
    if one.sort != "person" or other.sort != "person" or not one.words or not other.words:
        return None
    if one.country not in (None, other.country) or _told_apart(one, other):
        return None
    for told in orders(other.words, other.country):
        less = _less(one.words, told, other.country)
        if less is not None:
            less |= {"country"} if one.country is None and other.country else set()
            return frozenset(less) or None
    return None


def _told_apart(one: Naming, other: Naming) -> bool:
    """Tell whether a person's decision or the vocabulary says that these are two people."""
    if one.sense or other.sense.startswith(DECIDED):
        return True
    listed = _listed_as(one.words, one.country)
    others = _listed_as(other.words, other.country) if listed else listed
    return bool(listed and others and not listed & others)


def _less(one: Sequence[str], other: Sequence[str], country: str | None) -> set[str] | None:
    if len(one) > len(other):
        return None
    if len(one) == 1:
        if len(other) == 1:
            return set() if one[0] == other[0] else None
        return {"surname"} if one[0] in _families(other, country) and len(one[0]) > 1 else None
    if one[-1] != other[-1] or not _stands_for(one[0], other[0]):
        return None
    rest = iter(other[1:-1])
    if not all(any(_stands_for(word, full) for full in rest) for word in one[1:-1]):
        return None
    less = {"middle"} if len(one) < len(other) else set()
    if sum(len(word) == 1 for word in one) > sum(len(word) == 1 for word in other):
        less.add("initials")
    if not less and tuple(one) != tuple(other):
        return None
    return less


def _stands_for(word: str, full: str) -> bool:
    return word == full or (len(word) == 1 and full.startswith(word))


@kept_by_dossier(maxsize=None)
def _listed(country: str) -> tuple[tuple[Person, tuple[str, ...]], ...]:
    """Return the office-holders of a country with each spelling of their names."""
    return tuple(
        (person, name_words(name, country or None))
        for person in people().of(country)
        for name in (person.name, *person.names)
    )


def _listed_as(words: tuple[str, ...], country: str | None) -> frozenset[str]:
    """Return the office-holders of a country who have exactly this name."""
    return _by_words(country or "").get(words, frozenset())


@kept_by_dossier(maxsize=None)
def _by_words(country: str) -> dict[tuple[str, ...], frozenset[str]]:
    """Return the office-holders of a country by each spelling and order of their names."""
    found: dict[tuple[str, ...], set[str]] = {}
    for person, told in _listed(country):
        turned = [told[::-1]] if len(told) == 2 and script_of(country).joined else []
        for words in (*orders(told, country), *turned):
            found.setdefault(words, set()).add(person.name)
    return {words: frozenset(names) for words, names in found.items()}


@kept_by_dossier(maxsize=16384)
def namesakes(one: Naming) -> frozenset[str]:
    """Return the office-holders of the vocabulary for whom a person's name may stand."""
    words = one.words
    if one.sort != "person" or not words or not one.country:
        return frozenset()
    return _listed_as(words, one.country) or frozenset(
        person.name
        for person, spelled in _listed(one.country)
        if any(_less(words, told, one.country) for told in orders(spelled, one.country))
    )


def sense_on(one: Naming, day: str | None) -> str:
    """Return which of several listed namesakes is meant by who held office on the day.

    Empty when the vocabulary has no two of them, or the day does not decide.
    """
    if day is None or len(one.words) < 2:
        return ""
    among = namesakes(one)
    if len(among) < 2:
        return ""
    held = {p.name for p in people().of(one.country or "") if p.name in among and p.held(day)}
    return KNOWN + held.pop() if len(held) == 1 else ""
