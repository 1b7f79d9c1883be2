"""Whom the persons of an article serve, and of which state they are, where no title says it.

`his foreign minister` is of his state, `its governor` of the bank named before; whoever leads a
delegation is of its state; a minister without any of these, of the state that `evidence` shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.reading.speakers import careers, seats
from dragoman.reading.speakers.cast import Cast
from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.evidence import Evidence
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.named_bodies import NamedBody, body_at
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
    """Whom a person serves: a state, a body, another person; `leads` says it without an office."""

    country: Country | None = None
    body: NamedBody | None = None
    master: Person | None = None
    leads: Description | None = None


class Served(NamedTuple):
    """One that `its` or `the country's` may mean, with its rank."""

    rank: float
    start: int
    service: Service


NONE = Service()


@dataclass(slots=True)
class Homes:
    """One article's words for whom somebody serves."""

    marked: Marked
    cast: Cast
    bodies: KnownBodies
    evidence: Evidence

    def settle(self) -> dict[Person, Service]:
        """Give the persons without a country theirs; return whom those serve who serve others.

        Changes the persons of the cast: their country, and their titles when they have left
        office.
        """
        found: dict[Person, Service] = {}
        for person in self.cast.persons:
            if any(careers.has_left(self.marked, run) for run in person.mentions):
                _leave(person)
            service = self._service(person)
            if service is not NONE:
                found[person] = service
            if person.country is None or self._only_assumed(person):
                person.country = self._country(person, service) or person.country
        return found

    def of_description(self, described: Description) -> Service:
        """Return whom somebody serves who is described without a name."""
        return self._through(described, None) or NONE

    def state(self, described: Description) -> Country | None:
        """Return the state of somebody who is described without a name, if the article shows it."""
        return self.of_description(described).country or self._shown(described)

    def _shown(self, described: Description, person: Person | None = None) -> Country | None:
        """Return the state of an office-holder by what stands around his title, else at home."""
        if not _is_domestic(described):
            colleague = described.noun in speaker_words().calling["peers"]
            return seats.seated(self.marked, _end(described)) if colleague else None
        found = seats.organ_before(self.marked, self.bodies, described)
        if found is None and person is not None:
            found = seats.named_with(self.marked, self.cast.at, described, person)
        local = described.office is not None and described.office.kind == "local head"
        found = found or seats.seated(self.marked, _end(described), of=local)
        return found or self.at_home(described)

    def of_several(self, described: Description) -> Country | None:
        """Return the state of `officials` or `prosecutors in Orm`, that of their sentence else."""
        words = speaker_words().home
        if described.country is not None or described.body is not None:
            return None
        institution = described.head.entry.institution if described.head else None
        party = institution is not None and institution.sort == "group"
        if party or described.noun in words["opposition"]:
            return self.evidence.home(described.run.start, loyal=False)
        plain = words["officials"].isdisjoint(described.words.lower().split())
        if plain or not words["strangers"].isdisjoint(described.words.lower().split()):
            return None
        found = seats.seated(self.marked, _end(described))
        return found or self.evidence.acting_in(self.marked.sentence[described.run.start])

    def of_body(self, body: NamedBody, end: int) -> Country | None:
        """Return in which state an organ without an owner sits: `the supreme court in Orm`."""
        return seats.seated(self.marked, end) if body.body is None else None

    def of_party(self, body: NamedBody) -> Country | None:
        """Return the state of a party that no list has, if the article shows it."""
        party = body.head in speaker_words().home["opposition"] and body.body is None
        return self.evidence.home(body.run.start, loyal=False) if party and not body.bare else None

    def at_home(self, described: Description) -> Country | None:
        """Return the state of an office-holder so described, if the article shows it."""
        loyal = described.office is None or (
            described.office.kind not in speaker_words().home["disloyal"]
        )
        return self.evidence.home(described.run.start, loyal=loyal and not described.former)

    def _country(self, person: Person, service: Service) -> Country | None:
        known = service.country or (service.master.country if service.master else None)
        if known is None and service.body is not None:
            known = service.body.country
        if known is not None:
            return known
        if any(self._is_international(described) for described in person.described):
            return None
        for described in person.described:
            home = self._shown(described, person)
            if home is not None:
                return home
        if any(_is_domestic(described) for described in person.described):
            quoted = (seats.quoted_by(self.marked, run) for run in person.mentions)
            found = next((state for state in quoted if state is not None), None)
            return found or self._usual(person)
        return None

    def _usual(self, person: Person) -> Country | None:
        """Return the state whose title a bare one mostly is: `Senator Vale`, of the U.S. Senate."""
        words = speaker_words()
        for described in person.described:
            usual = words.offices_usual.get(described.noun)
            if usual is not None and described.country is None:
                return self.evidence.usual(usual, words.offices_also[described.noun])
        return None

    def _only_assumed(self, person: Person) -> bool:
        """Return whether a title alone gave a state that the article never names."""
        stated = [d for d in person.described if d.country]
        assumed = bool(stated) and all(d.assumed for d in stated)
        return assumed and person.country is not None and not self.evidence.names(person.country)

    def _service(self, person: Person) -> Service:
        for described in person.described:
            found = self._through(described, person)
            if found is not None:
                return found
        for run in person.mentions:
            led = careers.leading(self.marked, run)
            if led is not None:
                return self._led(led)
            command = self._whose(run) or self._of(run)
            if command is not None:
                return Service(body=command, country=command.country)
        return NONE

    def _led(self, run: Run) -> Service:
        described = describe(self.marked, run)
        body = self._body(described)
        country = described.country or (body.country if body else None)
        if country is None and body is None:
            return NONE
        over = "until" in self.marked.lower[run.start : run.end]
        return Service(country, body, leads=replace(described, former=over))

    def _whose(self, name: Run) -> NamedBody | None:
        """Return the body in `Vale, whose Coast Guard holds the pass`."""
        at = name.end
        if [w.lower() for w in self.marked.text[at : at + 2]] != [",", "whose"]:
            return None
        near = self.bodies.between(at + 2, at + 7)
        found = next((body for body in near if body.run.start == at + 2), None)
        return replace(found, sort="organisation") if found and not found.body else found

    def _of(self, name: Run) -> NamedBody | None:
        """Return the body in `Vale of the Coast Party`."""
        at = name.end
        if self.marked.lower[at : at + 1] not in (["of"], ["from"]):
            return None
        near = (body for body in self.bodies.between(at + 1, at + 3) if not body.country)
        return next((body for body in near if body.sort == "organisation"), None)

    def _through(self, described: Description, person: Person | None) -> Service | None:
        """Return whom a description names as served: by a pronoun, a possessive or a body."""
        if not _is_served(described):
            return None
        pronoun = self._possessive(described)
        if pronoun is not None:
            return self._by_pronoun(pronoun, described, person)
        owner = self._owner(described)
        if owner is not None:
            return self._owned(owner, person)
        body = self._body(described)
        if body is not None and described.country is None:
            return Service(body.country, body)
        return self._teamed(described) or self._bank_before(described)

    def _by_pronoun(
        self, pronoun: int, described: Description, person: Person | None
    ) -> Service | None:
        """Return whom `his` shows somebody to serve; of kin and rivals at home only the state."""
        words = speaker_words()
        meant = self._meant(pronoun, person)
        foe = described.noun in words.calling["foes"]
        if foe and words.pronouns.get(self.marked.lower[pronoun]) not in ("he", "she"):
            return None
        if meant is not None and (foe or described.noun in words.kin):
            return Service(meant.country)
        return meant

    def _possessive(self, described: Description) -> int | None:
        """Return the pronoun in the possessive before a description's head."""
        for at in range(described.run.start, described.head_at):
            if self.marked.tag[at] == "PRP$":
                return at
        return None

    def _owner(self, described: Description) -> int | None:
        """Return the name, or the word for a country or team, in the possessive before a head."""
        if described.owner is not None:
            return described.owner
        words = speaker_words().home
        for at in range(described.head_at, described.run.start, -1):
            noun = self.marked.lower[at - 1]
            known = noun in words["country"] or noun in words["team"]
            known = known or noun in speaker_words().any_body
            if known and self.marked.possessive(at):
                return at - 1
        return None

    def _meant(self, token: int, person: Person | None) -> Service | None:
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

    def _candidates(self, token: int) -> Iterator[Served]:
        """Yield the bodies and states named before a token, each with its rank."""
        back = self.marked.back(token, _BACK)
        for body in self.bodies.between(back, token):
            full = self.bodies.fullest(body, body.run.start) or body
            rank = self._rank(body.run.end - 1, token) + _WHOLE
            yield Served(rank, body.run.start, Service(full.country, full))
        for mark in self.marked.marks_between(back, token):
            if mark.entry.country and mark.entry.sense in ("name", "demonym", "metonym", "part"):
                service = Service(mark.entry.country)
                yield Served(self._rank(mark.end - 1, token), mark.start, service)

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

    def _owned(self, owner: int, person: Person | None) -> Service | None:
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
        return None

    def _body_before(self, token: int) -> Service | None:
        bodies = [c for c in self._candidates(token) if c.service.body is not None]
        return max(bodies, key=lambda c: (c.rank, c.start)).service if bodies else None

    def _bank_before(self, described: Description) -> Service | None:
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

    def _teamed(self, described: Description) -> Service | None:
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

    def _is_international(self, described: Description) -> bool:
        """Return whether somebody is described as serving a body that is no state's."""
        body = self._body(described)
        listed = (body.body or body.parent) if body else None
        return listed is not None and listed.sort == "organisation" and not listed.country

    def _body(self, described: Description) -> NamedBody | None:
        named = body_at(self.marked, described.body) if described.body else None
        if named is None:
            return None
        return self.bodies.fullest(named, named.run.start) or named


def _leave(person: Person) -> None:
    person.described = [replace(d, former=True) for d in person.described]
    person.title = replace(person.title, former=True) if person.title else None


def _is_served(described: Description) -> bool:
    """Return whether a pronoun before a description says whom the one described serves."""
    noun = described.head.entry.noun("person") if described.head else None
    if described.noun == "counterpart":
        return False
    words = speaker_words().home
    related = speaker_words().kin | speaker_words().calling["foes"] | words["alike"]
    if described.noun in related:
        return True
    if described.noun in words["fellows"]:
        return described.country is None and described.body is not None  # `her party colleague`
    office = described.office
    if office is not None:
        return office.speaks_for != "self" or office.kind in speaker_words().home["offices"]
    return noun is not None and noun.manner == "state"


def _is_domestic(described: Description) -> bool:
    """Return whether an office is one that is held at home."""
    office, words = described.office, speaker_words().home
    if office is None:
        return False
    of_organ = office.kind in words["officers"] and seats.of_state(described)
    return office.kind in words["offices"] or of_organ


def _end(described: Description) -> int:
    """Return the token behind a description's head."""
    return described.head.end if described.head else described.head_at + 1
