"""Conditions told as the one way to an outcome, or as a bargain's terms: the only way to Y is X."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import demand_within, demanded
from dragoman.reading.conditions.dependence import (
    DEMONSTRATIVES,
    can_be_done,
    can_depend,
    depending,
    is_party,
    owner_of,
)
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.prerequisites import outside, target_of, target_stretch
from dragoman.reading.conditions.stretches import (
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    has_child,
    is_infinitive,
    subject,
    subtree,
    trimmed,
)

_LINKS = frozenset({"for", "by", "through", "that"})


def read_way(hit: Hit, sense: str) -> Link | None:
    """Return the link of `the only way to Y is X` and of `Y on one condition: X`."""
    return {"way": _only_way, "terms": _terms, "needed": _needed}[sense](hit)


def _only_way(hit: Hit) -> Link | None:
    """Read `the only way to Y is X`, `X is the only way to Y`, `only one way to Y: X`."""
    way = hit.token
    lead = [t.lower_ for t in hit.doc[way.left_edge.i : way.i]]
    if (told := (_than if lead[-2:] == ["no", "other"] else _is_for)(hit, way)) is not None:
        return told
    if not {"only", "sole"} & set(lead) and lead[-2:] != ["the", "one"]:
        return None
    target = target_of(way)
    if target is None or target.i < way.i or target.tag_ not in VERBAL | NOMINAL:
        return None
    if target.tag_ in VERBAL and (gains := subject(target)) is not None:
        bargained = is_party(hit, gains)
    else:
        bargained = False
    if not (bargained or can_depend(hit, target)):
        return None
    copula, needed = way.head, None
    if has_child(copula, "neg"):
        return None
    if way.dep_ in SUBJECTS:
        needed = child_of(copula, "attr", "xcomp", "ccomp", "acomp", "prep") or _for_to(copula)
    elif way.dep_ == "attr":
        owner = owner_of(copula)
        needed = owner if owner is not None and owner.dep_ != "expl" else child_of(way, "appos")
        needed = needed or _behind_colon(hit, way)
    elif hit.doc[hit.piece.start].lower_ in ("there", "only"):  # however the parse ties it
        needed = _behind_colon(hit, way)
    if needed is not None and needed.lower_ in DEMONSTRATIVES:
        act, needed = depending(hit, needed)
    elif needed is not None:
        piece = hit.voice.piece_of(needed) or hit.piece  # an aside may stand between
        act = trimmed(hit.doc, outside(subtree(needed), way).within(piece))
    if needed is None or not act:
        return None
    colon = next((t.i for t in hit.doc[way.i : needed.i] if t.text == ":"), None)
    if colon is not None:  # the parse may hang the words before the colon on those behind it
        act = trimmed(hit.doc, Stretch(colon + 1, needed.right_edge.i + 1).within(hit.piece))
    if needed.dep_ == "prep" and (inner := child_of(needed, "pobj", "pcomp")) is not None:
        needed, act = inner, trimmed(hit.doc, subtree(inner).within(hit.piece))
    outcome = trimmed(hit.doc, outside(target_stretch(target), needed).within(hit.piece))
    return Link(hit.stretch, act, needed, outcome, target, "need", "only way")


def _than(hit: Hit, way: Token) -> Link | None:
    """Read `no other way to Y than for X to do`."""
    doc = hit.doc
    than = next((t for t in doc[way.i : hit.piece.end] if t.lower_ in ("than", "but")), None)
    target = target_of(way)
    if than is None or target is None or not way.i < target.i < than.i:
        return None
    act = trimmed(doc, Stretch(than.i + 1, hit.piece.end), _LINKS)
    outcome = trimmed(doc, Stretch(target_stretch(target).start, than.i))
    if not act or not outcome or not can_depend(hit, target):
        return None
    verbs = (t for t in doc[act.start : act.end] if t.tag_ in VERBAL and t.dep_ != "aux")
    needed = next(verbs, doc[act.start : act.end].root)
    return Link(hit.stretch, act, needed, outcome, target, "need", "only way")


def _is_for(hit: Hit, way: Token) -> Link | None:
    """Read `the only way to Y is for X to do`, where the parse has `is` within Y."""
    doc, target = hit.doc, target_of(way)
    if target is None or not way.i < target.i or way.left_edge.i > hit.piece.start + 1:
        return None
    tail = (t for t in doc[target.i : hit.piece.end] if t.lower_ == "is")
    copula = next((t for t in tail if t.nbor().lower_ == "for" and t.dep_ != "ROOT"), None)
    verb = _for_to(copula) if copula is not None else None
    if copula is None or verb is None or not {"only", "sole"} & {t.lower_ for t in way.lefts}:
        return None
    act = trimmed(doc, subtree(verb).within(hit.piece), _LINKS)
    outcome = trimmed(doc, Stretch(target.i, copula.i))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, verb, outcome, target, "need", "only way")


def _for_to(copula: Token) -> Token | None:
    """Return the verb of `is for X to do`."""
    clauses = (c for c in copula.rights if c.dep_ == "advcl" and is_infinitive(c))
    return next((c for c in clauses if has_child(c, "mark") and subject(c) is not None), None)


def _terms(hit: Hit) -> Link | None:
    """Read `Y on one condition: X` and `Y on one condition, that X`."""
    doc = hit.doc
    behind = hit.last + 1
    if (
        hit.voice.statement is None
        or behind >= hit.piece.end
        or doc[behind].text not in (":", ",", "-", "–", "—", "that")
    ):
        return None
    act = trimmed(doc, Stretch(behind, hit.piece.end))
    outcome = trimmed(doc, Stretch(hit.piece.start, hit.first))
    verbs = (t for t in doc[act.start : act.end] if t.tag_ in VERBAL)
    verb = next(
        (t for t in verbs if t.dep_ not in ("aux", "auxpass") and subject(t) is not None), None
    )
    if verb is None or not outcome:
        return None
    head = doc[outcome.start : outcome.end].root
    return Link(hit.stretch, act, verb, outcome, head, "need", "requirement", subject(verb))


def _needed(hit: Hit) -> Link | None:
    """Read `what is needed to Y is X`, `all it would take to Y is X`."""
    doc = hit.doc
    opening = doc[hit.last + 1] if hit.last + 1 < hit.piece.end else hit.token
    if hit.phrase.startswith("what it ") and (told := _answered(hit)) is not None:
        return told
    if hit.before() in ("is", "are", "be") and opening.lower_ in ("to", "for"):
        return _what_it_takes(hit)
    if opening.lower_ not in ("to", "for") or hit.first > hit.piece.start + 2:
        return None
    tail = doc[hit.last + 2 : hit.piece.end]
    copula = next((t for t in tail if t.lower_ in ("is", "are", "was", "were", "'s", "’s")), None)
    if copula is None:
        copula = next((t for t in tail if t.lower_ == "be" and t.nbor(-1).tag_ == "MD"), None)
    if copula is None or copula.lower_ in ("was", "were"):
        return None
    act = trimmed(
        doc, Stretch(copula.i + 1, max(copula.i, copula.right_edge.i) + 1).within(hit.piece)
    )
    start = hit.last + (2 if opening.lower_ == "to" or doc[hit.last + 2].tag_ != "TO" else 1)
    outcome = trimmed(doc, Stretch(start, copula.i))
    if not act or not outcome:
        return None
    needed, aim = doc[act.start : act.end].root, doc[outcome.start : outcome.end].root
    named = next((t for t in doc[act.start : act.end] if is_party(hit, t)), None)
    known = hit.words.acts | hit.words.outcomes | hit.words.purpose | hit.words.valence.welcome
    weighty = any(t.lower_ in known for t in doc[outcome.start : outcome.end])
    if (
        not weighty
        or aim.lower_ == "do"
        or not (named or needed.tag_ in VERBAL or can_be_done(hit, needed))
    ):
        return None
    return Link(hit.stretch, act, needed, outcome, aim, "need", "only way")


def _answered(hit: Hit) -> Link | None:
    """Read `Asked what it would take to Y, he said Oslo would have to A`."""
    doc, asked = hit.doc, hit.doc[hit.first - 1] if hit.first else hit.token
    comma = next((t.i for t in doc[hit.last + 1 : hit.sentence.end] if t.text == ","), None)
    if asked.lower_ not in hit.words.idioms.asking or comma is None:
        return None
    if doc[hit.last + 1].lower_ not in ("to", "for"):
        return None
    demand = demand_within(hit.document, hit.words, Stretch(comma, hit.sentence.end))
    outcome = trimmed(doc, Stretch(hit.last + 2, comma))
    if demand is None or not outcome:
        return None
    act = trimmed(doc, demanded(demand))
    head = doc[outcome.start : outcome.end].root
    return Link(hit.stretch, act, demand.verb, outcome, head, "need", "only way", demand.of)


def _what_it_takes(hit: Hit) -> Link | None:
    """Read `X is what it takes to Y`."""
    doc = hit.doc
    owner = owner_of(doc[hit.first - 1])
    if owner is None or owner.lower_ in DEMONSTRATIVES or owner.dep_ == "expl":
        return None
    act = trimmed(doc, subtree(owner).within(hit.piece))
    aim = Stretch(hit.last + 2, doc[hit.first - 1].right_edge.i + 1).within(hit.piece)
    outcome = trimmed(doc, aim)
    if not act or not outcome or not can_be_done(hit, owner):
        return None
    head = doc[outcome.start : outcome.end].root
    return Link(hit.stretch, act, owner, outcome, head, "need", "only way")


def _behind_colon(hit: Hit, way: Token) -> Token | None:
    colon = next((t for t in hit.doc[way.i : hit.piece.end] if t.text == ":"), None)
    if colon is None:
        return None
    tail = hit.doc[colon.i + 1 : hit.piece.end]
    inside = {t.i for t in tail}
    return next((t for t in tail if t.head.i not in inside or t.head.i == t.i), None)
