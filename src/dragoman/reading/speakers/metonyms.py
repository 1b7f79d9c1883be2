"""Whether the name of a place stands for a government, the place, a person or something else.

`Moscow said` against `in Moscow`, `Washington` the government, the city and the first president.
Decided from the words beside the name (see `vocabulary/data/places.toml`); whoever resolves a
source, an event's party or a condition's actor asks here, so that all agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.reading.once import once
from dragoman.reading.speakers.after_prepositions import after_preposition
from dragoman.reading.speakers.beside import Beside, beside
from dragoman.reading.speakers.cast import cast
from dragoman.reading.speakers.longer_names import of_longer_name, of_person, of_person_before
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.place_names import PlaceName, PlaceReading, place_name_at
from dragoman.reading.speakers.place_or_government import compound, of_hyphen, owning, where
from dragoman.reading.speakers.place_verbs import as_object, as_subject
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.places import place_words
from dragoman.vocabulary.speakers import speaker_words

_READINGS = (
    of_person,
    of_longer_name,
    of_hyphen,
    owning,
    compound,
    where,
    after_preposition,
    as_subject,
    as_object,
)
"""Asked in this order: the first that knows the place in which the name stands decides."""


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place's name and what it stands for where it stands."""

    name: PlaceName
    reading: PlaceReading

    @property
    def country(self) -> Country | None:
        """Return the country meant or in which the place lies, None for persons and treaties.

        A government that is no state's has none: Brussels as the European Union.
        """
        if self.reading in ("person", "other"):
            return None
        body = self.name.body
        if self.reading == "government" and body is not None and not body.country:
            return None
        return self.name.country


def person_called(marked: Marked, token: int) -> str:
    """Return the full name of the person whose surname is a place's, as the article has it."""
    name = place_name_at(marked, token)
    end = name.run.end if name is not None else token + 1
    last = _bearers(marked).get(marked.text[end - 1], end - 1)
    first = last
    while first > 0 and _in_name(marked, first - 1) and marked.sentence[first - 1] >= 0:
        first -= 1
    return marked.words(Run(first, last + 1))


def _in_name(marked: Marked, token: int) -> bool:
    return (
        marked.tag[token] == "NNP"
        and token not in marked.covering
        and (marked.lower[token] not in speaker_words().honorifics)
    )


def metonym_at(marked: Marked, token: int) -> Metonym | None:
    """Return what the place's name stands for that covers a token, None where none does."""
    if not marked.text[token][:1].isupper():
        return None
    known = once(marked.document.doc, "metonyms", _none)
    if token not in known:
        name = place_name_at(marked, token)
        inside = name is not None and marked.sentence[token] >= 0
        known[token] = _read(marked, name) if name is not None and inside else None
    return known[token]


def _none(_: Doc) -> dict[int, Metonym | None]:
    return {}


def _read(marked: Marked, name: PlaceName) -> Metonym:
    found = beside(marked, cast(marked), name)
    if of_person_before(found, _bearers(marked)):
        return Metonym(name, "person")
    for asked in _READINGS:
        reading = asked(found)
        if reading is not None:
            return Metonym(name, reading)
    return Metonym(name, _otherwise(found))


def _bearers(marked: Marked) -> dict[str, int]:
    """Return the surnames that are places' names, each with where a person first bears it."""

    def find(_: Doc) -> dict[str, int]:
        people, first = cast(marked), dict[str, int]()
        borne = place_words().names["surnames"]
        for found in marked.marks:
            word = marked.text[found.end - 1]
            if found.entry.country is None or word not in borne or word in first:
                continue
            name = place_name_at(marked, found.start)
            if name is not None and of_person(beside(marked, people, name)) == "person":
                first[word] = found.start
        return first

    return once(marked.document.doc, "surnames of places", find)


def _otherwise(name: Beside) -> PlaceReading:
    return "government" if name.name.governs else "place"
