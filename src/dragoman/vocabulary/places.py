"""What tells a place from the government called by its name, and cities beside the capitals.

Data: `data/places.toml` (nouns, prepositions, verbs and adjectives beside the name of a place)
and `data/cities.tsv` (cities, islands and regions with their country).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.errors import VocabularyError
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.files import rows, table, values
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers

FILE = "places.toml"
CITIES = "cities.tsv"

_WORDS = re.compile(r"-|[^\s-]+")
Words = frozenset[str]
_SECTIONS = ("nouns", "verbs", "prepositions", "adjectives", "hyphen", "names")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words beside a place's name, in lower case and all their forms, by what they tell.

    `nouns`, `verbs`, `prepositions`, `adjectives`, `hyphen` and `names` hold the lists of the
    sections so called in `places.toml`; `cities` gives the country of a city, `lengths` how many
    words a city's name may have by its first word.
    """

    nouns: dict[str, Words]
    verbs: dict[str, Words]
    prepositions: dict[str, Words]
    adjectives: dict[str, Words]
    hyphen: dict[str, Words]
    names: dict[str, Words]
    cities: dict[str, Country]
    lengths: dict[str, tuple[int, ...]]


@by_dossier
def place_words(_: Dossier) -> PlaceWords:
    """Return the words that tell a place from a government.

    Raises VocabularyError when a section is missing or a city's country is unknown.
    """
    data = table(FILE)
    missing = [name for name in _SECTIONS if name not in data]
    if missing:
        raise VocabularyError(f"{FILE}: no section {', '.join(missing)}. Add it.")
    cities = dict(_cities())
    lengths: dict[str, set[int]] = {}
    for name in cities:
        words = _WORDS.findall(name)
        lengths.setdefault(words[0], set()).add(len(words))
    listed = {
        section: {name: frozenset(words) for name, words in data[section].items()}
        for section in _SECTIONS
    }
    return PlaceWords(
        nouns={name: both_numbers(words) for name, words in listed["nouns"].items()},
        verbs={name: all_verb_forms(words) for name, words in listed["verbs"].items()},
        prepositions=listed["prepositions"],
        adjectives=listed["adjectives"],
        hyphen=listed["hyphen"],
        names={name: both_numbers(words) for name, words in listed["names"].items()},
        cities=cities,
        lengths={first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()},
    )


def _cities() -> Iterable[tuple[str, Country]]:
    for row in rows(CITIES):
        country = countries().by_iso3.get(row["iso3"])
        if country is None:
            raise VocabularyError(
                f"{CITIES}: no country has the code {row['iso3']!r}. "
                "Add it to countries.tsv or mend it."
            )
        yield from ((name, country) for name in values(row["names"]))
