"""What would have been: conditions contrary to fact, which nobody waits for."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.signs import (
    somebody_acts,
)
from dragoman.reading.conditions.stretches import (
    has_child,
    modal,
    subject,
)

_SINGULAR = frozenset({"i", "he", "she", "it", "this", "that"})


def is_counterfactual(hit: Hit, link: Link) -> bool:
    """Return whether the outcome is one that would have been, or the act is contrary to fact."""
    if _would_have(link.outcome_head) or _would_have(link.act_head):
        return True
    head = link.outcome_head
    bidden = head is not None and modal(head) is None and subject(head) is None
    supposed = head is not None and bidden and head.lower_ in hit.words.supposing
    if supposed or link.sense != "if":
        return supposed
    if _is_contrary(hit, link.act_head) or _is_undone(hit, link):
        return True
    able, then = modal(link.act_head), modal(link.outcome_head) if link.outcome_head else None
    fancied = able is not None and able.lower_ == "could" and then is not None
    return fancied and not somebody_acts(hit, link.act_head)  # `if the walls could talk`


def _is_undone(hit: Hit, link: Link) -> bool:
    """Return whether `had done` tells of what was not done: `had it signed, it would stand`."""
    if hit.voice.statement is not None and hit.voice.statement.kind != "direct":
        return False  # a perfect set back
    helpers = [c.lower_ for c in link.act_head.children if c.dep_ in ("aux", "auxpass")]
    known = modal(link.outcome_head) if link.outcome_head is not None else None
    return "had" in helpers and known is not None and known.lower_ in ("would", "could", "might")


def _is_contrary(hit: Hit, verb: Token) -> bool:
    """Return whether `were` tells of one who is not so: `if my father were alive`."""
    if verb.lower_ != "were" or has_child(verb, "xcomp", "aux"):
        return False
    if any(c.dep_ == "acomp" and c.lower_ in hit.words.readiness for c in verb.children):
        return False
    owner = subject(verb)
    return owner is not None and (owner.tag_ in ("NN", "NNP") or owner.lower_ in _SINGULAR)


def _would_have(verb: Token | None) -> bool:
    if verb is None or modal(verb) is None:
        return False
    return any(c.lower_ in ("have", "'ve", "’ve") and c.dep_ == "aux" for c in verb.children)
