"""Whom a noun stands for as a political actor: a state's code or an actor's name.

States come from names, adjectives, seats of government and the institutions and officials
that an article ties to them ("Valdorian troops", "the ambassador of Valdoria"); persons stand
for the state or body that the article gives them, nobody else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.reading.document import Document
from dragoman.reading.speakers.cast import Cast, cast
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Mark, Marked, mark
from dragoman.reading.speakers.metonyms import metonym_at
from dragoman.reading.speakers.named_bodies import (
    NamedBody,
    abbreviations,
    body_at,
    named_bodies,
)
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import entity_of
from dragoman.records import Statement
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.plover import plover

Parties = tuple[str, ...]

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_OWNERS = frozenset({"of", "from", "for"})
_NAMES = ("NNP", "NNPS")
_UNKNOWN = frozenset({"GPE", "NORP", "ORG"})
_ACTING = frozenset({"nsubj", "nsubjpass", "conj", "poss"})
_LONGEST_NAME = 14
_ARTICLE = re.compile(r"^(?:the|The) |['’]s$")


@dataclass(frozen=True, slots=True)
class Actors:
    """The political actors of one article.

    `sides` maps a person's name to the side that his statements speak for; `bodies` a token
    to the body named there, `known_bodies` those bodies; `named` holds the states and bodies that
    the article names and the sides of its persons, `states` those of them that are states;
    `pronouns` maps a token to the parties that it stands for, `meant` to the person.
    """

    marked: Marked
    people: Cast
    short: dict[str, str]
    bodies: dict[int, NamedBody]
    known_bodies: KnownBodies
    sides: dict[str, str]
    named: frozenset[str]
    states: frozenset[str]
    pronouns: dict[int, Parties] = field(default_factory=dict)
    meant: dict[int, Person] = field(default_factory=dict)

    def is_state(self, party: str) -> bool:
        """Tell whether a party is a state, listed or the article's own."""
        return party in self.states or party in countries().by_iso3

    def is_actor(self, party: str) -> bool:
        """Tell whether a party is surely political: a state, a known body, a telling name."""
        if party in self.named or self.is_state(party):
            return True
        return any(word in plover().political for word in party.lower().split())


def actors(document: Document, statements: tuple[Statement, ...]) -> Actors:
    """Return the actors of an article, its pronouns not yet tied to them."""
    marked = mark(document)
    sides = {
        s.speaker.name: s.side or ""
        for s in statements
        if s.speaker.sort == "person" and s.speaker.name
    }
    short = abbreviations(marked)
    bodies = {i: body for body in named_bodies(marked) for i in range(*body.run)}
    named = {_of_entry(found.entry) for found in marked.marks}
    return Actors(
        marked=marked,
        people=cast(marked),
        short=short,
        bodies=bodies,
        known_bodies=KnownBodies(tuple(dict.fromkeys(bodies.values())), short),
        sides=sides,
        states=frozenset(_key(found.entry.country) for found in marked.marks),
        named=frozenset((*filter(None, named), *sides.values())),
    )


def bare_name(name: str) -> str:
    """Return a name on one line, without article and possessive."""
    return _ARTICLE.sub("", " ".join(name.split()))


def parties(token: Token | None, known: Actors) -> Parties:
    """Return whom a noun phrase stands for, conjoined ones included; empty when nobody."""
    if token is None:
        return ()
    found = list(of_head(token, known))
    for child in token.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and not found):
            found.extend(parties(child, known))
    if token.i in known.people.at:
        found = [*_named_before(token, known), *found]
    return tuple(dict.fromkeys(found))


def _named_before(token: Token, known: Actors) -> Iterator[str]:
    """Yield the parties of persons whom the parse hides inside the name of a later one."""
    start = max(token.left_edge.i, token.i - _LONGEST_NAME)
    own = known.people.at[token.i]
    for i in range(start, token.i):
        person = known.people.at.get(i)
        if person is not None and person is not own:
            yield from person_party(person, known)


def of_head(token: Token, known: Actors) -> Parties:
    """Return whom a single word stands for, whatever is joined to it left out."""
    at = token.i
    if at in known.pronouns:
        return known.pronouns[at]
    person = known.people.at.get(at)
    if person is not None:
        return person_party(person, known)
    covered = known.marked.covering.get(at)
    if covered is not None:
        party = _of_place(covered.entry, at, known)
        if party:
            return (party,)
    if at in known.bodies:
        return (_of_body(known.bodies[at], known),)
    classes = plover().classes
    acting = covered is not None and is_actor(covered.entry)
    if acting or token.lower_ in classes["force"] or token.lower_ in classes["actor"]:
        found = owners(token, known)
        return found or (_earlier_body(covered, known) if covered is not None else ())
    return _unknown(token, known)


