"""Conditions told as two halves side by side: help us and we will; no X, no Y."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.dependence import is_party
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    FINITE,
    SUBJECTS,
    VERBAL,
    Stretch,
    is_infinitive,
    is_mark,
    modal,
    subject,
    trimmed,
)

_LONGEST = 10
"""Tokens that each half of `no X, no Y` may have."""


def read_pair(hit: Hit, sense: str) -> Link | None:
    """Return the link of an order and what it brings, or of two things denied together."""
    return {"bid": _bid, "more": _one_more, "denial": _denials}[sense](hit)


def _bid(hit: Hit) -> Link | None:
    """Read `Help us and we will share the seed`."""
    joining = hit.doc[hit.first]
    verb = joining.head
    if joining.dep_ != "cc" or verb.tag_ not in ("VB", "VBP"):
        return None
    told = next((c for c in verb.rights if c.dep_ == "conj" and c.i > hit.first), None)
    if told is None or subject(verb) is not None or is_infinitive(verb) or modal(verb) is not None:
        return None
    own = next((c for c in told.lefts if c.dep_ in SUBJECTS), None)
    if own is None or not (hit.holds(verb) and hit.holds(told)):
        return None
    ours = own.lower_ in ("you", *hit.words.agents.first_person) and told.tag_ == "VBP"
    if modal(told) is None and not (ours and hit.voice.statement is not None):
        return None
    act = trimmed(hit.doc, Stretch(verb.left_edge.i, hit.first).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(own.left_edge.i, told.right_edge.i + 1).within(hit.piece))
    if not act or not outcome:
        return None
    cue = Stretch(hit.first, hit.first + 1)
    return Link(cue, act, verb, outcome, told, "bid", "order")


def _one_more(hit: Hit) -> Link | None:
    """Read `One more shot and the truce is over`."""
    doc = hit.doc
    if any(not is_mark(t) for t in doc[hit.piece.start : hit.first]):
        return None
    joining = next((t for t in doc[hit.last + 1 : hit.piece.end] if t.lower_ == "and"), None)
    if joining is None or any(t.tag_ in FINITE for t in doc[hit.first : joining.i]):
        return None
    act = trimmed(doc, Stretch(hit.first, joining.i))
    outcome = trimmed(doc, Stretch(joining.i + 1, hit.piece.end))
    told = _main(hit, outcome)
    if told is None or told.tag_ == "VBD" or not act:
        return None
    own = any(c.dep_ in SUBJECTS and outcome.holds(c) for c in told.children)
    joined = any(c.dep_ == "acomp" for c in told.rights) and told.i > outcome.start
    if not (own or joined):  # the parse may join `the truce` to the shot
        return None
    cue = Stretch(joining.i, joining.i + 1)
    return Link(cue, act, doc[act.start : act.end].root, outcome, told, "answer", "order")


def _denials(hit: Hit) -> Link | None:
    """Read `No apology, no talks`: without the one there will not be the other."""
    doc = hit.doc
    if hit.before() != ",":
        return None
    act = trimmed(doc, Stretch(hit.piece.start, hit.first))
    outcome = trimmed(doc, Stretch(hit.last, hit.piece.end))
    if not act or not outcome or doc[act.start].lower_ != "no":
        return None
    if max(act.end - act.start, outcome.end - outcome.start) > _LONGEST:
        return None
    both = [*doc[act.start : act.end], *doc[outcome.start : outcome.end]]
    if any(t.tag_ in FINITE or t.text in (",", ";") for t in both):
        return None
    known = hit.words.acts | hit.words.outcomes
    weighty = (t.lower_ in known or is_party(hit, t) for t in doc[act.start : act.end])
    depends = (t.lower_ in known for t in doc[outcome.start : outcome.end])
    if not any(weighty) or not any(depends):
        return None
    cue = Stretch(hit.last, hit.last + 1)
    head = doc[outcome.start : outcome.end].root
    return Link(cue, act, doc[act.start : act.end].root, outcome, head, "need", "order")


def _main(hit: Hit, stretch: Stretch) -> Token | None:
    """Return the topmost verb of a stretch."""
    tokens = hit.doc[stretch.start : stretch.end]
    verbs = [t for t in tokens if t.tag_ in VERBAL and t.dep_ not in ("aux", "auxpass", "amod")]
    inside = {t.i for t in verbs}
    return next((t for t in verbs if t.head.i not in inside or t.head.i == t.i), None)
