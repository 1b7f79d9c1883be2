"""Who must act: the doer of an act, as an ISO3 code, a name, `both`, or None.

A doer is read from the words around the act and never guessed: where a passive or an abstract
noun leaves the doer open, there is none.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.attribution.own_voice import RULE as OWN_VOICE
from dragoman.reading.conditions.homes import side_by_title
from dragoman.reading.conditions.links import Link
from dragoman.reading.conditions.names import NAMES, Names, phrase_of
from dragoman.reading.conditions.peoples import named_by, state_of
from dragoman.reading.conditions.stretches import SUBJECTS, VERBAL, child_of, has_child, subject
from dragoman.reading.document import Document
from dragoman.records import Statement
from dragoman.vocabulary.conditions import ConditionWords

_HIS = ("his", "her")


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
        self._words = words
        self._bidding = words.demanding | words.offering | words.foreseeing
        self.names = Names(document, statements, words)
        self.issuer = _issuer(document, statements)

    def actor(self, link: Link, statement: Statement | None) -> str | None:
        """Return who must do the act of a link."""
        head = link.act_head
        if link.doer is not None and (_is_done_to(link.doer, head) or child_of(head, "agent")):
            return self._agent(head, statement)
        if link.doer is not None:
            nominal = head.tag_ in ("NN", "NNS") and head.i != link.doer.i
            named = self._doer_of(head, link, statement) if nominal else None
            return named or self.party(link.doer, statement)
        misread = link.rule == "connective" and (
            head.tag_ == "NNS" or any(c.dep_ == "nsubj" for c in head.lefts)
        )
        if misread or head.tag_ in VERBAL or head.dep_ in ("advcl", "pcomp", "ccomp"):
            owner = _owner(head, link)
            if owner is not None and owner.dep_ != "nsubjpass":
                return self.party(owner, statement) or self._opening(link, statement)
            return (
                self._agent(head, statement)
                or self._who_gains(link, statement)
                or self._opening(link, statement)
            )
        return self._doer_of(head, link, statement)

    def _who_gains(self, link: Link, statement: Statement | None) -> str | None:
        """Return who must act where only the outcome says: paying is the only way for X to."""
        if link.act_head.tag_ != "VBG" or link.rule not in ("only way", "prerequisite"):
            return None
        gains = subject(link.outcome_head) if link.outcome_head is not None else None
        return self.party(gains, statement) if gains is not None else None

    def _opening(self, link: Link, statement: Statement | None) -> str | None:
        """Return whose name opens a clause that the parse misreads: `Peru bans trawling`."""
        first = self._document.doc[link.act.start]
        verb = first.nbor() if first.i + 1 < link.act.end else first
        misread = (
            link.rule == "connective" and first.tag_ == "NNP" and verb.tag_ in ("NNS", "VBZ", ",")
        )
        return self.party(first, statement) if misread else None

    def party(self, token: Token, statement: Statement | None) -> str | None:
        """Return whom a noun phrase names: an ISO3 code, a name, `both`, or None."""
        phrase = phrase_of(token)
        if phrase.lower() in self._words.agents.both or phrase.lower().startswith("both "):
            return "both"
        if phrase.lower().startswith("the two ") and token.lower_ in self._words.agents.nouns:
            return "both"
        if token.lower_ in self._words.agents.joint:
            return "both"
        if token.lower_ in self._words.agents.first_person:
            side = side_of(statement)
            if statement is not None and statement.speaker.country is None:
                side = side_by_title(self._document, self._words, statement) or side
            unnamed = statement is not None and statement.speaker.sort == "organisation"
            return (named_by(side) or side) if side and unnamed and len(side) > 3 else side
        if token.lower_ == "you" and (told := self._addressed(statement)) is not None:
            return told
        if token.tag_ in ("PRP", "DT", "WP", "WDT"):
            return self._antecedent(token, statement)
        found = self.names.known(token, phrase) or self._owned(token, statement)
        others = [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        if (
            found
            and others
            and any(self.names.known(c, phrase_of(c)) not in (None, found) for c in others)
        ):
            return "both"
        if found:
            return found
        if token.tag_ in NAMES and len(others) == 1 and others[0].tag_ in NAMES:
            return "both"
        titled = token.text.istitle() and token.ent_type_ in ("GPE", "NORP", "ORG")
        titled = titled or self._is_unknown_name(token)
        if token.tag_ in NAMES or token.ent_type_ == "PERSON" or titled:
            return self.names.named(token)
        return self.names.group(token, phrase)

    def _is_unknown_name(self, token: Token) -> bool:
        """Return whether a capitalised word that acts is a name, for which no tagger has a tag."""
        lone = token.dep_ == "nsubj" and not any(True for _ in token.children)
        if not lone or not token.text.istitle() or token.tag_ not in ("NN", "JJ", "UH"):
            return False
        words = self._words
        known = token.lower_ in words.agents.nouns | words.acts | words.outcomes
        return not known and token.lower_ not in words.happenings | words.forces

    def _addressed(self, statement: Statement | None) -> str | None:
        """Return whom a speaker tells his words: `Karr told Norway`."""
        if statement is None or statement.cue is None:
            return None
        verb = self._document.token_at(statement.cue.start)
        whom = child_of(verb, "dobj", "dative")
        if (
            whom is None
            or whom.tag_ not in NAMES
            or self.names.known(whom, phrase_of(whom)) is None
        ):
            return whom.text if whom is not None and whom.ent_type_ in ("GPE", "NORP") else None
        return self.names.known(whom, phrase_of(whom))

    def _owned(self, token: Token, statement: Statement | None) -> str | None:
        """Return the party that `its` or `their` before a noun means."""
        owner = child_of(token, "poss")
        if owner is None or token.lower_ not in self._words.agents.nouns:
            return None
        reported = statement is not None and statement.kind != "direct"
        own = reported and statement is not None and statement.speaker.sort == "person"
        if token.lower_ in self._words.others:
            return None
        if owner.lower_ in self._words.agents.first_person or (own and owner.lower_ in _HIS):
            return side_of(statement)
        return self._antecedent(owner, statement, own=True)

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
            bidden = other.dep_ in ("dative", "dobj") and other.head.lower_ in self._bidding
            if (other.dep_ in SUBJECTS or bidden) and other.tag_ in (*NAMES, "NN", "NNS"):
                thing = token.lower_ in ("it", "its")
                agent = other.tag_ in NAMES or other.lower_ in self._words.agents.nouns
                if thing and not agent:  # `no Alvan student will go while its police`
                    continue
                found = self.names.known(other, phrase_of(other)) or self.names.bare(other, thing)
                if found and found != skipped:
                    return found
        pointing = token.lower_ in ("it", "its", "they", "their")
        return self._mentioned(token, skipped) if pointing else None

    def _mentioned(self, token: Token, skipped: str | None) -> str | None:
        """Return the nearest party named before in a sentence that is no subject: `for Oslo`."""
        sentence = self._document.sentence_at(token.idx)
        for n in range(token.i - 1, sentence.start - 1 if sentence is not None else token.i, -1):
            other = self._document.doc[n]
            if other.dep_ in ("pobj", "dative", "dobj", "poss") and other.tag_ in NAMES:
                found = self.names.known(other, phrase_of(other)) or self.names.bare(other, True)
                if other.tag_ == "NNPS" and found is None:
                    found = self.names.named(other)  # `with the Morvians if they`
                if found and found != skipped:
                    return found
            if other.dep_ == "pobj" and other.tag_ == "NN" and token.lower_ == "it":
                agent = other.lower_ in self._words.agents.nouns
                found = self.party(other, None) if agent else None
                if found and found != skipped:
                    return found
        return None

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
                found = self.names.known(other, phrase_of(other))
                if found and found != side_of(statement):
                    return found
        return None

    def _agent(self, verb: Token, statement: Statement | None) -> str | None:
        by = child_of(verb, "agent")
        doer = child_of(by, "pobj") if by is not None else None
        named = doer is not None and doer.ent_type_ not in ("DATE", "TIME")
        return self.party(doer, statement) if named and doer is not None else None

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
                dated = inner is not None and inner.ent_type_ in ("DATE", "TIME")
                named = inner is not None and not dated
                found = self.party(inner, statement) if named and inner is not None else None
                if found and (token.lower_ != "on" or found == "both"):
                    return found
        behind = doc[noun.right_edge.i + 1] if noun.right_edge.i + 1 < link.act.end else noun
        told = behind if behind.tag_ == "VBG" else child_of(noun, "acl")
        if told is not None and told.tag_ == "VBG" and noun.tag_ in ("NNS", "NN", *NAMES):
            return self.party(noun, statement)  # `on both armies pulling back`
        for act in (noun, *noun.conjuncts):
            owner = child_of(act, "poss")
            if owner is not None:
                return self.party(owner, statement)
            if act.lower_ in self._words.held and (found := self._held_in(act)) is not None:
                return found
            lefts = (self.names.lookup(c.text) or state_of(c, self._words) for c in act.lefts)
            found = next((f for f in lefts if f), None) or self.names.before(act)
            if found:
                return found
            of = next((c for c in act.rights if c.lower_ == "of"), None)
            inner = child_of(of, "pobj") if of is not None else None
            if act.lower_ in self._words.ceasing and (found := self._stopped(act)) is not None:
                return found
            if inner is not None and act.lower_ in self._words.own_acts:
                doer = self.party(inner, statement)
                if doer == "both":
                    return doer
                whose = inner if inner.tag_ in NAMES else child_of(inner, "poss")
                whose = whose if whose is not None and whose.tag_ in NAMES else None
                return self.names.known(inner, phrase_of(inner)) or (
                    self.party(whose, statement) if whose is not None else None
                )
        return None

    def _held_in(self, act: Token) -> str | None:
        """Return the country in which people vote: `a referendum in Norway`."""
        within = next((c for c in act.rights if c.lower_ in ("in", "of")), None)
        place = child_of(within, "pobj") if within is not None else None
        if (
            place is None
            or place.tag_ not in NAMES
            or place.ent_type_ not in ("GPE", "NORP", "ORG")
        ):
            return None
        return self.party(place, None)

    def _stopped(self, act: Token) -> str | None:
        """Return whose doing is to be stopped: `a halt to Norwegian drilling`."""
        for link in act.rights:
            inner = child_of(link, "pobj") if link.lower_ in ("to", "of", "on", "in") else None
            for owner in inner.lefts if inner is not None else ():
                if owner.dep_ == "poss" and owner.tag_ in NAMES:
                    return self.party(owner, None)
                found = self.names.lookup(owner.text) or state_of(owner, self._words)
                if found:
                    return found
            if inner is not None and (found := self.names.before(inner)) is not None:
                return found
        return None


def _issuer(document: Document, statements: tuple[Statement, ...]) -> Statement | None:
    """Return a statement of the issuer, in whose voice a communiqué or opinion speaks."""
    if document.article.form == "report":
        return None
    return next((statement for statement in statements if statement.rule == OWN_VOICE), None)


def _is_done_to(doer: Token, act: Token) -> bool:
    """Return whether a passive's subject suffers the act, and was not told to do it."""
    return doer.dep_ == "nsubjpass" and (doer.head.i == act.i or has_child(act, "auxpass"))


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
