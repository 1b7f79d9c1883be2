"""Conditions that a word of need states: Y requires X, Y depends on X, it takes X to Y.

Verbs of requirement have the outcome as subject unless somebody needs something for a purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from spacy.tokens import Token

from dragoman.reading.conditions.dependence import (
    DEMONSTRATIVES,
    can_be_done,
    can_depend,
    depending,
    gerund_doer,
    has_doer,
    is_party,
    owner_of,
)
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.prerequisites import read_prerequisite
from dragoman.reading.conditions.stretches import (
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    clause,
    has_child,
    is_infinitive,
    modal,
    subject,
    subtree,
    trimmed,
)

_PREPOSITIONS = {
    "on": "on",
    "adjective_on": "on",
    "adjective_to": "to",
    "tied": "to",
    "verb_to": "to",
    "verb_with": "with",
}
"""The word behind a verb or adjective of dependence, by its sense."""
_EDGES = frozenset({"and", "but", "or", "that", "then", "so", "whether", "only"})


def read_requirement(hit: Hit, sense: str) -> Link | None:
    """Return the link that a word of requirement states, None when it states none."""
    if sense in _PREPOSITIONS:
        return _with_complement(hit, sense)
    readers: Mapping[str, Callable[[Hit], Link | None]] = {
        "object": _verb_with_object,
        "verb_on": _condition_on,
        "take": _takes,
        "noun": read_prerequisite,
        "obstacle": partial(read_prerequisite, sense="obstacle"),
        "adjective": read_prerequisite,
    }
    return readers[sense](hit)


def _verb_with_object(hit: Hit) -> Link | None:
    verb = hit.token
    if verb.tag_ not in VERBAL:
        return None
    if verb.tag_ == "VBN" and not has_child(verb, "aux"):
        return read_prerequisite(hit)
    owner, needed = owner_of(verb), child_of(verb, "dobj", "ccomp")
    if owner is None or needed is None or needed.i < verb.i:
        return None
    purpose = _purpose(hit, verb)
    if purpose is not None and needed.tag_ in NOMINAL and can_be_done(hit, needed):
        act = trimmed(hit.doc, Stretch(needed.left_edge.i, purpose.left_edge.i).within(hit.piece))
        aim = _purpose_stretch(hit, purpose)
        return Link(hit.stretch, act, needed, aim, purpose, "need", "requirement", owner)
    asked = child_of(verb, "xcomp")
    open_still = any(c.lower_ in ("any", "a", "an", "every") for c in owner.lefts)
    binding = owner.lower_ in hit.words.papers and modal(verb) is None and not open_still
    if binding and (needed.tag_ in VERBAL or asked is not None):
        return None
    doer = needed if asked is not None and is_infinitive(asked) else None
    words = () if doer is None else hit.doc[doer.left_edge.i : doer.i + 1]
    by_name = any(t.tag_ in ("NNP", "NNPS") for t in words)
    named = (by_name or has_doer(hit, needed)) and not is_party(hit, owner)
    if doer is not None and not named and not can_depend(hit, owner):
        return None
    if not (can_depend(hit, owner) or named) or not (
        doer is not None or named or can_be_done(hit, needed)
    ):
        return None
    act = trimmed(hit.doc, Stretch(needed.left_edge.i, verb.right_edge.i + 1).within(hit.piece))
    outcome, head = depending(hit, owner)
    if not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, head, "need", "requirement", doer)


def _with_complement(hit: Hit, sense: str) -> Link | None:
    """Read `Y depends on X`, `Y is contingent on X`, `makes Y conditional on X`."""
    token, wanted = hit.doc[hit.first], _PREPOSITIONS[sense]
    behind = (*token.rights, *hit.doc[hit.last + 1 : hit.last + 2])
    link = next((c for c in behind if c.lower_ in (wanted, f"up{wanted}")), None)
    needed = child_of(link, "pobj", "pcomp") if link is not None else None
    if link is None or needed is None:
        return None
    governor = token.head
    if token.tag_ == "NNS" and hit.phrase in ("hinges", "depends"):
        return _misread(hit, link, needed)
    while token.dep_ == "amod" and governor.i < token.i and governor.tag_ not in VERBAL:
        if governor.head.i >= governor.i:
            break
        governor = governor.head  # `made its return to the pact dependent on X`
    if hit.phrase == "subject" and (done := _promised_before(hit, governor)) is not None:
        return _behind_clause(hit, link, needed, done)
    if governor.lower_ in hit.words.makers and token.tag_ not in VERBAL:
        owner = child_of(governor, "dobj") or child_of(token, *SUBJECTS)
    elif token.tag_ in VERBAL and token.dep_ not in ("acomp", "oprd"):
        owner = owner_of(token)
    else:
        owner = child_of(token, *SUBJECTS) or owner_of(governor)
    if sense == "tied" and token.tag_ in VERBAL and not has_child(token, "auxpass"):
        owner = child_of(token, "dobj") or owner  # `Oslo has linked Y to X`
    doing = _doing_behind(hit, needed)
    named = doing is not None or has_doer(hit, needed)
    if hit.phrase == "subject" and (owner is None or owner.i > token.i):
        return _fronted(hit, token, needed)
    if owner is None or not (can_depend(hit, owner) or (named and sense != "tied")):
        return None
    if not (named or can_be_done(hit, needed)):
        return None
    opening = hit.doc[link.i + 1]
    if opening.tag_ in ("WP", "WRB", "WDT") and not (opening.lower_ == "how" and named):
        return None
    whole = (
        subtree(needed) if doing is None else Stretch(needed.left_edge.i, doing.right_edge.i + 1)
    )
    act = trimmed(hit.doc, whole.within(hit.piece), _EDGES)
    outcome, head = depending(hit, owner)
    if outcome and outcome.start < hit.first < outcome.end:
        outcome = trimmed(hit.doc, Stretch(outcome.start, hit.first))
    cue = Stretch(hit.first, link.i + 1)
    untold = sense == "verb_to" and owner.lower_ in DEMONSTRATIVES  # `it comes down to X`
    if not act or not (outcome or untold):
        return None
    return Link(cue, act, needed, outcome, head, "need", "requirement")


def _promised_before(hit: Hit, governor: Token) -> Token | None:
    """Return what will be done `subject to X`, by the verb that the words follow."""
    if hit.doc[hit.first].dep_ == "dobj" and modal(governor) is not None:
        return governor
    if hit.before() != "," or hit.first == hit.piece.start:
        return None
    while governor.tag_ not in VERBAL and governor.head.i != governor.i:
        governor = governor.head
    before = governor.i < hit.first and hit.holds(governor)
    return governor if before and modal(governor) is not None else None


def _behind_clause(hit: Hit, link: Token, needed: Token, verb: Token) -> Link | None:
    """Read `Oslo will hand it over subject to X`, however the parse joins the two."""
    act = trimmed(hit.doc, subtree(needed).within(hit.piece), _EDGES)
    outcome = trimmed(hit.doc, Stretch(clause(verb).start, hit.first).within(hit.piece))
    if not act or not outcome or not (has_doer(hit, needed) or can_be_done(hit, needed)):
        return None
    cue = Stretch(hit.first, link.i + 1)
    doer = gerund_doer(needed)
    return Link(cue, act, needed, outcome, verb, "need", "requirement", doer)


def _doing_behind(hit: Hit, needed: Token) -> Token | None:
    """Return what a party does, where the parse hangs it elsewhere: `to Oslo opening the port`."""
    end = needed.right_edge.i + 1
    behind = hit.doc[end] if end < hit.piece.end else needed
    return behind if behind.tag_ == "VBG" and is_party(hit, needed) else None


def _misread(hit: Hit, link: Token, needed: Token) -> Link | None:
    """Read `the fate of the treaty hinges on X` where the verb was taken for a plural."""
    outcome = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    doing = _doing_behind(hit, needed)
    whole = Stretch(needed.left_edge.i, (doing or needed).right_edge.i + 1)
    act = trimmed(hit.doc, whole.within(hit.piece), _EDGES)
    if (
        not outcome
        or not act
        or not (doing is not None or has_doer(hit, needed) or can_be_done(hit, needed))
    ):
        return None
    cue, head = Stretch(hit.first, link.i + 1), hit.doc[outcome.start : outcome.end].root
    return Link(cue, act, needed, outcome, head, "need", "requirement")


def _fronted(hit: Hit, token: Token, needed: Token) -> Link | None:
    """Read `subject to X, Y will be done`."""
    verb = token.head
    opens = hit.first == hit.piece.start and verb.tag_ in VERBAL and modal(verb) is not None
    if not opens or not (has_doer(hit, needed) or can_be_done(hit, needed)):
        return None
    act = trimmed(hit.doc, subtree(needed).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(act.end, clause(verb).end).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, verb, "need", "requirement")


def _condition_on(hit: Hit) -> Link | None:
    """Read the verb in `condition Y on X`."""
    verb = hit.token
    owner = child_of(verb, "dobj")
    link = next(
        (t for t in hit.doc[verb.i : verb.right_edge.i + 1] if t.lower_ in ("on", "upon")), None
    )
    needed = child_of(link, "pobj", "pcomp") if link is not None else None
    if verb.tag_ not in VERBAL or owner is None or link is None or needed is None:
        return None
    if not can_be_done(hit, needed):
        return None
    act = trimmed(hit.doc, subtree(needed).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(owner.left_edge.i, link.i).within(hit.piece))
    return Link(hit.stretch, act, needed, outcome, owner, "need", "requirement")


def _takes(hit: Hit) -> Link | None:
    """Read `it takes X to Y`."""
    verb = hit.token
    owner, needed, purpose = subject(verb), child_of(verb, "dobj"), _purpose(hit, verb)
    if owner is None or owner.lower_ != "it" or needed is None or purpose is None:
        return None
    if not can_be_done(hit, needed):
        return None
    act = trimmed(hit.doc, Stretch(needed.left_edge.i, purpose.left_edge.i).within(hit.piece))
    outcome = _purpose_stretch(hit, purpose)
    return Link(hit.stretch, act, needed, outcome, purpose, "need", "requirement")


def _purpose(hit: Hit, verb: Token) -> Token | None:
    """Return the verb of the purpose for which somebody needs something."""
    for token in hit.doc[verb.i + 1 : verb.right_edge.i + 1]:
        infinitive = token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.lefts)
        if infinitive and token.lower_ in hit.words.purpose:
            return token
    return None


def _purpose_stretch(hit: Hit, purpose: Token) -> Stretch:
    return trimmed(hit.doc, Stretch(purpose.i, purpose.right_edge.i + 1).within(hit.piece))
