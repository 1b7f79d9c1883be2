"""Office-holders known from public records, so that a bare surname finds its country.

Data: `data/people.tsv`, written by `python -m dragoman.vocabulary.build_people`. The lists end
in 2022: a person who is absent here is unknown, and an open term may since have ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dragoman.vocabulary import names
from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.files import rows, values

FILE = "people.tsv"


LISTED = {
    "leaders": "2022-10-10",
    "foreign-ministers": "2023-01-10",
    "international-organisations": "2023-01-10",
    "compiled": "2025",
}
"""The day on which each list was made, as far as known; of later days it knows nothing."""

_INITIAL = re.compile(r"[A-Z]\.?")


@dataclass(frozen=True, slots=True)
class Person:
    """One term of office of one person.

    `names` are other spellings, `surnames` the shorter names of later mentions. `country` is
    an ISO3 code, empty for an international office (`body` says which). `since` and `until`
    are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, empty when not known or not ended; `source` names
    the list that has the record.
    """

    name: str
    names: tuple[str, ...]
    surnames: tuple[str, ...]
    country: str
    office: str
    body: str
    since: str
    until: str
    wikidata: str
    source: str

    def held(self, on: str) -> bool:
        """Return whether the term can include the day `on`, at the dates' own precision."""
        begun = not self.since or self.since[: len(on)] <= on[: len(self.since)]
        return begun and (not self.until or on[: len(self.until)] <= self.until[: len(on)])

    def surely_held(self, on: str) -> bool:
        """Return whether the term includes the day `on` whatever its dates leave open."""
        if not self.since or self.stale(on):
            return False
        begun = self.since[: len(on)] < on[: len(self.since)]
        return begun and (not self.until or on[: len(self.until)] < self.until[: len(on)])

    def stale(self, on: str) -> bool:
        """Return whether the term was open when its list was made, and may have ended by `on`."""
        return not self.until and on > LISTED.get(self.source, "")


_Keys = dict[str, tuple[Person, ...]]


@dataclass(frozen=True, slots=True)
class People:
    """All terms of office, looked up by name without regard to accents and capitals."""

    rows: tuple[Person, ...]
    _named: _Keys = field(repr=False)
    _surname: _Keys = field(repr=False)
    _country: _Keys = field(repr=False)
    _told: _Keys = field(repr=False)

    def named(self, name: str) -> tuple[Person, ...]:
        """Return all terms of those who bear the full name, the earliest first.

        A middle initial that the table lacks is passed over: `Vladimir V. Putin`.
        """
        found = self._named.get(names.fold(name))
        if found is None:
            plain = " ".join(w for w in name.split() if not _INITIAL.fullmatch(w))
            found = self._named.get(names.fold(plain), ())
        return found

    def surname(self, name: str) -> tuple[Person, ...]:
        """Return all terms of those whom a shorter name may mean: `Lavrov`, `de Croo`."""
        return self._surname.get(names.fold(name), ())

    def told(self, name: str) -> tuple[Person, ...]:
        """Return the terms that the user's dossier gives for a name, full or short.

        Who is in a case's dossier is meant by a surname alone: nobody else need fit.
        """
        return self._told.get(names.fold(name), ()) if self._told else ()

    def of(self, iso3: str, on: str | None = None) -> tuple[Person, ...]:
        """Return the terms of a country's office-holders, of those in office on a day."""
        return tuple(p for p in self._country.get(iso3, ()) if on is None or p.held(on))


@by_dossier
def people(dossier: Dossier) -> People:
    """Return the office-holders of the vocabulary and the dossier."""
    own = (_person(dict(row)) for row in dossier.rows(FILE))
    return recorded((_person(row) for row in rows(FILE)), own)


def recorded(terms: Iterable[Person], own: Iterable[Person] = ()) -> People:
    """Return office-holders, to be looked up by name; `own` are those of a dossier."""
    table, own = list(terms), list(own)
    return People(
        rows=(*table, *own),
        _named=_borne(table, own, lambda person: (person.name, *person.names)),
        _surname=_borne(table, own, lambda person: person.surnames),
        _country=_frozen((person.country, person) for person in _by_date([*table, *own])),
        _told=_borne([], own, lambda person: (person.name, *person.names, *person.surnames)),
    )


def _borne(
    table: list[Person], own: list[Person], called: Callable[[Person], Iterable[str]]
) -> _Keys:
    """Return key -> terms; a name that the dossier gives is borne by nobody of another state."""
    told: dict[str, set[str]] = {}
    for person in own:
        for key in map(names.fold, called(person)):
            told.setdefault(key, set()).add(person.country)
    return _frozen(
        (key, person)
        for person in _by_date([*table, *own])
        for key in dict.fromkeys(map(names.fold, called(person)))
        if key not in told or person.country in told[key]
    )


def _by_date(table: list[Person]) -> list[Person]:
    return sorted(table, key=lambda person: (person.since, person.name, person.office))


def _frozen(entries: Iterable[tuple[str, Person]]) -> _Keys:
    keys: dict[str, list[Person]] = {}
    for key, person in entries:
        keys.setdefault(key, []).append(person)
    return {key: tuple(found) for key, found in keys.items()}


def _person(row: dict[str, str]) -> Person:
    return Person(
        name=row["name"],
        names=values(row["names"]),
        surnames=values(row["surnames"]),
        country=row["country"],
        office=row["office"],
        body=row["body"],
        since=row["since"],
        until=row["until"],
        wikidata=row["wikidata"],
        source=row["source"],
    )
