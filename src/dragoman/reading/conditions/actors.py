"""Who must act: the doer of an act, as an ISO3 code, a name, `both`, or None.

A doer is read from the words around the act and never guessed: where a passive or an abstract
noun leaves the doer open, there is none.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from dragoman.reading.attribution.own_voice import RULE as OWN_VOICE
from dragoman.reading.columns import words_of
from dragoman.reading.conditions.links import Link
from dragoman.reading.conditions.peoples import state_of
from dragoman.reading.conditions.stretches import SUBJECTS, VERBAL, child_of, has_child, subject
from dragoman.reading.document import Document
from dragoman.reading.once import once
from dragoman.reading.speakers.marked import mark
from dragoman.reading.speakers.metonyms import metonym_at
from dragoman.records import Statement
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.conditions import ConditionWords
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.people import people

_NAMES = ("NNP", "NNPS")
_OWNING = ("poss", "compound", "amod", "nmod")
_HIS = ("his", "her")
_QUANTIFIERS = ("all", "any", "some", "most", "many")
_NO_STATES = ("DATE", "TIME", "EVENT", "MONEY", "LAW", "WORK_OF_ART", "PRODUCT")
_GROUPS = ("NNS", "NNPS")


class Parties:
    """The parties of one article: who is meant by the words for a doer.

    `side` of a statement answers for the first person; a person stands for the side that
    the article's statements know him by. `issuer` is a statement of the one in whose voice
    the whole article speaks, None for a report.
    """

    def __init__(
        self, document: Document, statements: tuple[Statement, ...], words: ConditionWords
    ) -> None:
        self._document = document
        self._marked = mark(document)
        self._words = words
        self._sides: dict[str, str] = {}
        self._told: dict[str, list[tuple[int, str]]] = {}
        self.issuer = _issuer(document, statements)
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

    def actor(self, link: Link, statement: Statement | None) -> str | None:
        """Return who must do the act of a link."""
        head = link.act_head
        if link.doer is not None and (link.doer.dep_ == "nsubjpass" or child_of(head, "agent")):
            return self._agent(head, statement)
        if link.doer is not None:
            nominal = head.tag_ in ("NN", "NNS") and head.i != link.doer.i
            named = self._doer_of(head, link, statement) if nominal else None
            return named or self.party(link.doer, statement)
        misread = head.tag_ == "NNS" and link.rule == "connective"
        if misread or head.tag_ in VERBAL or head.dep_ in ("advcl", "pcomp", "ccomp"):
            owner = _owner(head, link)
            if owner is not None and owner.dep_ != "nsubjpass":
                return self.party(owner, statement)
            return self._agent(head, statement) or self._who_gains(link, statement)
        return self._doer_of(head, link, statement)

    def _who_gains(self, link: Link, statement: Statement | None) -> str | None:
        """Return who must act where only the outcome says: paying is the only way for X to."""
        if link.act_head.tag_ != "VBG" or link.rule not in ("only way", "prerequisite"):
            return None
        gains = subject(link.outcome_head) if link.outcome_head is not None else None
        return self.party(gains, statement) if gains is not None else None

    def party(self, token: Token, statement: Statement | None) -> str | None:
        """Return whom a noun phrase names: an ISO3 code, a name, `both`, or None."""
        phrase = _phrase(token)
        if phrase.lower() in self._words.agents.both or phrase.lower().startswith("both "):
            return "both"
        if phrase.lower().startswith("the two ") and token.lower_ in self._words.agents.nouns:
            return "both"
        if token.lower_ in self._words.agents.joint:
            return "both"
        if token.lower_ in self._words.agents.first_person:
            return side_of(statement)
        if token.tag_ in ("PRP", "DT", "WP", "WDT"):
            return self._antecedent(token, statement)
        found = self._known(token, phrase) or self._owned(token, statement)
        others = [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        if (
            found
            and others
            and any(self._known(c, _phrase(c)) not in (None, found) for c in others)
        ):
            return "both"
        if found:
            return found
        if token.tag_ in _NAMES or token.ent_type_ == "PERSON":
            return self._named(token)
        return self._group(token, phrase)

    def _known(self, token: Token, phrase: str) -> str | None:
        """Return the country or body that a phrase names, its owner or its adjective."""
        if self._is_no_party(token):
            return None
        found = self._lookup(phrase) or self._lookup(token.text)
        if found:
            return found
        for child in token.lefts:
            if child.dep_ in _OWNING and not self._is_no_party(child, owner=True):
                found = self._surnamed(child) if child.tag_ in _NAMES else None
                found = found or self._lookup(_phrase(child)) or self._lookup(child.text)
                found = found or self._home(child)
                if found is None and child.dep_ == "poss":
                    if child.lower_ in self._words.agents.first_person:
                        return None
                    found = self._known(child, _phrase(child))
                if found:
                    return found
        if token.lower_ in self._words.agents.nouns:
            for child in token.rights:
                if child.dep_ == "prep" and child.lower_ in ("of", "in"):
                    inner = child_of(child, "pobj")
                    found = self._known(inner, _phrase(inner)) if inner is not None else None
                    if found:
                        return found
        return None

    def _home(self, owner: Token) -> str | None:
        """Return the state that an unlisted adjective or name before a noun means."""
        home = state_of(owner, self._words)
        if home is not None:
            return self._unlisted.get(home, home)
        named = owner.tag_ == "NNP" and owner.text.lower() not in self._speakers
        of_state = owner.head.lower_ in self._words.agents.nouns and owner.text.istitle()
        lone = owner.dep_ in ("poss", "compound") and not any(
            c.dep_ == "compound" for c in owner.children
        )
        return owner.text if named and of_state and lone else None

    def _is_no_party(self, name: Token, owner: bool = False) -> bool:
        """Return whether a place's name is a person's, a treaty's or, as owner, only a place's."""
        meant = metonym_at(self._marked, name.i)
        if meant is None:
            return False
        here = owner and meant.reading == "place" and meant.name.kind != "country"
        return here or meant.reading in ("person", "other")

    def _lookup(self, words: str) -> str | None:
        """Return the country or body of a name or adjective, the article's own states too."""
        return _lookup(words) or self._unlisted.get(words.removeprefix("the ").strip())

    def _surnamed(self, name: Token) -> str | None:
        """Return the one country whose office-holders bear a surname: `the X regime`."""
        held = {person.country for person in people().surname(name.text) if person.country}
        return held.pop() if len(held) == 1 else None

    def _owned(self, token: Token, statement: Statement | None) -> str | None:
        """Return the party that `its` or `their` before a noun means."""
        owner = child_of(token, "poss")
        if owner is None or token.lower_ not in self._words.agents.nouns:
            return None
        reported = statement is not None and statement.kind != "direct"
        own = reported and statement is not None and statement.speaker.sort == "person"
        if owner.lower_ in self._words.agents.first_person or (own and owner.lower_ in _HIS):
            return side_of(statement)
        return self._antecedent(owner, statement, own=True)

    def _named(self, token: Token) -> str | None:
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

    def _group(self, token: Token, phrase: str) -> str | None:
        """Return a collective by its own words: `foreign powers`, `the international community`."""
        if token.lower_ not in self._words.agents.nouns:
            return None
        first, _, rest = phrase.partition(" ")
        definite = first.lower() in ("the", "this", "that", "these", "those", "its", "their", "his")
        if definite:
            earlier = self._earlier(token)
            if earlier:
                return earlier
            return rest if token.lower_ in self._words.agents.collectives else None
        named = rest if first.lower() in _QUANTIFIERS else phrase
        return named if token.tag_ in _GROUPS and " " in named else None

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
            known = ((token.i, self._known(token, _phrase(token))) for token in same)
            self._told[word] = [(place, party) for place, party in known if party]
        return self._told[word]

    def _antecedent(
        self, token: Token, statement: Statement | None, own: bool = False
    ) -> str | None:
        """Return whom `they` and `it` mean: the nearest other party named before as a subject."""
        if token.lower_ in ("he", "she"):
            return self._leader(token, statement)
        if token.lower_ not in ("they", "it", "its", "their", "who", "which", "that"):
            return None
        if token.dep_ in SUBJECTS and token.head.dep_ == "relcl":
            return self.party(token.head.head, statement)
        skipped = None if own else side_of(statement)
        start = max(0, token.i - 40)
        for n in range(token.i - 1, start - 1, -1):
            other = self._document.doc[n]
            if other.dep_ in SUBJECTS and other.tag_ in (*_NAMES, "NN", "NNS"):
                thing = token.lower_ in ("it", "its")
                found = self._known(other, _phrase(other)) or self._bare(other, thing)
                if found and found != skipped:
                    return found
        return None

    def _bare(self, token: Token, thing: bool) -> str | None:
        """Return a lone name that is no speaker's: a state that no list has."""
        lone = token.tag_ == "NNP" and token.text.istitle() and not has_child(token, "compound")
        if not lone or token.lower_ in self._speakers or token.ent_type_ in _NO_STATES:
            return None
        if token.ent_type_ == "PERSON" and not thing:
            return None
        return token.text

    def _leader(self, token: Token, statement: Statement | None) -> str | None:
        """Return the side of the office-holder whom `he` means in words that name one."""
        first = statement.content[0].start if statement is not None and statement.content else None
        if first is None:
            return None
        for n in range(token.i - 1, max(0, token.i - 25), -1):
            other = self._document.doc[n]
            if other.idx < first:
                return None
            if other.tag_ == "NN" and other.lower_ in self._words.agents.nouns:
                found = self._known(other, _phrase(other))
                if found and found != side_of(statement):
                    return found
        return None

    def _agent(self, verb: Token, statement: Statement | None) -> str | None:
        by = child_of(verb, "agent")
        doer = child_of(by, "pobj") if by is not None else None
        return self.party(doer, statement) if doer is not None else None

    def _doer_of(self, noun: Token, link: Link, statement: Statement | None) -> str | None:
        """Return the doer of an act that a noun names: `from Oslo`, `Oslo's`, `Norwegian`."""
        doc = self._document.doc
        sentence = self._document.sentence_at(noun.idx)
        end = sentence.end if sentence is not None else link.act.end
        for token in doc[link.act.start : min(end, link.act.end + 6)]:
            if token.lower_ in ("from", "by", "on", "between", "among") and token.dep_ in (
                "prep",
                "agent",
            ):
                inner = child_of(token, "pobj")
                found = self.party(inner, statement) if inner is not None else None
                if found and (token.lower_ != "on" or found == "both"):
                    return found
        for act in (noun, *noun.conjuncts):
            owner = child_of(act, "poss")
            if owner is not None:
                return self.party(owner, statement)
            lefts = (self._lookup(c.text) or state_of(c, self._words) for c in act.lefts)
            found = next((f for f in lefts if f), None)
            if found:
                return found
            of = next((c for c in act.rights if c.lower_ == "of"), None)
            inner = child_of(of, "pobj") if of is not None else None
            if act.lower_ in self._words.ceasing and (found := self._stopped(act)) is not None:
                return found
            if inner is not None and act.lower_ in self._words.own_acts:
                doer = self.party(inner, statement)
                return doer if doer == "both" else self._known(inner, _phrase(inner))
        return None

    def _stopped(self, act: Token) -> str | None:
        """Return whose doing is to be stopped: `a halt to Norwegian drilling`."""
        for link in act.rights:
            inner = child_of(link, "pobj") if link.lower_ in ("to", "of", "on", "in") else None
            for owner in inner.lefts if inner is not None else ():
                if owner.dep_ == "poss" and owner.tag_ in _NAMES:
                    return self.party(owner, None)
                found = self._lookup(owner.text) or state_of(owner, self._words)
                if found:
                    return found
        return None


