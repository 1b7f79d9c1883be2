"""The persons of an article: every mention of one person gathered under the fullest name.

A full name anywhere in the article serves its surname everywhere; titles and appositions of
all mentions together say which office and which country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.names import Name, bare, names
from dragoman.reading.speakers.titles import descriptions
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.people import Person as OfficeHolder
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import Gender, speaker_words


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article.

    `name` is the article's fullest form of it; `title` the description that says the most: one
    with an office before any other.
    """

    name: str
    words: tuple[str, ...]
    mentions: list[Run] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    described: list[Description] = field(default_factory=list)
    gender: Gender | None = None
    gender_stated: bool = False
    country: Country | None = None
    title: Description | None = None


class Mention(NamedTuple):
    """A person's name at its place."""

    run: Run
    person: Person


@dataclass(frozen=True, slots=True)
class Cast:
    """All persons of an article, in the order of their first mention.

    `at` gives the person whose name covers a token, `mentions` all names in text order.
    """

    persons: tuple[Person, ...]
    at: dict[int, Person]
    mentions: tuple[Mention, ...]
    _bearing: dict[str, list[int]] = field(repr=False)
    _called: dict[str, Person] = field(repr=False)

    def called(self, surname: str) -> Person | None:
        """Return the person of that surname, the first named when several bear it."""
        return self._called.get(fold(surname))

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin from one token on and before another, in order."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, key=_start)]

    def named(self, words: Set[str]) -> Person | None:
        """Return the first person all of whose names are among some words, or who has all those.

        `words` are folded.
        """
        if not words:
            return next(iter(self.persons), None)
        places = {place for word in words for place in self._bearing.get(word, ())}
        likely = (self.persons[place] for place in sorted(places))
        return next((p for p in likely if words >= set(p.words) or words <= set(p.words)), None)


def _start(mention: Mention) -> int:
    return mention.run.start


@lru_cache(maxsize=2)
def cast(marked: Marked) -> Cast:
    """Return the persons that an article names, in the order of their first mention."""
    found = names(marked)
    persons = _gathered(found)
    owners = {i: p for p in persons for run in p.mentions for i in range(run.start, run.end)}
    taken = {i: n for n, p in enumerate(persons) for r in p.mentions for i in range(*r)}
    for person in persons:
        for run in person.mentions:
            person.described.extend(descriptions(marked, run, taken))
        stated = _stated_gender(marked, person)
        person.gender_stated = stated is not None
        person.gender = stated or _named_gender(person)
    for person in persons:
        person.title = next((d for d in person.described if d.office), None)
        person.title = person.title or next(iter(person.described), None)
    served: dict[Person, Country | None] = {}
    for person in persons:
        person.country = _country(marked, person, owners, served)
    return _cast(persons, owners)


def _cast(persons: list[Person], owners: dict[int, Person]) -> Cast:
    bearing: dict[str, list[int]] = {}
    called: dict[str, Person] = {}
    for place, person in enumerate(persons):
        called.setdefault(person.words[-1], person)
        for word in set(person.words):
            bearing.setdefault(word, []).append(place)
    mentions = sorted((Mention(run, p) for p in persons for run in p.mentions), key=_start)
    return Cast(tuple(persons), owners, tuple(mentions), bearing, called)


def _gathered(found: tuple[Name, ...]) -> list[Person]:
    """Put the mentions of each person together: full names first, then what shortens them."""
    persons: list[Person] = []
    by_last: dict[str, list[Person]] = {}
    by_first: dict[str, list[Person]] = {}
    for name in sorted(found, key=lambda n: (len(n.words) == 1, not n.sure, n.run.start)):
        words = tuple(fold(word) for word in bare(name.words))
        person = _same(words, name, by_last, by_first)
        if person is None and name.sure:
            person = Person(" ".join(name.words), words)
            persons.append(person)
            by_last.setdefault(words[-1], []).append(person)
            by_first.setdefault(words[0], []).append(person)
        if person is not None:
            person.mentions.append(name.run)
            person.forms[" ".join(name.words)] += 1
    for person in persons:
        person.mentions.sort()
        person.name = _fullest(person.forms)
        person.words = tuple(fold(word) for word in bare(tuple(person.name.split())))
    return sorted(persons, key=lambda p: p.mentions[0])


_INITIALS = 4
"""Capitals up to here may be an acronym; longer ones are a label's or a headline's."""


