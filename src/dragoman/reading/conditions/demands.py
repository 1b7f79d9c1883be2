"""What an earlier sentence demands, and of whom: what `if it does so` and `only then` point to.

A demand is an obligation (`X must`, `X has to`), or what somebody asks of another (`asked X to`).
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from dragoman.reading.conditions.stretches import (
    VERBAL,
    Stretch,
    child_of,
    has_child,
    is_infinitive,
    subject,
)
from dragoman.reading.document import Document
from dragoman.vocabulary.conditions import ConditionWords

_OBLIGING = frozenset({"must", "should", "shall"})
_HAVING = frozenset({"has", "have", "had", "needs", "need"})


class Demand(NamedTuple):
    """What is to be done, by its verb, and of whom it is asked, where that is said."""

    verb: Token
    of: Token | None


def demand_before(
    document: Document, words: ConditionWords, at: int, back: int = 1
) -> Demand | None:
    """Return the nearest demand before a token, in its sentence or up to `back` before it."""
    doc = document.doc
    sentence = document.sentence_at(doc[at].idx)
    if sentence is None:
        return None
    start = sentence.start
    for _ in range(back):
        previous = document.sentence_at(max(0, doc[start].idx - 2))
        if previous is None or previous.start >= start:
            break
        start = previous.start
    for n in range(at - 1, start - 1, -1):
        found = _demand_of(doc[n], words)
        if found is not None and found.verb.i < at:
            return found
    return None


def undone_before(document: Document, words: ConditionWords, at: int) -> Token | None:
    """Return who is told not to do something in the sentence before: `Oslo has not paid`."""
    doc = document.doc
    sentence = document.sentence_at(doc[at].idx)
    before = document.sentence_at(max(0, sentence[0].idx - 2)) if sentence is not None else None
    if sentence is None or before is None or before.start >= sentence.start:
        return None
    for token in before:
        denied = token.dep_ == "neg" or token.lower_ in words.refusing
        verb = token.head if token.dep_ == "neg" else token
        owner = subject(verb) if denied and verb.tag_ in VERBAL else None
        if owner is not None:
            return owner
    return None


def demand_within(document: Document, words: ConditionWords, within: Stretch) -> Demand | None:
    """Return the first demand in a stretch."""
    found = (_demand_of(token, words) for token in document.doc[within.start : within.end])
    return next((demand for demand in found if demand is not None), None)


def _demand_of(token: Token, words: ConditionWords) -> Demand | None:
    lower = token.lower_
    if lower in _OBLIGING and token.tag_ == "MD" and token.head.i > token.i:
        return Demand(token.head, subject(token.head))
    if lower in _HAVING:
        obliged = child_of(token, "xcomp")
        if obliged is None:
            obliged = _term(token)
        if obliged is not None and obliged.i > token.i and is_infinitive(obliged):
            return Demand(obliged, subject(token) or subject(obliged))
    if lower in ("is", "are") and token.tag_ in ("VBZ", "VBP"):
        if (bound := _bound(token, words)) is not None:
            return bound
        due = child_of(token, "xcomp")
        if due is not None and due.i == token.i + 2 and is_infinitive(due):  # `is to open it`
            return Demand(due, subject(token))
    if lower == "let" and token.tag_ in ("VB", "VBP"):
        let = child_of(token, "ccomp", "xcomp")
        whom = subject(let) if let is not None else None
        ordered = not any(c.dep_ in ("nsubj", "aux", "mark") for c in token.lefts)
        ours = (
            whom is None
            or whom.lower_ in words.agents.first_person
            or whom.lower_.endswith(("'s", "’s"))
        )
        return Demand(let, whom) if let is not None and ordered and not ours else None
    if lower in words.demanding and token.tag_ in VERBAL:
        return _asked(token)
    return None


def _bound(being: Token, words: ConditionWords) -> Demand | None:
    """Read `the onus is on X to do`, `it is up to X to do`."""
    owner, done = subject(being), child_of(being, "advcl", "xcomp", "ccomp")
    link = next((c for c in being.rights if c.dep_ == "prep"), None)
    if owner is None or owner.lower_ not in words.burdens or link is None:
        return None
    inner = child_of(link, "prep") or link  # `up to`
    whom = child_of(inner, "pobj")
    done = done or (child_of(whom, "acl", "relcl") if whom is not None else None)
    if whom is None or done is None or not is_infinitive(done):
        return None
    return Demand(done, whom)


def _asked(asking: Token) -> Demand | None:
    """Read `asked X to do`, `wants X to do`, `called on X to do`, `demanded that X do`."""
    for child in asking.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl") and child.tag_ in VERBAL:
            bidden = child_of(asking, "nsubjpass")
            if bidden is not None and is_infinitive(child):  # `was told to`
                return Demand(child, bidden)
            whom = subject(child) or child_of(asking, "dobj") or _called_on(asking)
            asked = is_infinitive(child) or child.tag_ == "VB" or has_child(child, "mark")
            if asked and whom is not None and whom.i > asking.i:
                return Demand(child, whom)
    whom = _called_on(asking)
    inner = child_of(whom, "acl", "relcl") if whom is not None else None
    if inner is not None and is_infinitive(inner):
        return Demand(inner, whom)
    return None


def _term(having: Token) -> Token | None:
    """Return what somebody `has until Sunday to do`."""
    until = next((c for c in having.rights if c.lower_ in ("until", "till")), None)
    given = child_of(having, "dobj")
    if until is None and given is not None and given.ent_type_ in ("DATE", "TIME"):
        return child_of(given, "acl", "relcl") or child_of(having, "advcl", "xcomp")
    if until is None or given is not None:
        return None
    term = child_of(until, "pobj")
    inner = child_of(term, "acl", "relcl") if term is not None else None
    return inner or child_of(having, "advcl")


def _called_on(asking: Token) -> Token | None:
    link = next((c for c in asking.rights if c.dep_ == "prep" and c.lower_ in ("on", "upon")), None)
    return child_of(link, "pobj") if link is not None else None


def demanded(demand: Demand) -> Stretch:
    """Return the words of a demand, with its subject where that stands beside the verb."""
    verb = demand.verb
    owner = next((c for c in verb.lefts if c.dep_.startswith("nsubj")), None)
    start = owner.left_edge.i if owner is not None else verb.i
    end = verb.right_edge.i + 1
    for child in verb.rights:
        if child.dep_ in ("cc", "conj") and any(c.dep_ == "nsubj" for c in child.subtree):
            break
        if child.dep_ == "parataxis":
            end = min(end, child.left_edge.i)
    return Stretch(start, end)
