"""Where an article names places, and what kind of place each is: country, capital, seat, city.

Countries, capitals and seats come from the vocabulary's marks, cities from its list; other
places are those that the entity recogniser finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.bodies import PLACES, Body
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.places import place_words

Kind = Literal["country", "capital", "seat", "part", "city"]
PlaceReading = Literal["government", "place", "person", "people", "other"]
"""What a place's name can stand for; `other` is a treaty, a company, a team."""

_RECOGNISED = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One mention of a place's name.

    `country` is where it lies, None where no list has it; `body` is whom the name may stand
    for instead of a state (Brussels, the Pentagon); `inside` is the longer name of something
    else that it belongs to (`Bank of Japan`).
    """

    run: Run
    kind: Kind
    country: Country | None
    body: Body | None = None
    inside: Mark | None = None

    @property
    def governs(self) -> bool:
        """Return whether news calls a government by this name."""
        return self.kind in ("country", "capital", "seat")


def place_name_at(marked: Marked, token: int) -> PlaceName | None:
    """Return the place whose name covers a token, None where none does."""
    found = marked.covering.get(token)
    if found is not None and found.entry.proper:
        run = Run(found.start, found.end)
        wider = Run(max(0, run.start - 1), run.end)
        if marked.words(wider) in place_words().names["regions"]:
            return PlaceName(wider, "city", None)
        kind = _kind(marked.words(run), found.entry)
        if kind == "seat" and found.entry.country is None:
            inside = _inside(marked, token, found)
            if inside is not None:  # `the Congress of Peru`
                return inside
        if kind is not None:
            body = found.entry.body
            country = found.entry.country or countries().by_iso3.get(body.country if body else "")
            return PlaceName(run, kind, country, body)
        return _inside(marked, token, found)
    return _city(marked, token) or _shared(marked, token) or _recognised(marked, token)


def _kind(words: str, entry: Entry) -> Kind | None:
    country, body = entry.country, entry.body
    if country is None:
        if body is None:
            return None
        if body.kind in PLACES:
            return "part"
        return "seat" if words in place_words().names["houses"] else None
    if entry.sense == "name":
        return "country"
    if entry.sense == "part":
        return "part"
    if entry.sense in ("metonym", "capital"):
        if country.status == "territory":
            return "city"
        return "capital" if countries().capital(words) is not None else "seat"
    return None


def _inside(marked: Marked, token: int, found: Mark) -> PlaceName | None:
    """Return the country or city whose name is part of a body's or an outlet's name."""
    if found.end - found.start < 2 or not (found.entry.body or found.entry.outlet):
        return None
    word = marked.text[token]
    named = countries().named(word)
    country = named or countries().capital(word) or place_words().cities.get(word)
    if country is None:
        return None
    return PlaceName(Run(token, token + 1), "country" if named else "city", country, None, found)


def _city(marked: Marked, token: int) -> PlaceName | None:
    words = place_words()
    for start in range(token, max(-1, token - 4), -1):
        for length in words.lengths.get(marked.text[start], ()):
            run = Run(start, start + length)
            if run.end > token and run.end <= len(marked.text):
                country = words.cities.get(marked.words(run))
                if country is not None:
                    return PlaceName(run, "city", country)
    return None


def _shared(marked: Marked, token: int) -> PlaceName | None:
    """Return a name that two countries share (`Congo`), as that of neither."""
    shared = countries().share_name(marked.text[token])
    return PlaceName(Run(token, token + 1), "country", None) if shared else None


def _recognised(marked: Marked, token: int) -> PlaceName | None:
    """Return a place that no list has, by its label."""
    label = marked.entity[token]
    if label not in _RECOGNISED or not _capital(marked, token):
        return None
    start, end, sentence = token, token + 1, marked.sentence[token]
    while start > 0 and _goes_on(marked, start - 1, label, sentence):
        start -= 1
    while end < len(marked.text) and _goes_on(marked, end, label, sentence):
        end += 1
    return PlaceName(Run(start, end), "city", None)


def _goes_on(marked: Marked, token: int, label: str, sentence: int) -> bool:
    return (
        marked.entity[token] == label
        and marked.sentence[token] == sentence
        and _capital(marked, token)
        and token not in marked.covering
    )


def _capital(marked: Marked, token: int) -> bool:
    return marked.text[token][0].isupper() and marked.lower[token] != "the"
