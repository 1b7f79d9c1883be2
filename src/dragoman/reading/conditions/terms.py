"""A bargain's terms told a sentence after what they are for: Oslo will sign. Its condition: X."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    SUBJECTS,
    VERBAL,
    Stretch,
    clause,
    is_mark,
    modal,
    subject,
    trimmed,
)

_COPULAS = frozenset({"is", "was", "being", "'s", "’s"})
_LONGEST = 10
"""Tokens that may stand between `condition` and what it is: `, its minister said, is that`."""


def read_terms(hit: Hit) -> Link | None:
    """Return the link of terms with what the sentence before says will be done for them."""
    token, doc = hit.token, hit.doc
    if not token.lower_.startswith(("condition", "precondition", "pre-condition")):
        return None
    if (told := _in_passing(hit)) is not None:
        return told
    if not all(_leads(t) for t in doc[hit.sentence.start : hit.first]):
        return None
    start = _terms_start(hit)
    main = promise_before(hit)
    if start is None or main is None:
        return None
    tail = doc[start : hit.sentence.end]
    owner = next((t for t in tail if t.dep_ in SUBJECTS and t.head.tag_ in VERBAL), None)
    if owner is None or owner.head.i < start:
        return None
    verb = owner.head
    act = trimmed(doc, Stretch(start, max(verb.right_edge.i, verb.i) + 1))
    whole = clause(main)
    outcome = trimmed(doc, whole)
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, verb, outcome, main, "need", "prerequisite", owner)


def _in_passing(hit: Hit) -> Link | None:
    """Read `Oslo agreed to a visit, the condition being that no press comes`."""
    doc, being = hit.doc, hit.token.head
    that = being.nbor() if being.i + 1 < hit.piece.end else being
    if being.lower_ != "being" or that.lower_ != "that" or hit.token.dep_ not in SUBJECTS:
        return None
    comma = next((t.i for t in reversed(doc[hit.piece.start : hit.first]) if t.text == ","), None)
    verb = that.head if that.head.i > that.i else None
    if comma is None or verb is None:
        return None
    act = trimmed(doc, Stretch(that.i + 1, verb.right_edge.i + 1).within(hit.piece))
    outcome = trimmed(doc, Stretch(hit.piece.start, comma))
    if not act or not outcome:
        return None
    head = doc[outcome.start : outcome.end].root
    return Link(hit.stretch, act, verb, outcome, head, "need", "prerequisite", subject(verb))


def _leads(token: Token) -> bool:
    """Return whether a word may stand before `condition` where the sentence opens with it."""
    few = token.lower_ in ("only", "one", "sole", "single", "main", "first", "but")
    return few or is_mark(token) or token.tag_ in ("DT", "PRP$", "POS", "NNP", "JJ")


def _terms_start(hit: Hit) -> int | None:
    """Return where the terms begin: behind `is that`, or behind a colon."""
    for token in hit.doc[hit.last + 1 : min(hit.sentence.end, hit.last + _LONGEST)]:
        if token.text == ":":
            return token.i + 1
        following = token.nbor() if token.i + 1 < hit.sentence.end else token
        if token.lower_ in _COPULAS and following.lower_ == "that":
            return token.i + 2
    return None


def promise_before(hit: Hit) -> Token | None:
    """Return the verb of what the sentence before says somebody would do."""
    before = hit.document.sentence_at(max(0, hit.doc[hit.sentence.start].idx - 2))
    if before is None or before.start >= hit.sentence.start:
        return None
    for token in before:
        if token.tag_ not in VERBAL or token.dep_ in ("aux", "auxpass") or subject(token) is None:
            continue
        able = any(c.lower_ in hit.words.readiness for c in token.children)
        if able or modal(token) is not None:
            return token
    return None