def _fullest(forms: Counter[str]) -> str:
    """Return the longest form of a name that is not a commoner one with a stray word before it."""
    by_length = sorted(forms, key=lambda form: -len(form.split()))
    for form in by_length:
        first, _, rest = form.partition(" ")
        stray = not speaker_words().is_given_name(first) and " " in rest
        if not (stray and forms[rest] > forms[form]):
            return form.title() if form.isupper() and len(form) > _INITIALS else form
    return by_length[0]


def _same(
    words: tuple[str, ...],
    name: Name,
    by_last: dict[str, list[Person]],
    by_first: dict[str, list[Person]],
) -> Person | None:
    """Return the person whom a name means, of those known; the one named last before it."""
    sharing = [p for p in by_last.get(words[-1], ()) if _agree(words, p.words)]
    if not sharing and len(words) == 1:
        # Family names that come first (Xi, Kim), or a person known by the first name.
        sharing = [p for p in by_first.get(words[0], ()) if len(p.words) > 1]
        given = speaker_words().is_given_name(name.words[0])
        if not name.sure and given and not people().surname(name.words[0]):
            sharing = []
    if not sharing:
        return None
    before = [p for p in sharing if p.mentions[0].start < name.run.start]
    return before[-1] if before else sharing[0]


def _agree(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    short, long = sorted((words, known), key=len)
    if set(short) <= set(long):
        return True
    initials = {word[0] for word in long[:-1]}
    return all(len(word) == 1 and word in initials for word in short[:-1])


def _stated_gender(marked: Marked, person: Person) -> Gender | None:
    """Return the sex that a title or description of a person states."""
    words = speaker_words()
    for described in person.described:
        known = words.gender_of_word(described.noun)
        if known:
            return known
    for run in person.mentions:
        for before in (run.start - 1, run.start - 2):
            if before >= 0 and marked.lower[before] in words.honorifics:
                known = words.gender_of_word(marked.lower[before])
                if known:
                    return known
    return None


def _named_gender(person: Person) -> Gender | None:
    """Return the sex that a person's given name hints at."""
    given = person.name.split()[0].split("-")[0]
    return speaker_words().gender_of_name(given)


def _country(
    marked: Marked,
    person: Person,
    owners: dict[int, Person],
    served: dict[Person, Country | None],
) -> Country | None:
    """Return a person's country: as described, by the body served, or as public records have it.

    `served` remembers the countries of those whom others serve.
    """
    stated = [d.country for d in person.described if d.country]
    stated += _beside(marked, person)
    coded = [country for country in stated if country.iso3]
    if coded:
        return coded[0]
    for described in person.described:
        if described.body and described.body.entry.body and described.body.entry.body.country:
            return countries().by_iso3.get(described.body.entry.body.country)
        owner = owners.get(described.owner) if described.owner is not None else None
        if owner is not None and owner is not person:
            if owner.country is None and owner not in served:
                served[owner] = _country(marked, owner, {}, served)
            shared = owner.country or served[owner]
            if shared:
                return shared
    if any(_international(described) for described in person.described):
        return next(iter(stated), None)
    return _recorded(person) or next(iter(stated), None)


def _international(described: Description) -> bool:
    """Return whether someone is described as serving a body that is no state's."""
    body = described.body.entry.body if described.body else None
    return body is not None and body.sort == "organisation" and not body.country


def _beside(marked: Marked, person: Person) -> list[Country]:
    """Return the country in `President Ana Vale of Valdoria` and in `Valdoria's Ana Vale`."""
    found: list[Country] = []
    for run in person.mentions:
        after = marked.covering.get(run.end + 1) if run.end < len(marked.text) else None
        if after and marked.lower[run.end] == "of" and after.entry.sense == "name":
            found += [after.entry.country] if after.entry.country else []
        before = marked.covering.get(run.start - 2)
        if before and marked.possessive(run.start - 1) and before.entry.sense == "name":
            found += [before.entry.country] if before.entry.country else []
    return found


def _recorded(person: Person) -> Country | None:
    """Return the country of the one office-holder of that name.

    A surname alone counts only with an office of the same kind beside it in the article, or
    when all who bear it served one state. Who also served an international body may speak
    for that, so that the record decides nothing.
    """
    held = people().told(person.name)
    if not held and len(person.words) > 1:
        held = people().named(person.name)
    if not held and len(person.words) == 1:
        held = tuple(t for t in people().surname(person.name) if _office_fits(person, t))
    served = {term.country for term in held}
    return countries().by_iso3.get(served.pop()) if len(served) == 1 else None


def _office_fits(person: Person, term: OfficeHolder) -> bool:
    offices = [d.office.title for d in person.described if d.office]
    return any(title in term.office.lower() for title in offices)
