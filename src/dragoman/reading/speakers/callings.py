"""Which persons of an article a description without a name fits: `the Russian official`.

The same few descriptions come again and again; each is held against the cast once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from dragoman.reading.speakers.ages import age_in
from dragoman.reading.speakers.cast import Cast
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.persons import Person
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.offices import Office, offices
from dragoman.vocabulary.speakers import speaker_words

_OF_BODY = " of organisation"
"""What the kinds of offices of an organisation add to those of a state: `UN envoy`, `envoy`."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Persons whom one description fits, in the order of the cast, and where they are named.

    `order` gives each person's place among them, `owners` who is named at each of `starts`.
    """

    persons: tuple[Person, ...]
    order: dict[Person, int]
    starts: tuple[int, ...]
    owners: tuple[Person, ...]

    def named_before(self, token: int) -> tuple[int, Person] | None:
        """Return the last token before another one at which one of them is named, and whom."""
        place = bisect_left(self.starts, token) - 1
        return (self.starts[place], self.owners[place]) if place >= 0 else None


class Callings:
    """The persons of one article by what they are called, serve and come from."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._called: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._holding: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._from: defaultdict[Country, list[int]] = defaultdict(list)
        self._circles: dict[Hashable, Circle] = {}
        for place, person in enumerate(cast.persons):
            if person.country is not None:
                self._from[person.country].append(place)
            for described in person.described:
                for noun in (called(described), *_nouns(described)):
                    self._called[noun].setdefault(place)
                if described.office:
                    self._holding[described.office.kind].setdefault(place)

    def fitting(self, described: Description, country: Country | None) -> Circle:
        """Return the persons whom a description may mean; `country` is that of the one meant."""
        noun, gender, age = described.noun, described.gender, age_in(described.words)
        key: Hashable
        if called(described) in speaker_words().calling["opposites"]:
            key = (called(described), described.country, age)
        elif is_generic(described):
            key = (None, noun == "leader", country, gender, age)
        else:
            key = (
                noun,
                described.office,
                country,
                gender,
                described.former,
                age,
                _standing(described),
            )
        if key not in self._circles:
            likely = self._likely(described, country)
            likely = of_age(likely, age)
            fitting = [p for p in likely if _fits(p, described, country)]
            self._circles[key] = _circle(_of_standing(fitting, described))
        return self._circles[key]

    def holders(self, kinds: Iterable[str]) -> list[Person]:
        """Return the persons who hold an office of one of the kinds, in the cast's order."""
        places = {place for kind in kinds for place in self._holding.get(kind, ())}
        return [self._cast.persons[place] for place in sorted(places)]

    def _likely(self, described: Description, country: Country | None) -> Sequence[Person]:
        """Return all whom a description may fit, and others, in the cast's order."""
        persons = self._cast.persons
        if called(described) in speaker_words().calling["opposites"]:
            country = described.country
        elif not is_generic(described):
            places = set(self._called.get(described.noun, ()))
            if described.office is not None:
                kind = described.office.kind
                others = _peers() | (speaker_words().seconds if _standing(described) else set())
                places.update(place for noun in others for place in self._called.get(noun, ()))
                places.update(self._holding.get(kind, ()))
                places.update(self._holding.get(kind + _OF_BODY, ()))
            return [persons[place] for place in sorted(places)]
        if country is None:
            return persons
        return [persons[place] for place in self._from.get(country, ())]


def _circle(fitting: Iterable[Person]) -> Circle:
    persons = tuple(fitting)
    named = sorted((run.start, n) for n, p in enumerate(persons) for run in p.mentions)
    return Circle(
        persons=persons,
        order={person: n for n, person in enumerate(persons)},
        starts=tuple(start for start, _ in named),
        owners=tuple(persons[n] for _, n in named),
    )


