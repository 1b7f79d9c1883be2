"""Conditions that a noun or adjective states: X is a precondition for Y, X is necessary to Y."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import demand_before, demanded
from dragoman.reading.conditions.dependence import (
    DEMONSTRATIVES,
    can_be_done,
    can_depend,
    has_doer,
    is_party,
    owner_of,
    short,
)
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    has_child,
    modal,
    subject,
    subtree,
    trimmed,
)
from dragoman.reading.conditions.terms import read_terms


def read_prerequisite(hit: Hit, sense: str = "noun") -> Link | None:
    """Read `X is a precondition for Y`, `a precondition for Y is X`, `X necessary to Y`."""
    token = hit.token
    if token.tag_ == "MD":
        return None
    if token.i + 1 < hit.sentence.end and token.tag_ in ("NN", "NNS") and is_compound(token):
        return None
    target = target_of(token)
    if target is None and sense == "noun" and (told := read_terms(hit)) is not None:
        return told
    whose = child_of(token, "poss")
    set_by = whose is not None and is_party(hit, whose) and hit.voice.statement is not None
    strong = set_by or token.lower_.startswith(("pre", "sine"))
    if token.lower_ in hit.words.sufficing and not _would_do(token):
        return None
    if target is None or not (strong or can_depend(hit, target)):
        return None
    if token.tag_ == "VBN" and not has_child(token, "auxpass", *SUBJECTS):
        return None
    needed = _needed(hit, token)
    if needed is None or needed.lower_ == "there":
        return _told_behind(hit, token, target)
    if needed.lower_ in DEMONSTRATIVES:
        return _said_before(hit, needed, target)
    strong = strong or (token.lower_.startswith("condition") and hit.voice.statement is not None)
    finite = needed.tag_ in ("VB", "VBD", "VBP", "VBZ") and needed.dep_ != "ccomp"
    if not strong and sense != "obstacle" and (finite or not can_be_done(hit, needed)):
        return None
    if sense == "obstacle" and not _stands_in_the_way(hit, needed):
        return None
    act = trimmed(hit.doc, outside(short(needed), token).within(hit.piece))
    outcome = trimmed(hit.doc, target_stretch(target).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, target, "need", "prerequisite")


def _would_do(token: Token) -> bool:
    """Return whether `enough` tells what would do, not what is or is not so: `would be enough`."""
    verb = token if token.tag_ in VERBAL else token.head
    known = modal(verb)
    ahead = known is not None and known.lower_ in ("would", "will", "could", "might")
    return ahead and not has_child(verb, "neg")


def _needed(hit: Hit, token: Token) -> Token | None:
    """Return what a word of need says is needed, None where it does not say."""
    copula = token.head
    owner = owner_of(copula) if token.dep_ in ("attr", "acomp", "oprd", "ROOT") else None
    if token.dep_ in ("nsubj", "nsubjpass"):
        return child_of(copula, "attr", "xcomp", "ccomp", "acomp")
    if owner is not None:
        return owner
    if token.dep_ in ("oprd", "ccomp", "dobj") and copula.lower_ in hit.words.makers:
        things = (c for c in copula.rights if c.dep_ in ("dobj", "nsubj") and c.i < token.i)
        return next(things, None) or child_of(token, *SUBJECTS)
    if token.dep_ == "pobj" and copula.lower_ == "among":  # `among the conditions for Y is X`
        return child_of(copula.head, "attr", *SUBJECTS)
    if token.dep_ == "pobj" and copula.lower_ == "as":
        asked = copula.head  # `demanded a swap as a condition`: the parse may hang it on the swap
        return asked if asked.tag_ in NOMINAL else child_of(asked, "dobj", "ccomp")
    if token.dep_ == "appos" and copula.tag_ in NOMINAL:  # `called it "the condition for talks"`
        return copula
    if token.tag_ in VERBAL and subject(token) is not None:
        return subject(token)
    if token.dep_ in ("amod", "acl", "relcl") and copula.tag_ in NOMINAL:
        return (
            copula.head.head if copula.dep_ == "pobj" and copula.head.lower_ == "with" else copula
        )
    return None


def _said_before(hit: Hit, needed: Token, target: Token) -> Link | None:
    """Read `X must A. That is our condition for Y`."""
    demand = demand_before(hit.document, hit.words, needed.i)
    if demand is None or needed.lower_ not in ("that", "this"):
        return None
    act, outcome = trimmed(hit.doc, demanded(demand)), target_stretch(target)
    outcome = trimmed(hit.doc, outcome.within(hit.piece))
    if not act or not outcome:
        return None
    cue = hit.stretch
    return Link(cue, act, demand.verb, outcome, target, "need", "prerequisite", demand.of)


def _told_behind(hit: Hit, token: Token, target: Token) -> Link | None:
    """Read `set two conditions for Y: X`, `there is one precondition for Y: X`."""
    doc = hit.doc
    tail = doc[target.i + 1 : hit.sentence.end]
    colon = next((t for t in tail if t.text == ":"), None)
    if colon is None or not token.lower_.startswith(("pre", "condition", "requirement")):
        return None
    end = next((t.i for t in doc[colon.i + 1 : hit.sentence.end] if t.text in ('"', "”")), None)
    act = trimmed(doc, Stretch(colon.i + 1, end if end is not None else hit.sentence.end))
    aim = target_stretch(target)
    outcome = trimmed(doc, Stretch(aim.start, min(aim.end, colon.i)).within(hit.piece))
    if not act or not outcome:
        return None
    head = next((t for t in doc[act.start : act.end] if not act.holds(t.head)), doc[act.start])
    verb = next((t for t in doc[act.start : act.end] if t.dep_ in SUBJECTS), None)
    head = verb.head if verb is not None and act.holds(verb.head) else head
    return Link(hit.stretch, act, head, outcome, target, "need", "prerequisite", verb)


def is_compound(token: Token) -> bool:
    """Return whether a noun only modifies the next one: `a key minister`, `price rises`."""
    return token.dep_ == "compound" and token.head.i > token.i


def _stands_in_the_way(hit: Hit, needed: Token) -> bool:
    """Return whether what is called an obstacle is somebody's act or claim."""
    of = next((c for c in needed.rights if c.lower_ == "of"), None)
    inner = child_of(of, "pobj") if of is not None else None
    done_by = inner is not None and needed.lower_ in hit.words.valence.hostile | hit.words.acts
    named = has_doer(hit, needed) or (done_by and is_party(hit, inner or needed))
    return hit.voice.statement is not None and named


