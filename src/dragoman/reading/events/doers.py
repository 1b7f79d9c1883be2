"""Who does what a verb says, in active, passive, participle and gerund clauses.

The doer may stand as subject, after `by`, before a relative clause, or as whom an accusation
names.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.syntax import agent, child, is_passive, is_verb, subject
from dragoman.vocabulary.plover import plover

FINITE = ("VBD", "VBZ", "VBP")


def doer(verb: Token) -> Token | None:
    """Return who does what a verb says, in whatever clause it stands."""
    if is_passive(verb) or is_reduced(verb):
        return agent(verb) or _by_below(verb)
    if verb.dep_ == "pcomp":
        governor = verb.head.head
        charged = _charged(governor) if is_verb(governor) else None
        if verb.head.lower_ in ("of", "for", "from", "with") and charged is not None:
            return charged
    if verb.dep_ == "conj" and verb.tag_ in FINITE and verb.head.tag_ == "VB":
        # "X urged Y to relent and spoke with Z": the second finite verb goes with the first.
        above = verb.head
        while above.tag_ not in FINITE and above.head.i != above.i:
            above = above.head
        return child(verb, "nsubj") or subject(above)
    found = subject(verb)
    if found is not None and found.tag_ in ("WDT", "WP"):
        return antecedent(verb) or found
    return found


def _charged(governor: Token) -> Token | None:
    """Return who is accused: `blamed X for`, `lashed out at X for`."""
    found = child(governor, "dobj", "nsubjpass")
    if found is not None or governor.lower_ not in plover().verbs:
        return found
    at = next((c for c in governor.children if c.lower_ in ("at", "against")), None)
    return child(at, "pobj") if at is not None else None


def _by_below(verb: Token) -> Token | None:
    """Return the noun after a `by` that hangs lower: `was condemned in a statement by X`."""
    for place in verb.children:
        if place.dep_ == "prep" and place.i > verb.i:
            for noun in place.children:
                by = next((c for c in noun.children if c.lower_ == "by"), None)
                if by is not None:
                    return child(by, "pobj")
    return None


def is_reduced(verb: Token) -> bool:
    """Tell whether a participle stands for a passive clause: `the pact signed by X`."""
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not helped


def antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative or reduced clause is about."""
    return verb.head if verb.dep_ in ("relcl", "acl") else None
