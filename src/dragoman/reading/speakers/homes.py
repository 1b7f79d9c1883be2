"""Whom the persons of an article serve, and of which state they are, where no title says it.

`his foreign minister` is of his state, `its governor` of the bank named before; whoever leads a
delegation is of its state; a minister without any of these, of the state that `evidence` shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.reading.speakers import careers, posts, seats, senders
from dragoman.reading.speakers.cast import Cast
from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.evidence import Evidence
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.named_bodies import NamedBody, body_at
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.served import NONE, Served, Service
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.speakers import speaker_words


@dataclass(slots=True)
class Homes:
    """One article's words for whom somebody serves."""

    marked: Marked
    cast: Cast
    bodies: KnownBodies
    evidence: Evidence
    served: Served = field(init=False)

    def __post_init__(self) -> None:
        self.served = Served(self.marked, self.cast, self.bodies)

    def settle(self) -> dict[Person, Service]:
        """Give the persons without a country theirs; return whom those serve who serve others.

        Changes the persons of the cast: their country, and their titles when they have left
        office.
        """
        found: dict[Person, Service] = {}
        shown: list[Person] = []
        for person in self.cast.persons:
            if any(careers.has_left(self.marked, run) for run in person.mentions):
                _leave(person)
            service = self._service(person)
            if service is not NONE:
                found[person] = service
            if person.country is None or self._only_assumed(person):
                known = service.country or (service.master.country if service.master else None)
                person.country = self._country(person, service) or person.country
                if known is None and person.country is not None:
                    shown.append(person)
        posts.part(self.marked, self.cast.persons, shown)
        return found

    def of_description(self, described: Description) -> Service:
        """Return whom somebody serves who is described without a name."""
        return self._through(described, None) or NONE

    def state(self, described: Description) -> Country | None:
        """Return the state of somebody who is described without a name, if the article shows it."""
        fellow = self.served.fellow(described) or NONE
        return self.of_description(described).country or fellow.country or self._shown(described)

    def _shown(self, described: Description, person: Person | None = None) -> Country | None:
        """Return the state of an office-holder by what stands around his title, else at home."""
        words = speaker_words().home
        if not _is_domestic(described):
            colleague = described.noun in speaker_words().calling["peers"]
            if colleague:
                return seats.seated(self.marked, _end(described))
            if described.office is not None and described.office.kind in words["sworn"]:
                return self.evidence.inner(described.run.start) if not described.body else None
            return self._sent(described, person) if person is not None else None
        found = seats.organ_before(self.marked, self.bodies, described)
        if found is None and person is not None:
            found = seats.named_with(self.marked, self.cast.at, described, person)
        local = described.office is not None and described.office.kind == "local head"
        found = found or seats.seated(self.marked, _end(described), of=local)
        return found or self.at_home(described)

    def _sent(self, described: Description, person: Person) -> Country | None:
        """Return the state of an envoy: his companion's, else the one that sends just then."""
        office, start = described.office, described.run.start
        if office is None or office.kind not in speaker_words().home["sent"] or described.former:
            return None
        if described.indefinite or described.country or described.body or self._sent_by_body(start):
            return None
        if described.words.lower() in speaker_words().home["legislators"]:
            return None
        found = seats.named_with(self.marked, self.cast.at, described, person)
        sending = office.kind != "negotiator"
        return found or self.evidence.acting_before(start, sending=sending)

    def _sent_by_body(self, start: int) -> bool:
        """Return whether an international body is named before, of which an envoy may be."""
        marks = self.marked.marks_between(0, start)
        listed = (mark.entry.body for mark in marks)
        return any(b is not None and b.sort == "organisation" and not b.country for b in listed)

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
        return self.evidence.home(described.run.start, loyal=self._is_loyal(described))

    def _is_loyal(self, described: Description) -> bool:
        """Return whether one so described does not speak ill of his own government."""
        kind = described.office.kind if described.office else ""
        return kind not in speaker_words().home["disloyal"] and not described.former

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
        sent = senders.delivering(self.marked, self.evidence, person)
        if sent is not None:
            return sent
        if any(_is_domestic(described) for described in person.described):
            quoted = (seats.quoted_by(self.marked, run) for run in person.mentions)
            found = next((state for state in quoted if state is not None), None)
            return found or self._later(person) or self._usual(person)
        return None

    def _later(self, person: Person) -> Country | None:
        """Return the state that the article shows by the time an office-holder is named again."""
        loyal = all(self._is_loyal(described) for described in person.described)
        shown = (self.evidence.home(run.start, loyal=loyal) for run in person.mentions[1:])
        return next((state for state in shown if state is not None), None)

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
        told = self._services(person)
        first = next(told, NONE)
        if first.country or first.body:
            return first
        known = (service for service in told if service.country or service.body)
        return next(known, first)

    def _services(self, person: Person) -> Iterator[Service]:
        """Yield whom a person is told to serve, by his titles and then by what he does."""
        for described in person.described:
            found = self._through(described, person)
            if found is not None:
                yield found
        engaged = senders.engaged(self.marked, person)
        if engaged is not None:
            yield Service(engaged, sent=True)
        for run in person.mentions:
            led = careers.leading(self.marked, run)
            if led is not None:
                yield self._led(led)
                continue
            advised = careers.advising(self.marked, run)
            if advised is not None:
                yield Service(describe(self.marked, advised).country)
                continue
            command = self._whose(run) or self._of(run)
            if command is not None:
                yield Service(body=command, country=command.country)

    def _led(self, run: Run) -> Service:
        described = describe(self.marked, run)
        body = self._body(described)
        country = described.country or (body.country if body else None)
        if country is None and body is None:
            return NONE
        words = self.marked.lower[run.start : run.end]
        over = "until" in words or any(word[:4].isdigit() and len(word) > 3 for word in words)
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
        at = careers.behind_alias(self.marked, name)
        if self.marked.lower[at : at + 1] not in (["of"], ["from"]):
            return None
        near = self.bodies.between(at + 1, at + 3)
        armed = speaker_words().home["organs"]
        return next((b for b in near if b.sort == "organisation" or b.head in armed), None)

    def _through(self, described: Description, person: Person | None) -> Service | None:
        """Return whom a description names as served: by a pronoun, a possessive or a body."""
        if not _is_served(described):
            return None
        pronoun = self._possessive(described)
        if pronoun is not None:
            return self._by_pronoun(pronoun, described, person)
        owner = self._owner(described)
        if owner is not None:
            return self.served.owned(owner, person)
        body = self._body(described)
        if body is not None and described.country is None:
            return Service(body.country, body)
        return self.served.teamed(described) or self.served.bank_before(described)

    def _by_pronoun(
        self, pronoun: int, described: Description, person: Person | None
    ) -> Service | None:
        """Return whom `his` shows somebody to serve; of kin and rivals at home only the state."""
        words = speaker_words()
        meant = self.served.meant(pronoun, person)
        foe = described.noun in words.calling["foes"]
        single = words.pronouns.get(self.marked.lower[pronoun]) in ("he", "she")
        counsel = described.noun in words.home["counsel"]
        if foe and not single:
            return None
        if counsel:
            state = meant.country if meant is not None and meant.body is None else None
            return Service(state, sent=True) if state is not None and not single else None
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
        """Return the name, or the word for a country, team or office, possessive before a head."""
        if described.owner is not None:
            return described.owner
        words = speaker_words().home
        for at in range(described.head_at, described.run.start, -1):
            noun = self.marked.lower[at - 1]
            known = noun in words["country"] or noun in words["team"]
            known = known or noun in speaker_words().any_body or offices().find(noun) is not None
            if known and self.marked.possessive(at):
                return at - 1
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
    related |= words["counsel"]
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