def target_of(token: Token) -> Token | None:
    """Return what something is needed for: behind `for`, `of` and `to`."""
    for child in token.rights:
        if child.lower_ == "out" and (of := child_of(child, "prep")) is not None:
            return child_of(of, "pobj", "pcomp")
        if child.lower_ in ("for", "to", "of", "in", "towards", "toward") and child.dep_ == "prep":
            return child_of(child, "pobj", "pcomp")
        if child.dep_ in ("xcomp", "relcl", "acl", "advcl") and child.tag_ in VERBAL:
            return child
    back = next((c for c in token.rights if c.lower_ == "back"), None)
    if back is not None and (to := child_of(back, "prep")) is not None:  # `way back to talks`
        return child_of(to, "pobj", "pcomp")
    ahead = token.doc[token.i + 1 : token.i + 3]
    if len(ahead) == 2 and ahead[0].lower_ == "out" and ahead[1].lower_ == "of":
        return child_of(ahead[1], "pobj", "pcomp")
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    opens = behind.dep_ == "mark" if behind.lower_ == "for" else behind.tag_ == "TO"
    return behind.head if opens and behind.head.i > behind.i else None


def target_stretch(target: Token) -> Stretch:
    """Return the words that something is needed for, without `to` and `for`."""
    start, end = subtree(target)
    while start < target.i and target.doc[start].lower_ in ("to", "for"):
        start += 1
    return Stretch(start, end)


def outside(stretch: Stretch, token: Token) -> Stretch:
    """Return the part of a stretch before a token's own words, or behind them."""
    start, end = subtree(token)
    if stretch.start < start < stretch.end:
        return Stretch(stretch.start, start)
    if stretch.start < end <= stretch.end and stretch.start >= start:
        return Stretch(end, stretch.end)
    return stretch
