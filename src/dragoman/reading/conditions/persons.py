"""Conditions told of whoever does something: those who X will Y, an offer to all who X."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.kinds import valence
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.phrases import around
from dragoman.reading.conditions.stretches import (
    SUBJECTS,
    VERBAL,
    Stretch,
    clause,
    subject,
    trimmed,
)

_OPEN = frozenset({"open", "available"})
_DETERMINERS = frozenset({"any", "every"})
_PREPOSITIONS = frozenset(
    {"to", "for", "towards", "toward", "with", "by", "of", "and", "but", "that"}
)


def read_person(hit: Hit, sense: str) -> Link | None:
    """Return the link of `those who X will Y`, and of an offer made to those who X."""
    noun = hit.token.head if hit.phrase in _DETERMINERS else hit.token
    told = next((c for c in noun.rights if c.dep_ in ("relcl", "acl")), None)
    offered = _offered_to(hit, noun)
    verb = around(hit) or offered
    placed = noun.dep_ in SUBJECTS or offered is not None
    if hit.phrase in _DETERMINERS and (hit.token.dep_ != "det" or not placed):
        return None
    if noun.lower_ in hit.words.valence.hostile:  # `any attempt to`: an act, no person
        return None
    if told is None or verb is None or told.i == verb.i:
        return None
    if noun.dep_ not in SUBJECTS and verb.i > hit.first:
        return None
    if not _answers(hit, verb, noun):
        return None
    start = told.i
    for child in told.lefts:
        if child.tag_ not in ("WP", "WDT") and child.i > hit.last:
            start = min(start, child.left_edge.i)
    act = trimmed(hit.doc, Stretch(start, told.right_edge.i + 1).within(hit.piece))
    if noun.dep_ in SUBJECTS:
        whole = Stretch(told.right_edge.i + 1, clause(verb).end)
    else:
        whole = Stretch(clause(verb).start, hit.first)
    outcome = trimmed(hit.doc, whole.within(hit.piece), _PREPOSITIONS)
    if not act or not outcome:
        return None
    sense = "person" if noun.dep_ in SUBJECTS else sense
    return Link(hit.stretch, act, told, outcome, verb, sense, "person", noun)


def _offered_to(hit: Hit, noun: Token) -> Token | None:
    """Return the verb by which something is offered to those, where it reports an offer."""
    to = noun.head
    verb = to.head
    given = noun.dep_ == "pobj" and to.lower_ == "to" and verb.i < noun.i
    if given and verb.lower_ in _OPEN and verb.head.tag_ in VERBAL:
        return verb.head
    return verb if given and verb.lower_ in hit.words.manners["offer"] else None


def _answers(hit: Hit, verb: Token, noun: Token) -> bool:
    """Return whether a clause says what will be done to those, or is offered to them."""
    committed = {t.lower_ for t in verb.children} & hit.words.promising
    said = hit.voice.statement
    cue = said.cue.of(hit.document.text).lower() if said is not None and said.cue else ""
    if noun.dep_ in SUBJECTS:
        stretch = Stretch(verb.i, clause(verb).end)
        promised = cue in hit.words.manners["offer"]
        bad = valence(hit.doc, stretch, verb, hit.words) == "bad"
        return bool(committed) and (promised or bad)
    if any(c.lower_ in _OPEN for c in verb.rights):  # `is open to all who`
        return noun.head.lower_ == "to"
    if verb.lower_ in hit.words.manners["offer"]:  # `offered an amnesty to all who`
        return noun.lower_ in hit.words.agents.nouns | hit.words.agents.pronouns
    owner = subject(verb)
    own = owner is not None and owner.lower_ in hit.words.agents.first_person
    return own and bool(committed & hit.words.readiness)
