"""Attributions by a verb, its object and a preposition: `threw its weight behind the scheme`.

The words in the middle vary (`gave its qualified blessing on Friday to`), so that the object is
looked for, and the verb and the preposition around it.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.reported import reported
from dragoman.reading.syntax import child, is_passive, is_verb, negated, phrase, runs, subject
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.idioms import Idiom

RELIABILITY = 0.65
"""Judged on sentences of our own; too rare in the development ledger to be measured there."""

_REACH = 6
"""Words between the object and its preposition."""


def idiom(noun: Token, listed: tuple[Idiom, ...]) -> Attribution | None:
    """Return the attribution of which a noun is the middle, None where the rest is not there."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "npadvmod") or not is_verb(verb) or verb.i > noun.i:
        return None
    if verb.tag_ == "VBG" and child(verb, "aux") is None:
        return None  # "leaving the door open" is told of what happens
    if any(c.lower_ in ("no", "little") for c in noun.children):
        return None  # "found no fault with"
    for one in listed:
        if verb.lower_ not in one.verbs:
            continue
        link = _link(noun, verb, one.preposition)
        if link is not None and reported(verb) and not negated(verb) and not is_passive(verb):
            return _made(verb, link, one)
    return None


def _link(noun: Token, verb: Token, preposition: str) -> Token | None:
    for holder in (noun, verb, *(c for c in verb.children if c.dep_ in ("prt", "advmod"))):
        for c in holder.children:
            near = noun.i < c.i <= noun.i + _REACH
            if near and c.lower_ == preposition and c.dep_ in ("prep", "dative"):
                return c
    return None


def _made(verb: Token, link: Token, one: Idiom) -> Attribution | None:
    who, governed = subject(verb), child(link, "pobj", "pcomp")
    if who is None or governed is None or who.lower_ in closed().mute or who.dep_ == "expl":
        return None
    return Attribution(
        source=phrase(who),
        cue=Span(verb.idx, link.idx + len(link.text)),
        content=runs(governed.subtree),
        kind="indirect",
        cue_lemma=one.lemma,
        cue_kind=one.kind,
        confidence=RELIABILITY,
        rule="idiom",
    )
