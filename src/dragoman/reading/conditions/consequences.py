"""Conditions that name a consequence: X would lead to war, X risks war, X will be met with force.

Only unwelcome consequences count, and only those of what somebody does: a storm warns nobody.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    VERBAL,
    Stretch,
    child_of,
    has_child,
    modal,
    subject,
    subtree,
    trimmed,
)

_VAGUE = frozenset(
    {"it", "there", "which", "that", "who", "they", "he", "she", "we", "you", "i", "what"}
)


def read_consequence(hit: Hit, sense: str) -> Link | None:
    """Return the link between an act and what it leads to, None when there is none."""
    if sense == "answer":
        return _answer(hit)
    if sense == "way":
        return _way(hit)
    verb = hit.doc[hit.first]
    if verb.tag_ not in VERBAL or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    if any(c.lower_ in ("whether", "if", "how") for c in verb.lefts):
        return None
    doing = _doing(verb)
    if sense != "risk" and not _looks_ahead(verb):
        return None
    doer = None
    if sense == "risk" and doing is not None and (done := _by_doing(hit, verb)) is not None:
        doing, doer = done, doing
    if doing is None or not _is_act(hit, doing):
        return None
    start = _object_start(hit, verb)
    outcome = trimmed(hit.doc, Stretch(start, verb.right_edge.i + 1).within(hit.piece))
    if not outcome or not _is_unwelcome(hit, verb, outcome, anywhere=sense == "risk"):
        return None
    act = trimmed(hit.doc, subtree(doing).within(hit.piece))
    if not act:
        return None
    head = child_of(verb, "dobj", "ccomp", "xcomp") or hit.doc[outcome.start]
    return Link(hit.stretch, act, doing, outcome, head, "warning", "consequence", doer)


def _by_doing(hit: Hit, verb: Token) -> Token | None:
    """Return what somebody does who `risks Y by doing X`."""
    by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("by", "in")), None)
    done = child_of(by, "pcomp") if by is not None else None
    return done if done is not None and done.tag_ == "VBG" and hit.holds(done) else None


def _way(hit: Hit) -> Link | None:
    """Read `a withdrawal would open the way to talks`: the welcome outcome of an act."""
    verb = hit.doc[hit.first]
    doing = _doing(verb)
    known = modal(verb)
    if verb.tag_ not in VERBAL or known is None or known.lower_ not in ("will", "would"):
        return None  # what `can` open it need not
    if doing is None or has_child(verb, "neg") or not _is_act(hit, doing):
        return None
    act = trimmed(hit.doc, subtree(doing).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(hit.last + 1, verb.right_edge.i + 1).within(hit.piece))
    named = doing.tag_ == "VBG" or doing.lower_ in hit.words.acts
    if not act or not outcome or not named:
        return None
    head = hit.doc[outcome.start : outcome.end].root
    return Link(hit.stretch, act, doing, outcome, head, "need", "consequence")


def _answer(hit: Hit) -> Link | None:
    """Read `any attack will be met with force`: the speaker's reply to a hostile act."""
    first = hit.doc[hit.first]
    verb = first.head if first.dep_ in ("aux", "auxpass") else first
    doing = subject(verb)
    known = modal(verb)
    if doing is None or known is None or known.lower_ not in ("will", "would", "shall", "'ll"):
        return None
    valence = hit.words.valence
    hostile = doing.lower_ in valence.hostile or doing.lower_ in valence.unwelcome
    if not hostile or doing.lower_ in _VAGUE:
        return None
    act = trimmed(hit.doc, subtree(doing).within(hit.piece))
    behind = Stretch(hit.last + 1, verb.right_edge.i + 1).within(hit.piece)
    outcome = trimmed(hit.doc, behind) or hit.stretch
    if not act:
        return None
    return Link(hit.stretch, act, doing, outcome, verb, "answer", "answer")


def _doing(verb: Token) -> Token | None:
    """Return what leads to something: the subject, also of `is going to lead to`."""
    top = verb
    while subject(top) is None and top.dep_ in ("xcomp", "conj") and top.head.i < top.i:
        top = top.head
    return subject(top)


def _looks_ahead(verb: Token) -> bool:
    """Return whether a verb speaks of what may come: with a modal, `going to`, `likely to`."""
    known = modal(verb)
    if known is not None:
        return not any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "xcomp":
        return verb.head.lower_ in (
            "going",
            "likely",
            "bound",
            "certain",
            "set",
            "threatens",
            "risks",
        )
    return False


def _is_act(hit: Hit, doing: Token) -> bool:
    lower = doing.lower_
    if lower in hit.words.agents.nouns or any(c.tag_ == "WP$" for c in doing.lefts):
        return False
    if (
        lower in _VAGUE
        or lower in hit.words.forces
        or doing.ent_type_ in ("PERSON", "GPE", "ORG", "NORP")
    ):
        return False
    if lower in ("this", "these"):
        return hit.voice.statement is not None
    if doing.tag_ in ("VBG", "VB"):
        return True
    below = hit.doc[doing.left_edge.i : doing.right_edge.i + 1]
    return doing.tag_ in ("NN", "NNS") and not any(t.lower_ in hit.words.forces for t in below)


def _object_start(hit: Hit, verb: Token) -> int:
    """Return where the consequence begins, behind the verb and its particle."""
    if hit.last > hit.first:
        return hit.last + 1
    return verb.i + 1


def _is_unwelcome(hit: Hit, verb: Token, outcome: Stretch, anywhere: bool) -> bool:
    """Return whether the consequence is political and bad, by its head or by the verb."""
    valence = hit.words.valence
    tokens = hit.doc[outcome.start : outcome.end]
    if verb.lower_ in hit.words.harming:
        return _harms_something_welcome(hit, verb)
    if has_child(verb, "neg"):
        return False
    heads = [t for t in tokens if anywhere or verb.i in (t.head.i, t.head.head.i)]
    return any(t.lower_ in valence.unwelcome and t.tag_ in ("NN", "NNS", "VBG") for t in heads)


def _harms_something_welcome(hit: Hit, verb: Token) -> bool:
    """Return whether a verb of harm has peace, talks or the like as its object."""
    harmed = child_of(verb, "dobj")
    if harmed is None:
        return False
    of = next((c for c in harmed.rights if c.lower_ in ("of", "for", "in")), None)
    inner = child_of(of, "pobj") if of is not None else None
    below = hit.doc[harmed.left_edge.i : harmed.i + 1]
    named = [*below, *([inner] if inner is not None else [])]
    bad = hit.words.valence.unwelcome - hit.words.valence.welcome
    spared = verb.lower_ in hit.words.reversing and any(t.lower_ in bad for t in named)
    return not spared and any(t.lower_ in hit.words.outcomes for t in named)
