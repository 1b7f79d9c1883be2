"""One index over all names and nouns of the vocabulary, so that a text is searched in one pass.

Reading asks of every word whether a country, body, outlet, office or speaker's noun begins
there; asking five vocabularies in turn for every length of phrase would take several times
as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.vocabulary.bodies import Body, Institution, bodies
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.offices import Office, offices
from dragoman.vocabulary.outlets import Outlet, outlets
from dragoman.vocabulary.speakers import Noun, speaker_words

Sense = Literal["", "name", "demonym", "metonym", "capital", "part"]
_ATOMS = re.compile(r"(?:[A-Z]\.){2,}|\w+|[^\w\s]")
_SIGNS = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"), ("–", "-"))
_SHORTEST_CAPITALS = 4
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """All that one phrase can mean; `sense` says how it names `country`."""

    country: Country | None = None
    sense: Sense = ""
    body: Body | None = None
    outlet: Outlet | None = None
    office: Office | None = None
    many: bool = False
    institution: Institution | None = None
    nouns: tuple[Noun, ...] = ()

    def noun(self, sort: str) -> Noun | None:
        """Return the phrase's noun of that sort."""
        for noun in self.nouns:
            if noun.sort == sort:
                return noun
        return None

    @property
    def proper(self) -> bool:
        """Return whether the phrase is a name of a country, a body or an outlet."""
        return bool(self.country or self.body or self.outlet)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry at its place in a text, in code points."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The index: proper names case-sensitive, titles and nouns in any case."""

    _lengths: dict[str, tuple[int, ...]] = field(repr=False)
    _proper: dict[str, Entry] = field(repr=False)
    _common: dict[str, Entry] = field(repr=False)

    def search(self, text: str) -> Iterator[Found]:
        """Yield the phrases of a text from left to right, the longest at each place."""
        matches = list(_ATOMS.finditer(_plain(text)))
        plain = [_undotted(match.group()) for match in matches]
        lengths, end = self._lengths, 0
        for at, first in enumerate(plain):
            if first not in lengths or at < end:
                continue
            for length in lengths[first]:
                entry = self._entry(plain[at : at + length], length)
                if entry is not None:
                    end = at + length
                    yield Found(matches[at].start(), matches[end - 1].end(), entry)
                    break

    def _entry(self, words: list[str], length: int) -> Entry | None:
        if len(words) < length:
            return None
        key = words[0] if length == 1 else " ".join(words)
        entry = self._proper.get(key) or self._common.get(key.lower())
        if entry is None and words[0] == "The":
            entry = self._proper.get("the" + key[3:])
        return entry


def _plain(text: str) -> str:
    """Return a text with plain apostrophes and hyphens, each at its place."""
    for sign, plain in _SIGNS:
        text = text.replace(sign, plain)
    return text


def _undotted(atom: str) -> str:
    return atom.replace(".", "") if len(atom) > 2 and atom[1] == "." else atom


def _key(words: str) -> str:
    return " ".join(_undotted(atom) for atom in _ATOMS.findall(_plain(words)))


@by_dossier
def lexicon(_: Dossier) -> Lexicon:
    """Return the index over the whole vocabulary and the dossier."""
    common = _common()
    proper = _proper()
    for key, found in proper.items():
        shared = common.get(key.lower())
        if shared:
            proper[key] = _merged(found, shared)
    lengths: dict[str, set[int]] = {}
    for key, written in (*_written(proper), *_written(common)):
        size = key.count(" ") + 1
        if size <= _LONGEST:
            lengths.setdefault(written, set()).add(size)
    ordered = {first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()}
    return Lexicon(ordered, proper, common)


def _written(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each key with every way in which its first word may be written in a text."""
    for key in keys:
        first = key.split(" ", 1)[0]
        yield key, first
        if first == "the":
            yield key, "The"
        elif key == key.lower():
            yield key, first.title()
            yield key, first.upper()


def _merged(first: Entry, second: Entry) -> Entry:
    """Return what both entries say of one phrase; where they differ, the first."""
    return Entry(
        country=first.country or second.country,
        sense=first.sense or second.sense,
        body=first.body or second.body,
        outlet=first.outlet or second.outlet,
        office=first.office or second.office,
        many=first.many or second.many,
        institution=first.institution or second.institution,
        nouns=first.nouns or second.nouns,
    )


def _proper() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    capitals = {form for c in countries().rows for form in c.capitals}
    for form in (*countries().surface_forms(), *sorted(capitals)):
        country, sense = _country(form)
        if country:
            _enter(found, form, Entry(country=country, sense=sense))
    for form, iso3 in speaker_words().places.items():
        _enter(found, form, Entry(country=countries().by_iso3.get(iso3), sense="part"))
    for form in bodies().surface_forms():
        candidates = bodies().candidates(form)
        if len(candidates) == 1:
            _enter(found, form, Entry(body=candidates[0]))
    for form in offices().abbreviations:
        _enter(found, form, Entry(office=offices().find(form)))
    for form in outlets().surface_forms():
        outlet = outlets().find(form)
        if outlet:
            _enter(found, form, Entry(outlet=outlet))
    return found


def _country(form: str) -> tuple[Country | None, Sense]:
    known = countries()
    asked: tuple[tuple[Sense, Country | None], ...] = (
        ("name", known.named(form)),
        ("demonym", known.demonym(form)),
        ("metonym", known.metonym(form)),
        ("capital", known.capital(form)),
    )
    return next(((country, sense) for sense, country in asked if country), (None, ""))


def _enter(found: dict[str, Entry], form: str, entry: Entry) -> None:
    """Enter a name, as listed and in a headline's capitals, beside what is there already."""
    key = _key(form)
    found[key] = _merged(found[key], entry) if key in found else entry
    if len(key) >= _SHORTEST_CAPITALS:
        found.setdefault(key.upper(), entry)


def _common() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for form in offices().surface_forms():
        first = form.split()[0].upper()
        if countries().find(first) or bodies().find(first):
            continue  # `us ambassador`: the country stays a mark of its own
        entry = Entry(office=offices().find(form), many=offices().is_plural(form))
        found[_key(form)] = entry
        if " " in form:
            found[" - ".join(form.split())] = entry
    for institution in bodies().institutions:
        for name in (institution.name, *institution.names):
            key = _key(name.lower())
            found[key] = replace(found.get(key, Entry()), institution=institution)
    for word, nouns in speaker_words().nouns.items():
        key = _key(word.lower())
        there = found.get(key, Entry())
        found[key] = replace(
            there, nouns=nouns, many=there.many or any(noun.many for noun in nouns)
        )
    return found
