"""Voices, and those that an article has let speak so far, found again by what they are.

A voice is a speaker as found at one place: the record's Speaker together with what the side is
read from (which person, what he is described as, which body he serves).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter
from typing import NamedTuple

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.named_bodies import NamedBody
from dragoman.reading.speakers.persons import Person
from dragoman.records import Speaker
from dragoman.vocabulary.countries import Country

Trait = tuple[str, Hashable]
"""What voices are asked for by, a kind of trait and its value (see `HeardVoices`)."""

ALOUD: Trait = ("aloud", None)
ANY_PERSON: Trait = ("any person", None)
BODY: Trait = ("body", None)
PAIR: Trait = ("pair", None)

_MUTE = ("media", "document", "unknown")


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker at one place; `parts` are the speakers of a joint voice.

    `state` is the speaker's country; one that no list has (`Valdoria`) has no code, so that
    the record's `country` stays empty. `serving` is the voice of whoever the speaker serves;
    `leads` the delegation or body that one without an office is said to lead.
    """

    speaker: Speaker
    state: Country | None = None
    person: Person | None = None
    described: Description | None = None
    body: NamedBody | None = None
    parts: tuple[Voice, ...] = ()
    serving: Voice | None = None
    leads: Description | None = None


UNKNOWN = Voice(Speaker())

Owner = Callable[[], Voice | None]
"""Whom the possessive before a noun names, read only when it is asked for."""


class Heard(NamedTuple):
    """A voice, where it was heard, and whether another voice reported it."""

    token: int
    number: int
    voice: Voice
    nested: bool


class HeardVoices:
    """The voices heard so far, in text order, kept under each of their traits.

    Traits are `("sort", sort)` of the speaker, `("person", person)` and `ANY_PERSON` for named
    persons, `("gender", gender)` for persons of a stated sex and `("gender", None)` for all other
    single ones, `("noun", noun)` for unnamed speakers as described, `BODY` for bodies, `PAIR` for
    two speakers together, `ALOUD` for who is neither reported by another nor a paper or outlet.
    """

    def __init__(self) -> None:
        self._count = 0
        self._kept: defaultdict[Trait, list[Heard]] = defaultdict(list)

    def add(self, token: int, voice: Voice, nested: bool) -> None:
        """Note that a voice speaks at a token; `nested` when another one reports it."""
        heard = Heard(token, self._count, voice, nested)
        self._count += 1
        for trait in _traits(heard):
            insort(self._kept[trait], heard)

    def before(self, token: int, *traits: Trait) -> Iterator[Heard]:
        """Yield the voices of any of the traits heard before a token, the last one first.

        A voice that has several of the traits comes once for each.
        """
        if len(traits) == 1:
            return self._back(token, traits[0])
        return merge(*(self._back(token, trait) for trait in traits), reverse=True)

    def _back(self, token: int, trait: Trait) -> Iterator[Heard]:
        kept = self._kept.get(trait, [])
        for n in range(bisect_left(kept, token, key=attrgetter("token")) - 1, -1, -1):
            yield kept[n]


def _traits(heard: Heard) -> Iterator[Trait]:
    voice, sort = heard.voice, heard.voice.speaker.sort
    yield "sort", sort
    if voice.person is not None:
        yield ANY_PERSON
        yield "person", voice.person
        yield "gender", voice.person.gender if voice.person.gender_stated else None
    else:
        if sort == "person" and not voice.parts:
            yield "gender", None
        if voice.described is not None and not voice.parts:
            yield "noun", voice.described.noun
        if voice.body is not None:
            yield BODY
    if len(voice.parts) == 2:
        yield PAIR
    if not heard.nested and sort not in _MUTE:
        yield ALOUD
