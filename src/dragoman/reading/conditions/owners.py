"""Whose an act is that a passive or a noun leaves open: `until the sanctions are lifted`.

The article tells it elsewhere: who imposed the sanctions, whose troops they are, who would lift
them by his own words. Where that says nothing, or several parties equally, there is nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.reading.conditions.actors import Parties, side_of
from dragoman.reading.conditions.links import Link
from dragoman.reading.conditions.names import Names, phrase_of
from dragoman.reading.conditions.stretches import SUBJECTS, VERBAL, child_of, subject
from dragoman.reading.document import Document
from dragoman.reading.once import once
from dragoman.records import Statement
from dragoman.vocabulary.conditions import ConditionWords
from dragoman.vocabulary.fulfilment import fulfilment

_NOUNS = ("NN", "NNS", "VBG")
_LASTING = frozenset({"stay", "remain", "continue", "stand"})
_OWNED = frozenset({"end", "withdrawal", "dismantle", "disarm"})
"""Acts that only the owner of a thing can do to it: its troops, its sanctions."""


class Owners:
    """Who does what to which things in one article, looked up only when an act is nobody's."""

    def __init__(
        self,
        document: Document,
        parties: Parties,
        words: ConditionWords,
        links: Sequence[tuple[Link, Statement | None]],
    ) -> None:
        self._document = document
        self._parties = parties
        self._words = words
        self._links = links
        self._promised: dict[str, Counter[str]] | None = None

    def of(self, link: Link, statement: Statement | None) -> str | None:
        """Return who must act by what the article tells of such an act elsewhere."""
        asked, act = _asked(link.act_head, self._words)
        if asked is None:
            return None
        votes = Counter(self._told(asked, act))
        votes.update(self._own_words().get(_class(asked), ()))
        own = side_of(statement)
        votes.pop(own or "", None)
        first, second = [*votes.most_common(2), ("", 0), ("", 0)][:2]
        return first[0] if first[1] > second[1] else None

    def _told(self, asked: Token, act: str | None) -> Iterator[str]:
        """Yield the parties that own such things, or are told to deal with them."""
        doc, thing = self._document.doc, _class(asked)
        owned = act is None or act in _OWNED
        for n in once(doc, "things", _things).get(thing, ()):
            token = doc[n]
            party = self._owner(token) if owned and token.tag_ != "VBG" else None
            yield from [party] if party else ()
            doer = self._doer(token)
            yield from [doer] * 2 if doer else ()
        for n in once(doc, "acts", _acts).get(thing, ()):
            doer = self._named(_leading_subject(doc[n]))
            yield from [doer] * 2 if doer else ()

    def _owner(self, token: Token) -> str | None:
        """Return whose thing it is: `Valdorian troops`, `observers from Norhaven`."""
        source = next((c for c in token.rights if c.lower_ in ("from", "by")), None)
        giver = child_of(source, "pobj") if source is not None else None
        named = self._named(giver) if giver is not None else None
        return named or self._names.known(token, phrase_of(token))

    @property
    def _names(self) -> Names:
        return self._parties.names

    def _doer(self, token: Token) -> str | None:
        """Return who is told to do something to a thing: `Kestrelia imposed sanctions`."""
        while token.dep_ == "pobj" and token.head.lower_ == "of":
            token = token.head.head  # `a third of the sanctions`
        verb = token.head
        if verb.tag_ not in VERBAL or verb.lower_ not in self._words.dealing:
            return None
        if token.dep_ == "dobj":
            return self._named(_leading_subject(verb))
        by = child_of(verb, "agent") if token.dep_ == "nsubjpass" else None
        return self._named(child_of(by, "pobj")) if by is not None else None

    def _named(self, token: Token | None) -> str | None:
        if token is None or token.ent_type_ in ("DATE", "TIME"):
            return None
        if token.tag_ == "PRP" and token.lower_ not in ("it", "they"):
            return None
        found = self._parties.party(token, None)
        return found if found != "both" else None

    def _own_words(self) -> dict[str, Counter[str]]:
        """Return by thing the sides that say what they would do to it: `would be lifted if`."""
        if self._promised is None:
            self._promised = defaultdict(Counter)
            for link, statement in self._links:
                head, side = link.outcome_head, side_of(statement)
                if head is None or side is None:
                    continue
                asked, _ = _asked(head, self._words)
                if asked is not None and self._names.known(asked, phrase_of(asked)) is None:
                    self._promised[_class(asked)][side] += 1
        return self._promised


def _asked(head: Token, words: ConditionWords) -> tuple[Token | None, str | None]:
    """Return the thing whose owner is to act, and the class of what is to be done to it.

    None where the act is told of somebody, or of nothing that anybody has or does.
    """
    known = fulfilment()
    if head.tag_ in VERBAL:
        thing = subject(head)
        if thing is None:
            return None, None
        if thing.dep_ == "expl":  # `there would be no withdrawal`
            inner = child_of(head, "attr", "dobj")
            return _asked(inner, words) if inner is not None else (None, None)
        done = thing.dep_ == "nsubjpass"
        act = known.act(head.lower_) if done else None
        if done and head.lower_ not in words.dealing:
            return None, None
        return _counted(thing), act
    if head.tag_ not in _NOUNS:
        return None, None
    link = next((c for c in head.rights if c.lower_ in ("of", "to", "on")), None)
    inner = child_of(link, "pobj") if link is not None else None
    act = known.act_noun(head.lower_)
    if inner is not None and inner.tag_ in _NOUNS:
        return (_counted(inner), act) if act is not None else (None, None)
    return (head, None) if act is not None else (None, None)


def _counted(thing: Token) -> Token | None:
    """Return the things of which so many are told: `one third of the sanctions`."""
    of = next((c for c in thing.rights if c.lower_ == "of"), None)
    inner = child_of(of, "pobj") if of is not None and thing.tag_ != "VBG" else None
    found = inner if inner is not None and thing.tag_ in ("CD", "NN", "DT") else thing
    return found if found.tag_ in _NOUNS else None


def _leading_subject(verb: Token) -> Token | None:
    """Return who does what a verb tells, also as `threatened to close it`, `stops building`."""
    found = subject(verb)
    for _ in range(3):
        if found is not None or verb.dep_ not in ("xcomp", "conj", "pcomp", "prep"):
            break
        verb = verb.head
        found = subject(verb)
    return found if found is not None and found.dep_ in SUBJECTS - {"nsubjpass"} else None


def _class(thing: Token) -> str:
    return fulfilment().thing(thing.lower_)


def _things(doc: Doc) -> dict[str, list[int]]:
    """Return where each sort of thing stands in a text."""
    found: dict[str, list[int]] = defaultdict(list)
    for token in doc:
        if token.tag_ in ("NN", "NNS") and token.is_lower:
            found[_class(token)].append(token.i)
    return found


def _acts(doc: Doc) -> dict[str, list[int]]:
    """Return where each class of acts is told by a verb."""
    known = fulfilment()
    found: dict[str, list[int]] = defaultdict(list)
    for token in doc:
        if token.tag_ in VERBAL and known.is_listed(token.lower_):
            found[known.act(token.lower_)].append(token.i)
    return found
