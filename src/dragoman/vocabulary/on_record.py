"""Which office somebody held on a day, by the public record, and where an article differs.

The record never replaces the article's words: what it adds, and what it contradicts, is shown
beside them. Where it does not say who is meant, or no longer knows, it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.offices import Office, offices
from dragoman.vocabulary.people import People, Person, people

_MINISTER = "minister"
_LISTED = "foreign minister"
_TOP = ("head of state", "monarch")
_EXCLUSIVE = (*_TOP, "head of government", _MINISTER, "ambassador")
"""The kinds of offices of which one person holds one at a time."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The office held on a day, as the record words it, and what contradicts the article.

    `term` says from when to when: `2004–2012`, `since 2012`; `source` which list has it.
    `conflict` is a sentence; `office` is None where the record has none for that day.
    """

    office: str | None
    term: str | None
    source: str | None
    conflict: str | None


@kept_by_dossier(maxsize=4096)
def on_record(name: str, country: str | None, role: str | None, day: str) -> OnRecord | None:
    """Return what the record has of a speaker on a day, None when it has nothing to say.

    `country` and `role` are the speaker's as read; `day` is `YYYY-MM-DD` or as far as known.
    """
    return look_up(people(), name, country, role, day)


def look_up(
    known: People, name: str, country: str | None, role: str | None, day: str
) -> OnRecord | None:
    """Return the same of any record of office-holders."""
    said = _Said(role)
    one = _who(_candidates(known, name, country, said), said, day)
    if not one:
        return None
    held = [term for term in one if term.held(day)]
    vouched = [term for term in held if said.agrees(term) and not said.former]
    sure = [term for term in held if term in vouched or not term.stale(day)]
    best = next((term for term in sure if said.agrees(term)), None) or next(iter(sure), None)
    conflict = _conflict(said, one, held, best, day)
    if best is None and conflict is None:
        return None
    if best is None:
        return OnRecord(None, None, None, conflict)
    return OnRecord(best.office, _period(best), best.source, conflict)


class _Said:
    """The role that an article gives somebody, and the office that it names."""

    __slots__ = ("former", "future", "key", "kind", "role")

    def __init__(self, role: str | None) -> None:
        office = offices().find(role) if role else None
        self.role = role
        self.key = _key(office)
        self.kind = office.kind if office else None
        self.former = bool(role) and offices().is_former(role or "")
        self.future = bool(role) and offices().is_future(role or "")

    def agrees(self, term: Person) -> bool:
        """Return whether a term is of the office that the article names."""
        return self.key is not None and self.key == _key(offices().find(term.office))


def _key(office: Office | None) -> str | None:
    """Return what two wordings of one office share: ministers differ by what they are for."""
    if office is None:
        return None
    if office.kind == _MINISTER or office.title.startswith("deputy "):
        return office.title
    return "head of state" if office.kind in _TOP else office.kind


def _candidates(known: People, name: str, country: str | None, said: _Said) -> tuple[Person, ...]:
    """Return the terms of all who may be meant: a surname alone counts with their office only."""
    terms = known.named(name) if " " in name else ()
    if not terms:
        terms = known.surname(name)
        held = {term.name for term in terms if said.agrees(term)}
        terms = tuple(term for term in terms if term.name in held)
    if country is None:
        return terms
    return tuple(term for term in terms if term.country in (country, ""))


def _who(terms: Sequence[Person], said: _Said, day: str) -> Sequence[Person]:
    """Return the terms of the one person who is meant, none when several may be.

    Of several, the one who held an office on that day, or the very office, is meant.
    """
    persons = _persons(terms)
    if len(persons) > 1:
        persons = [p for p in persons if any(term.held(day) for term in p)]
    if len(persons) > 1:
        persons = [p for p in persons if any(said.agrees(t) and t.held(day) for t in p)]
    return persons[0] if len(persons) == 1 else ()


def _persons(terms: Sequence[Person]) -> list[list[Person]]:
    """Return the terms of each person together: one name, one country, one item of Wikidata."""
    persons: list[list[Person]] = []
    for term in sorted(terms, key=lambda term: not term.wikidata):
        same = next((p for p in persons if all(_same(term, other) for other in p)), None)
        if same is None:
            persons.append([term])
        else:
            same.append(term)
    return [sorted(person, key=lambda term: term.since) for person in persons]


def _same(one: Person, other: Person) -> bool:
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    if fold(one.name) != fold(other.name):
        return False
    return one.country == other.country or not (one.country and other.country)


def _conflict(
    said: _Said, terms: Sequence[Person], held: Sequence[Person], best: Person | None, day: str
) -> str | None:
    if said.key is None or said.future:
        return None
    same = [term for term in terms if said.agrees(term)]
    if said.former:
        sure = [t for t in same if t.surely_held(day)]
        return _told(said, "was in office then", sure) if sure else None
    if any(term in held for term in same):
        return None
    if same:
        return _told(said, "was not in that office then", same)
    if best is None or said.kind not in _EXCLUSIVE or not best.surely_held(day):
        return None
    office = offices().find(best.office)
    kind = office.kind if office else None
    # A head of government often keeps a ministry, of which the record lists the foreign one
    # alone; and `minister` may be any of them.
    both = kind == "head of government" and said.kind == _MINISTER and said.key != _LISTED
    if kind not in _EXCLUSIVE or both or said.key == _MINISTER:
        return None
    return _told(said, "held another office then", [best])


def _told(said: _Said, what: str, terms: Sequence[Person]) -> str:
    record = "; ".join(f"{term.office}, {_period(term)}" for term in terms)
    return f"The article has “{said.role}”; by the record {terms[0].name} {what} ({record})."


def _period(term: Person) -> str:
    if not term.until:
        return f"since {term.since}" if term.since else "dates not known"
    return f"{term.since}–{term.until}" if term.since else f"until {term.until}"
