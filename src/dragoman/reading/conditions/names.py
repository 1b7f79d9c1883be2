"""Whom a noun phrase names: a country, a body, a person's side, a state that no list has.

A name is looked up, never guessed; what only points (`they`, `this`) is not named here.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from dragoman.reading.columns import words_of
from dragoman.reading.conditions.peoples import named_as, named_by, state_of
from dragoman.reading.conditions.stretches import child_of, has_child
from dragoman.reading.document import Document
from dragoman.reading.once import once
from dragoman.reading.speakers.marked import mark
from dragoman.reading.speakers.metonyms import metonym_at
from dragoman.records import Statement
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.conditions import ConditionWords
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

NAMES = ("NNP", "NNPS")
_OWNING = ("poss", "compound", "amod", "nmod")
_QUANTIFIERS = ("all", "any", "some", "most", "many")
_NO_STATES = ("DATE", "TIME", "EVENT", "MONEY", "LAW", "WORK_OF_ART", "PRODUCT")
_GROUPS = ("NNS", "NNPS")


class Names:
    """The names of one article's parties: a person stands for the side that his words show."""

    def __init__(
        self, document: Document, statements: tuple[Statement, ...], words: ConditionWords
    ) -> None:
        self._document = document
        self._marked = mark(document)
        self._words = words
        self._sides: dict[str, str] = {}
        self._told: dict[str, list[tuple[int, str]]] = {}
        self._unlisted = _unlisted(document)
        self._speakers = {
            word.lower()
            for statement in statements
            if statement.speaker.name and statement.speaker.sort == "person"
            for word in statement.speaker.name.split()
        }
        for statement in statements:
            side = statement.side or statement.speaker.country
            if statement.speaker.name and statement.speaker.sort == "person" and side:
                self._sides.setdefault(statement.speaker.name.split()[-1].lower(), side)

    def known(self, token: Token, phrase: str) -> str | None:
        """Return the country or body that a phrase names, its owner or its adjective."""
        if self._is_no_party(token):
            return None
        found = self.lookup(phrase) or self.lookup(token.text)
        if found:
            return found
        for child in lefts_of(token):
            if child.dep_ in _OWNING and not self._is_no_party(child, owner=True):
                found = self._surnamed(child) if child.tag_ in NAMES else None
                found = found or self.lookup(phrase_of(child)) or self.lookup(child.text)
                found = found or self._home(child)
                if found is None and child.dep_ == "poss":
                    if child.lower_ in self._words.agents.first_person:
                        return None
                    found = self.known(child, phrase_of(child))
                if found:
                    return found
        if token.lower_ in self._words.agents.nouns:
            for child in token.rights:
                if child.dep_ == "prep" and child.lower_ in ("of", "in"):
                    inner = child_of(child, "pobj")
                    found = self.known(inner, phrase_of(inner)) if inner is not None else None
                    if found:
                        return found
        return None

    def _home(self, owner: Token) -> str | None:
        """Return the state that an unlisted adjective or name before a noun means."""
        home = None if has_child(owner, "case") else state_of(owner, self._words)
        if home is not None:
            return self._unlisted.get(home, home)
        named = owner.tag_ == "NNP" or (owner.tag_ == "JJ" and owner.ent_type_ in ("GPE", "NORP"))
        named = named and owner.text.lower() not in self._speakers
        possessed = has_child(owner, "case") and owner.ent_type_ not in _NO_STATES
        of_state = possessed or owner.head.lower_ in self._words.agents.nouns
        of_state = of_state and owner.text.istitle()
        lone = owner.dep_ in ("poss", "compound") and not any(
            c.dep_ == "compound" for c in owner.children
        )
        if not (named and of_state and lone):
            return None
        demonym = owner.text.endswith(speaker_words().demonym_endings)
        demonym = demonym and not has_child(owner, "case")
        return named_by(owner.text) or owner.text if demonym else owner.text

    def person(self, token: Token) -> str | None:
        """Return the side of a person who does not speak in the article, else his name."""
        nouns = self._words.agents.nouns
        titled = any(c.dep_ == "compound" and c.lower_ in nouns for c in token.lefts)
        known = titled or token.ent_type_ == "PERSON"
        return self.named(token) if known and token.lower_ not in self._speakers else None

    def state(self, adjective: Token) -> str | None:
        """Return the state that an adjective no list has belongs to."""
        home = state_of(adjective, self._words)
        return self._unlisted.get(home, home) if home is not None else None

    def before(self, act: Token) -> str | None:
        """Return the lone name of an unlisted state before an act: `a Kelmark guarantee`."""
        name = act.nbor(-1) if act.i else act
        lone = name.dep_ == "compound" and name.head.i == act.i and name.tag_ == "NNP"
        placed = name.ent_type_ in ("GPE", "NORP", "ORG", "") and name.text.istitle()
        if not lone or not placed or has_child(name, "compound") or self._is_no_party(name):
            return None
        return named_as(name.doc, name.text)

    def _is_no_party(self, name: Token, owner: bool = False) -> bool:
        """Return whether a place's name is a person's, a treaty's or, as owner, only a place's."""
        meant = metonym_at(self._marked, name.i)
        if meant is None:
            return False
        here = owner and meant.reading == "place" and meant.name.kind != "country"
        here = here and meant.name.country is not None  # a place no list has may be a state
        return here or meant.reading in ("person", "other")

    def lookup(self, words: str) -> str | None:
        """Return the country or body of a name or adjective, the article's own states too."""
        return _lookup(words) or self._unlisted.get(words.removeprefix("the ").strip())

    def _surnamed(self, name: Token) -> str | None:
        """Return the one country whose office-holders bear a surname: `the X regime`."""
        held = {person.country for person in people().surname(name.text) if person.country}
        return held.pop() if len(held) == 1 else None

    def named(self, token: Token) -> str | None:
        """Return the side of a named person, else the name itself."""
        name = _name(token)
        side = self._sides.get(name.split()[-1].lower())
        if side:
            return side
        if token.ent_type_ == "PERSON":
            held = {person.country for person in people().named(name) if person.country}
            if len(held) == 1:
                return held.pop()
        return name

    def group(self, token: Token, phrase: str) -> str | None:
        """Return a collective by its own words: `foreign powers`, `the international community`."""
        if token.lower_ not in self._words.agents.nouns:
            return self._whose(token)
        first, _, rest = phrase.partition(" ")
        definite = first.lower() in ("the", "this", "that", "these", "those", "its", "their", "his")
        if definite:
            earlier = self._earlier(token)
            if earlier:
                return earlier
            if token.lower_ in self._words.agents.collectives:
                return rest
            if token.lower_ in self._words.agents.rulers and first.lower() == "the":
                return self._sole_state() or rest
            return rest if first.lower() == "the" and rest and self._is_body(token) else None
        named = rest if first.lower() in _QUANTIFIERS else phrase
        return named if token.tag_ in _GROUPS and " " in named else None

    def _whose(self, thing: Token) -> str | None:
        """Return whose things those are that a body's name tells: `government planes`."""
        nouns = self._words.agents.nouns
        body = next((c for c in thing.lefts if c.dep_ == "compound" and c.lower_ in nouns), None)
        return self.group(body, f"the {body.text}") if body is not None else None

    def _sole_state(self) -> str | None:
        """Return the one state that an article is about, None where there are several."""
        states = {
            found.entry.country.iso3 or named_as(self._document.doc, found.entry.country.name)
            for found in self._marked.marks
            if found.entry.country is not None
        }
        return states.pop() if len(states) == 1 else None

    def _is_body(self, token: Token) -> bool:
        """Return whether a group or an office is named well enough by its own word."""
        return token.tag_ in ("NN", "NNS") and token.lower_ not in self._words.agents.relative

    def _earlier(self, token: Token) -> str | None:
        """Return whose `the regime` it is by a fuller mention, the last before it or the next."""
        told = self._told_of(token.lower_)
        at = bisect_left(told, token.i, key=lambda mention: mention[0])
        if at:
            return told[at - 1][1]
        return next((party for place, party in told[:2] if place != token.i), None)

    def _told_of(self, word: str) -> list[tuple[int, str]]:
        """Return the places at which a word stands with its party, and that party."""
        if word not in self._told:
            doc = self._document.doc
            same = (doc[n] for n in once(doc, "places", _places).get(word, ()))
            known = ((token.i, self.known(token, phrase_of(token))) for token in same)
            self._told[word] = [(place, party) for place, party in known if party]
        return self._told[word]

    def bare(self, token: Token, thing: bool) -> str | None:
        """Return a lone name that is no speaker's: a state that no list has."""
        lone = token.tag_ == "NNP" and token.text.istitle() and not has_child(token, "compound")
        if not lone or token.lower_ in self._speakers or token.ent_type_ in _NO_STATES:
            return None
        if token.ent_type_ == "PERSON" and not thing:
            return None
        return token.text