def _standing(described: Description) -> str:
    """Return whether a description is that of a deputy or of one who acts for another, or empty."""
    if described.noun in speaker_words().seconds:
        return "deputy"
    if described.office is None:
        return ""
    meanings = {offices().modifier(word) for word in described.words.lower().split()}
    return next((standing for standing in ("deputy", "acting") if standing in meanings), "")


def _of_standing(fitting: Sequence[Person], described: Description) -> Sequence[Person]:
    """Return those who are deputies as the one described is, or are not; else all but for a deputy.

    `The deputy minister` is not the minister; `the minister` may be a deputy whom it names alone.
    """
    if described.office is None or is_generic(described):
        return fitting
    standing = _standing(described)
    same = [p for p in fitting if standing in {_standing(own) for own in p.described}]
    return same if same or standing == "deputy" else fitting


def of_age(persons: Sequence[Person], age: int | None) -> Sequence[Person]:
    """Return the persons who are as old as somebody described: those of that age, if any is told.

    Otherwise all whose age is not told.
    """
    if age is None:
        return persons
    exactly = [p for p in persons if p.age == age]
    return exactly or [p for p in persons if p.age is None]


def is_generic(described: Description) -> bool:
    """Return whether a description fits anybody of a sex or country: `the man`, `the Russian`."""
    noun = described.head.entry.noun("person") if described.head else None
    return noun is not None and noun.generic


def called(described: Description) -> str:
    """Return the noun for a person by which somebody is called, of two words too."""
    noun = described.head.entry.noun("person") if described.head else None
    return noun.word.lower() if noun is not None else described.noun


def _fits(person: Person, described: Description, country: Country | None) -> bool:
    if called(described) in speaker_words().calling["opposites"]:
        return _is_counterpart(person, described)
    if country and person.country and country != person.country:
        return False
    if described.gender and person.gender and described.gender != person.gender:
        return False
    if is_generic(described):
        ranked = described.noun != "leader" or leads(person)
        return ranked and (country is None or person.country == country)
    compatriot = described.office is not None and country and country == person.country
    if compatriot and any(called(own) in _peers() for own in person.described):
        return True
    for own in person.described:
        if own.noun in speaker_words().seconds and _standing(described) == "deputy":
            return True
        if own.office and described.office:
            same = _same_office(own.office, described.office)
            same = same or described.noun in _nouns(own)[1:]
            sent = own.office.kind.endswith("of organisation")
            same = same or (sent and described.noun == own.noun)  # `the envoy` is the UN's
        else:
            same = described.noun in _nouns(own)
        if same and own.former >= described.former:
            return True
    return False


def _peers() -> frozenset[str]:
    """Return the nouns for one who holds another's office elsewhere."""
    return speaker_words().calling["peers"]


def leads(person: Person) -> bool:
    """Return whether a person holds an office whose holders are called leaders."""
    leaders = speaker_words().leaders
    return any(
        d.noun == "leader" or (d.office and d.office.kind in leaders) for d in person.described
    )


def _is_counterpart(person: Person, described: Description) -> bool:
    """Return whether a person holds an office in the country of `his Kestrelian counterpart`."""
    same = described.country is not None and person.country == described.country
    title = person.title
    if not same or title is None:
        return same  # `Kestrelia's Ana Vale`
    return title.office is not None or called(title) in speaker_words().calling["opposites"]


def _same_office(own: Office, meant: Office) -> bool:
    """Return whether an office may be called by a title: a foreign minister is `the minister`."""
    crowned = {own.kind, meant.kind} <= speaker_words().calling["crowned"]
    same_kind = own.kind in (meant.kind, meant.kind + _OF_BODY) or crowned
    return same_kind and f" {own.title}".endswith(f" {meant.title}")


def _nouns(own: Description) -> tuple[str, ...]:
    """Return the nouns of a title: of `the papal envoy Monsignor` all before the honorific too."""
    others = speaker_words().also_called.get(own.noun, ())
    if own.noun not in speaker_words().honorifics:
        return (own.noun, *others)
    return (own.noun, *own.words.lower().split(), *others)