def _places(doc: Doc) -> dict[str, list[int]]:
    """Return where each word stands, in lower case."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words_of(doc)):
        found.setdefault(word, []).append(place)
    return found


def _issuer(document: Document, statements: tuple[Statement, ...]) -> Statement | None:
    """Return a statement of the issuer, in whose voice a communiqué or opinion speaks."""
    if document.article.form == "report":
        return None
    return next((statement for statement in statements if statement.rule == OWN_VOICE), None)


def _unlisted(document: Document) -> dict[str, str]:
    """Return the names and adjectives of states that only the article knows, by their name."""
    return {
        document.doc[found.start : found.end].text: found.entry.country.name
        for found in mark(document).marks
        if found.entry.country is not None and not found.entry.country.iso3
    }


def _owner(verb: Token, link: Link) -> Token | None:
    """Return the subject of an act's verb, where it stands within the act."""
    owners = [c for c in verb.lefts if c.dep_ in SUBJECTS and c.i >= link.act.start]
    if owners:
        return owners[-1]
    lead = verb.nbor(-1) if verb.i > link.act.start else None
    if verb.tag_ == "NNS" and link.rule == "connective" and lead is not None:
        return lead  # a verb in -s taken for a plural
    owner = subject(verb) or (child_of(verb, "poss") if verb.tag_ == "VBG" else None)
    inside = owner is not None and owner.i >= link.act.start
    return owner if inside or link.rule == "person" else None


def side_of(statement: Statement | None) -> str | None:
    """Return for whom a statement's first person speaks."""
    if statement is None:
        return None
    return statement.side or statement.speaker.country or statement.speaker.name


def _phrase(token: Token) -> str:
    """Return a noun phrase up to its head, without a possessive sign."""
    doc = token.doc
    start = min((c.left_edge.i for c in token.lefts if c.dep_ != "punct"), default=token.i)
    return doc[start : token.i + 1].text


def _name(token: Token) -> str:
    """Return the name that a token belongs to, by its entity or by the capitals before it."""
    doc = token.doc
    start, end = token.i, token.i + 1
    while start > 0 and doc[start - 1].tag_ in _NAMES and doc[start - 1].dep_ == "compound":
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