def _places(doc: Doc) -> dict[str, list[int]]:
    """Return where each word stands, in lower case."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words_of(doc)):
        found.setdefault(word, []).append(place)
    return found


def _unlisted(document: Document) -> dict[str, str]:
    """Return the names and adjectives of states that only the article knows, by their name."""
    return {
        document.doc[found.start : found.end].text: named_as(document.doc, found.entry.country.name)
        for found in mark(document).marks
        if found.entry.country is not None and not found.entry.country.iso3
    }


def lefts_of(token: Token) -> tuple[Token, ...]:
    """Return what stands before a noun and belongs to it.

    Where a verb in -s was taken for a plural (`the Sollish navy boards ships`), the noun's
    words hang on the verb.
    """
    verb, own = token.head, tuple(token.lefts)
    if own or token.dep_ != "compound" or verb.tag_ != "NNS" or verb.i != token.i + 1:
        return own
    return tuple(c for c in verb.lefts if c.i < token.i and c.dep_ in ("det", "amod", "poss"))


def phrase_of(token: Token) -> str:
    """Return a noun phrase up to its head, without a possessive sign."""
    doc = token.doc
    start = min((c.left_edge.i for c in lefts_of(token) if c.dep_ != "punct"), default=token.i)
    return doc[start : token.i + 1].text


def _name(token: Token) -> str:
    """Return the name that a token belongs to, by its entity or by the capitals before it."""
    doc = token.doc
    start, end = token.i, token.i + 1
    while start > 0 and doc[start - 1].tag_ in NAMES and doc[start - 1].dep_ == "compound":
        if doc[start - 1].lower_ == "first":  # `First Oslo opens the gates`
            break
        start -= 1
    return doc[start:end].text


def _lookup(words: str) -> str | None:
    country = countries().find(words)
    if country is not None:
        return country.iso3
    if not any(letter.isupper() for letter in words):
        return None
    body = bodies().find(words)
    if body is None:
        return None
    return body.country or body.name