def _key(country: Country | None) -> str:
    """Return a state's code, its name where no list has it, empty for none."""
    return (country.iso3 or country.name) if country is not None else ""


def _of_entry(entry: Entry) -> str | None:
    """Return the state's code or the body's name that a known name stands for."""
    if entry.country is not None:
        town = entry.sense == "capital" and entry.country.status == "territory"
        return None if town else _key(entry.country)
    body = entry.body
    if body is None:
        return None
    return body.country if body.sort == "government" and body.country else body.name


def _of_place(entry: Entry, at: int, known: Actors) -> str | None:
    """Return the party of a known name, None for a person's, a treaty's, a company's."""
    meant = metonym_at(known.marked, at) if entry.country is not None else None
    if meant is None:
        return _of_entry(entry)
    if meant.reading in ("person", "other"):
        return None
    if meant.country is None and meant.name.body is not None:
        return meant.name.body.name
    return _of_entry(entry)


def _of_body(named: NamedBody, known: Actors) -> str:
    if named.sort == "government" and named.country:
        return _key(named.country)
    if named.body is not None:
        return named.body.name
    return known.short.get(named.name, named.name)


def _of_person(person: Person, known: Actors) -> str:
    """Return the party that a person acts for, empty for one who acts for himself."""
    if known.sides.get(person.name):
        return known.sides[person.name]
    title = person.title
    country = _key(person.country)
    if title is None:
        return country
    noun = title.head.entry.noun("person") if title.head else None
    for_self = title.office.speaks_for == "self" if title.office else noun and noun.manner == "self"
    if title.former or for_self:
        return ""
    if title.body is not None:
        body = known.bodies.get(title.body.start)
        if body is not None and (body.sort == "organisation" or not country):
            return _of_body(body, known)
    return country


def person_party(person: Person, known: Actors) -> Parties:
    """Return the party that a person acts for as a tuple, empty for one who acts for himself."""
    party = _of_person(person, known)
    return (party,) if party else ()


def is_actor(entry: Entry) -> bool:
    """Tell whether a common noun names somebody who acts: a government, an official, an army."""
    if entry.institution or entry.office:
        return True
    return any(
        noun.sort in ("body", "government")
        or (noun.sort in ("person", "group") and noun.manner == "state")
        for noun in entry.nouns
    )


def _earlier_body(bare: Mark, known: Actors) -> Parties:
    """Return whom `the embassy` stands for: the last embassy that the article named."""
    wanted = body_at(known.marked, bare) if bare.entry.institution else None
    if wanted is None or not wanted.bare:
        return ()
    found = known.known_bodies.fullest(wanted, bare.start)
    same = found is not None and found.sort == wanted.sort and not found.bare
    return (_of_body(found, known),) if found is not None and same else ()


def owners(token: Token, known: Actors, prepositions: frozenset[str] = _OWNERS) -> Parties:
    """Return the parties that a noun's modifiers name: `Valdorian`, `Valdoria's`, `of Valdoria`."""
    found: list[str] = []
    for child in token.children:
        if child.dep_ in _MODIFIERS:
            for one in (child, *_conjoined(child)):
                named = of_head(one, known) or owners(one, known, frozenset())
                found.extend(party for party in named if known.is_actor(party))
        elif child.dep_ == "prep" and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found.extend(parties(noun, known))
    return tuple(dict.fromkeys(found))


def _conjoined(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj":
            yield child
            yield from _conjoined(child)


def _unknown(token: Token, known: Actors) -> Parties:
    """Return a name that no vocabulary knows, in the article's fullest form."""
    if token.tag_ not in _NAMES and token.ent_type_ != "NORP":
        return ()
    if token.text in known.short:
        return (known.short[token.text],)
    if token.ent_type_ not in _UNKNOWN:
        return ()
    name = entity_of(token)
    if name is None:
        return ()
    covered = known.marked.covering.get(name.start)
    if covered is not None and covered.entry.outlet:
        return ()
    words = bare_name(name.text)
    if name.label_ == "GPE" and token.dep_ not in _ACTING:
        return ()  # a town, unless it does something
    return (known.short.get(words, words),)
