"""Countries as newspapers name them: names, adjectives, capitals, and words for a government.

Data: `data/countries.tsv`. ISO 3166 alpha-3 codes identify a country; states that are no
more (the Soviet Union) keep the code they had, with the dates between which they existed.
A state that only a user's dossier knows has its name for a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary import names
from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.files import rows, values

FILE = "countries.tsv"
Status = Literal["member", "observer", "state", "territory", "former"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory; `name` is its usual English name.

    `status` is its standing in the United Nations (`state`: neither member nor observer);
    `since` and `until` bound its existence where it followed, or was followed by, another
    state of the table; `until` is the first day on which it was no more.
    `metonyms` are the words that stand for its government, its seat included where that is
    usual; `capitals` are places and nothing more.
    """

    iso3: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    status: Status
    wikidata: str
    since: str
    until: str

    def existed(self, on: str) -> bool:
        """Return whether the state existed on the day `on` (`YYYY-MM-DD`)."""
        return (not self.since or self.since <= on) and (not self.until or on < self.until)


_Keys = dict[str, tuple[Country, ...]]


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries, looked up by what a text calls them.

    `shared` gives the words that several living countries bear, with those.

    Every lookup takes words with or without article, possessive and dots, and returns None
    for a word that two living countries share (`Congolese`); `on`, a day, lets a state that
    is no more answer for its own time.
    """

    rows: tuple[Country, ...]
    by_iso3: dict[str, Country]
    shared: dict[str, tuple[Country, ...]]
    _named: _Keys = field(repr=False)
    _demonym: _Keys = field(repr=False)
    _metonym: _Keys = field(repr=False)
    _capital: _Keys = field(repr=False)

    def named(self, words: str, on: str | None = None) -> Country | None:
        """Return the country of that name: `Russia`, `the U.S.`, `Russian Federation`."""
        return _only(names.look_up(self._named, words), on)

    def demonym(self, words: str, on: str | None = None) -> Country | None:
        """Return the country of that adjective or people: `Russian`, `Britons`."""
        return _only(names.look_up(self._demonym, words), on)

    def metonym(self, words: str, on: str | None = None) -> Country | None:
        """Return the country whose government the words stand for: `the Kremlin`."""
        return _only(names.look_up(self._metonym, words), on)

    def capital(self, words: str, on: str | None = None) -> Country | None:
        """Return the country whose capital or seat of government is called so."""
        return _only(names.look_up(self._capital, words), on)

    def find(self, words: str, on: str | None = None) -> Country | None:
        """Return the country meant by a name, a demonym or a metonym, tried in that order."""
        return self.named(words, on) or self.demonym(words, on) or self.metonym(words, on)

    def candidates(self, words: str) -> tuple[Country, ...]:
        """Return every country that the words may mean, the likelier kind of name first."""
        kinds = (self._named, self._demonym, self._metonym)
        found = (country for keys in kinds for country in names.look_up(keys, words))
        return tuple(dict.fromkeys(found))

    def share_name(self, words: str) -> bool:
        """Return whether the words are a name of several countries and so decide for none."""
        return len(names.look_up(self._named, words)) > 1 and self.named(words) is None

    def surface_forms(self) -> tuple[str, ...]:
        """Return every name, demonym and metonym as listed, sorted, each once."""
        forms = {f for c in self.rows for f in (c.name, *c.names, *c.demonyms, *c.metonyms)}
        return tuple(sorted(forms))


def _only(found: tuple[Country, ...], on: str | None) -> Country | None:
    day = on or "9999-12-31"
    living = [country for country in found if country.existed(day)]
    if living:
        return living[0] if len(living) == 1 else None
    return found[0] if len(found) == 1 else None


def _shared(rows: Iterable[Country]) -> dict[str, tuple[Country, ...]]:
    """Return the names and adjectives of several living states, with those: `Congolese`."""
    bearers: dict[str, dict[str, Country]] = {}
    for country in rows:
        if country.existed("9999-12-31"):
            for form in (country.name, *country.names, *country.demonyms):
                bearers.setdefault(form, {})[country.iso3] = country
    return {form: tuple(found.values()) for form, found in bearers.items() if len(found) > 1}


@by_dossier
def countries(dossier: Dossier) -> Countries:
    """Return the countries of the vocabulary and the dossier."""
    table = {row["iso3"]: _country(row) for row in rows(FILE)}
    own = [_country(dict(row)) for row in dossier.rows(FILE)]
    for country in own:
        listed = table.get(country.iso3)
        table[country.iso3] = _joined(listed, country) if listed else country
    told = [(table[country.iso3], country) for country in own]
    every = [(country, country) for country in table.values()]
    return Countries(
        rows=tuple(table.values()),
        by_iso3=table,
        shared=_shared(table.values()),
        _named=_keys(every, told, ("name", "names")),
        _demonym=_keys(every, told, ("demonyms",)),
        _metonym=_keys(every, told, ("metonyms",)),
        _capital=_keys(every, told, ("capitals",)),
    )


_Borne = list[tuple[Country, Country]]
"""Countries, each with the row that lists its names."""


def _keys(every: _Borne, told: _Borne, columns: Iterable[str]) -> _Keys:
    """Return the index of some columns; a name that the dossier gives is nobody else's."""
    return names.index(_borne(every, columns)) | names.index(_borne(told, columns))


def _borne(countries: _Borne, columns: Iterable[str]) -> Iterator[tuple[str, Country]]:
    for country, row in countries:
        for column in columns:
            cell = getattr(row, column)
            yield from ((n, country) for n in ((cell,) if isinstance(cell, str) else cell))


def _joined(listed: Country, own: Country) -> Country:
    """Return a listed country with the names that a dossier adds."""
    return replace(
        listed,
        names=_each_once(listed.names, own.names),
        demonyms=_each_once(listed.demonyms, own.demonyms),
        capitals=_each_once(listed.capitals, own.capitals),
        metonyms=_each_once(listed.metonyms, own.metonyms),
    )


def _each_once(listed: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*listed, *added)))


def _country(row: dict[str, str]) -> Country:
    status = next((s for s in STATUSES if s == row["status"]), None)
    if status is None:
        raise VocabularyError(
            f"{FILE}, {row['iso3']}: status {row['status']!r} is unknown. "
            f"Use one of {', '.join(STATUSES)}."
        )
    return Country(
        iso3=row["iso3"],
        name=row["name"],
        names=values(row["names"]),
        demonyms=values(row["demonyms"]),
        capitals=values(row["capitals"]),
        metonyms=values(row["metonyms"]),
        status=status,
        wikidata=row["wikidata"],
        since=row["since"],
        until=row["until"],
    )
