"""Whom the words before an office mean: `his`, `its`, `the country's`, `Vale's`, a delegation.

The likeliest of the persons, bodies and states named shortly before, subjects first and places
last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.reading.speakers.cast import Cast
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Marked
from dragoman.reading.speakers.named_bodies import NamedBody
from dragoman.reading.speakers.persons import Person
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.speakers import speaker_words

_BACK = 3
"""Sentences before a pronoun in which the one served is looked for."""
_FAR = 12
"""Sentences before `the delegation` in which it is looked for with its state."""
_SUBJECT, _PLACE, _WHOLE = 0.9, -1.5, 0.2
_STEPS = 5
"""Steps up the parse from a name to the subject that it stands in."""


@dataclass(frozen=True, slots=True)
class Service:
    """Whom a person serves: a state, a body, another person; `leads` says it without an office.

    One who is `sent` speaks for the state that engaged him, whatever he is besides.
    """

    country: Country | None = None
    body: NamedBody | None = None
    master: Person | None = None
    leads: Description | None = None
    sent: bool = False


class Candidate(NamedTuple):
    """One that `its` or `the country's` may mean, with its rank."""

    rank: float
    start: int
    service: Service


NONE = Service()


@dataclass(frozen=True, slots=True)
class Served:
    """One article's persons, bodies and states, asked for by the words that mean one of them."""

    marked: Marked
    cast: Cast
    bodies: KnownBodies

    def meant(self, token: int, person: Person | None) -> Service | None:
        """Return whom a possessive pronoun means, never the person himself."""
        kind = speaker_words().pronouns.get(self.marked.lower[token])
        if kind in ("he", "she"):
            master = self._master(token, "male" if kind == "he" else "female", person)
            return Service(master.country, master=master) if master else None
        if kind in ("it", "they"):
            candidates = list(self._candidates(token))
            return max(candidates, key=lambda c: (c.rank, c.start)).service if candidates else None
        return None

    def _master(self, token: int, gender: str, person: Person | None) -> Person | None:
        """Return the person whom `his` means: the likeliest one named shortly before."""
        ranked = [
            (self._rank(run.end - 1, token), run.start, other)
            for run, other in self.cast.between(self.marked.back(token, _BACK), token)
            if other is not person and other.gender in (None, gender)
            if person is None or other.mentions[0] < person.mentions[0]
        ]
        return max(ranked, key=lambda r: r[:2])[2] if ranked else None

    def _candidates(self, token: int) -> Iterator[Candidate]:
        """Yield the bodies and states named before a token, each with its rank."""
        back = self.marked.back(token, _BACK)
        for body in self.bodies.between(back, token):
            full = self.bodies.fullest(body, body.run.start) or body
            rank = self._rank(body.run.end - 1, token) + _WHOLE
            yield Candidate(rank, body.run.start, Service(full.country, full))
        for mark in self.marked.marks_between(back, token):
            if mark.entry.country and mark.entry.sense in ("name", "demonym", "metonym", "part"):
                service = Service(mark.entry.country)
                yield Candidate(self._rank(mark.end - 1, token), mark.start, service)

    def _rank(self, at: int, token: int) -> float:
        marked = self.marked
        rank = float(marked.sentence[at] - marked.sentence[token])
        if marked.lower[marked.head[at]] in ("in", "at", "near"):
            rank += _PLACE
        return rank + (_SUBJECT if self._in_subject(at) else 0.0)

    def _in_subject(self, at: int) -> bool:
        for _ in range(_STEPS):
            if self.marked.dep[at] in ("nsubj", "nsubjpass"):
                return True
            if self.marked.head[at] == at or self.marked.tag[at][:2] == "VB":
                return False
            at = self.marked.head[at]
        return False

    def owned(self, owner: int, person: Person | None) -> Service | None:
        """Return whom a noun or name in the possessive means: `the country's`, `Vale's`."""
        other = self.cast.at.get(owner)
        if other is not None:
            earlier = person is None or other.mentions[0] < person.mentions[0]
            return Service(other.country, master=other) if earlier and other is not person else None
        word = self.marked.lower[owner]
        if word in speaker_words().home["country"]:
            return self._country_before(owner)
        if word in speaker_words().home["team"]:
            return self._team_before(owner)
        if word in speaker_words().any_body:
            return self._body_before(owner)
        return self._in_office(owner, person)

    def _in_office(self, owner: int, person: Person | None) -> Service | None:
        """Return the last one named before with the office in `the president's spokesman`."""
        word = self.marked.lower[owner]
        named = [
            (run.start, other)
            for run, other in self.cast.between(0, owner)
            if other is not person and any(d.noun == word and d.office for d in other.described)
        ]
        master = max(named, key=lambda n: n[0])[1] if named else None
        return Service(master.country, master=master) if master else None

    def fellow(self, described: Description) -> Service | None:
        """Return the state of the last one so called before `another official`, if told."""
        first = self.marked.lower[described.run.start]
        if first not in speaker_words().home["fellow"] or described.country or described.body:
            return None
        return self._team_before(described.head_at)

    def _body_before(self, token: int) -> Service | None:
        bodies = [c for c in self._candidates(token) if c.service.body is not None]
        return max(bodies, key=lambda c: (c.rank, c.start)).service if bodies else None

    def bank_before(self, described: Description) -> Service | None:
        """Return the bank of a bare `Governor Vale`, where one was named just before."""
        words = speaker_words().home
        if described.noun not in words["heads_of"] or described.country or described.body:
            return None
        near = self._candidates(described.run.start)
        banks = [c for c in near if c.service.body and c.service.body.head in words["banks"]]
        return max(banks, key=lambda c: (c.rank, c.start)).service if banks else None

    def _country_before(self, token: int) -> Service | None:
        """Return the state named before `the country's`: the subject, else the last one."""
        states = [c for c in self._candidates(token) if c.service.body is None]
        return max(states, key=lambda c: (c.rank, c.start)).service if states else None

    def teamed(self, described: Description) -> Service | None:
        """Return the state in `the head of the delegation`, where another sentence names it."""
        start = described.head.start if described.head else described.head_at
        for at in range(start + 1, described.run.end):
            if self.marked.lower[at] in speaker_words().home["team"]:
                return None if described.country else self._team_before(at)
        return None

    def _team_before(self, token: int) -> Service | None:
        """Return the state or body of the last `Kestrelian delegation` before a bare one."""
        marked = self.marked
        for at in range(token - 1, marked.back(token, _FAR) - 1, -1):
            if marked.lower[at] != marked.lower[token]:
                continue
            for mark in reversed(marked.marks_between(max(0, at - 4), at)):
                if mark.entry.country and marked.sentence[mark.start] == marked.sentence[at]:
                    return Service(mark.entry.country)
        return None
