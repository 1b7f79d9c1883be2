"""Outcomes in a turned order behind their act: not until X will Y; when X, only then will Y."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import SUBJECTS, Stretch, trimmed

_AUXILIARIES = frozenset({"will", "would", "can", "could", "shall", "does", "do", "is", "are"})


def turned_after(hit: Hit, verb: Token, sense: str) -> Link | None:
    """Read `not until X does A will Y be done`, whose outcome begins with its auxiliary."""
    if hit.first > hit.piece.start + 2:
        return None
    for token in hit.doc[verb.i + 1 : hit.piece.end]:
        auxiliary = token.dep_ in ("aux", "auxpass") or token.lower_ in _AUXILIARIES
        owner = next((t for t in token.head.lefts if t.dep_ in SUBJECTS and t.i > token.i), None)
        if not auxiliary or owner is None:
            continue
        act = trimmed(hit.doc, Stretch(hit.last + 1, token.i))
        outcome = trimmed(hit.doc, Stretch(token.i, hit.piece.end))
        if act and outcome:
            return Link(hit.stretch, act, verb, outcome, token.head, sense, "connective")
    return None


def only_then(hit: Hit, verb: Token, sense: str) -> Link | None:
    """Read `When X does A, and only then, will Y be done`, whatever the parse makes of it."""
    doc, tail = hit.doc, hit.doc[verb.i + 1 : hit.piece.end - 1]
    only = next((t.i for t in tail if t.lower_ == "only" and t.nbor().lower_ == "then"), None)
    if only is None:
        return None
    act = trimmed(doc, Stretch(hit.last + 1, only + 2))
    outcome = trimmed(doc, Stretch(only + 2, hit.piece.end))
    if outcome.end - outcome.start < 2 or doc[outcome.start].lower_ not in _AUXILIARIES:
        return None
    return Link(hit.stretch, act, verb, outcome, doc[outcome.start], sense, "connective")
