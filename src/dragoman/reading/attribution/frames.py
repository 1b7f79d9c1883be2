"""Where a verb's content stands: each frame of the cue table read off the verb's children.

Every function returns the tokens of the content, or none when the verb's children do not fill
the frame.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.syntax import child, is_infinitive, is_verb
from dragoman.vocabulary.attribution import closed

_WHEN = ("DATE", "TIME")
_WHERE = ("GPE", "LOC", "FAC")


def finite(clause: Token) -> bool:
    """Tell whether a clause is finite, rather than an infinitive or a bare participle."""
    if is_infinitive(clause):
        return False
    if clause.tag_ in ("VBG", "VBN"):
        return any(t.dep_ in ("aux", "auxpass") and t.tag_ != "TO" for t in clause.children)
    return True


def ordered(verb: Token) -> list[Token]:
    """Read an object that is to do something: `urged Valdoria to return`."""
    doing = child(verb, "xcomp", "ccomp")
    if doing is None or not (is_infinitive(doing) or doing.tag_ == "VB"):
        return []
    who = child(verb, "dobj", "dative")
    if who is None:
        who = child(doing, "nsubj")
    if who is None:
        on = next(
            (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "upon")), None
        )
        who = child(on, "pobj") if on is not None else None
    if who is None:
        return []
    return [*who.subtree, *doing.subtree]


def infinitive(verb: Token) -> list[Token]:
    """Read an infinitive: `refused to sign`."""
    doing = child(verb, "xcomp", "ccomp", "advcl")
    if doing is None or not is_infinitive(doing) or doing.i < verb.i or child(verb, "dobj"):
        return []
    if doing.dep_ == "advcl" and doing.i - verb.i > 2:
        return []
    if doing.lower_ in closed().empty and not any(c.i > doing.i for c in doing.children):
        return []
    return list(doing.subtree)


def described(verb: Token) -> list[Token]:
    """Read an object and what it is called: `called the accord void`."""
    described = child(verb, "oprd")
    whom = child(verb, "dobj")
    if described is None and whom is not None and (described := child(whom, "acl")) is not None:
        described = described if described.tag_ == "JJ" else None
    if described is None:
        described = next(
            (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i),
            None,
        )
    if described is None:
        small = child(verb, "ccomp", "xcomp")
        if small is None or child(small, "nsubj") is None or small.i < verb.i:
            return []
        return [] if is_verb(small) and finite(small) else list(small.subtree)
    if whom is None and not any(c.lower_ == "to" for c in verb.children):
        return []
    if whom is None or whom.tag_ in ("WP", "WDT"):
        return [t for t in described.subtree if t.i != described.i or t.lower_ != "as"]
    return [*whom.subtree, *described.subtree]


def charged(verb: Token) -> list[Token]:
    """Read a charge: `accused Valdoria of breaking the truce`."""
    whom = child(verb, "dobj")
    charge = next(
        (
            c
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ in ("of", "for", "with", "over")
        ),
        None,
    )
    if whom is None or charge is None or charge.i < verb.i:
        return []
    return [*whom.subtree, *charge.subtree]


def object_of(verb: Token, particle: Token | None) -> list[Token]:
    """Read a noun phrase or gerund: `condemned the strike`, `called for a truce`."""
    if particle is not None and particle.dep_ != "prt":
        governed = [c for c in particle.children if c.dep_ in ("pobj", "pcomp")]
        if any(c.ent_type_ in _WHEN for c in governed):
            return []  # `agreed on Friday` names a day, not what was agreed on
        tokens = [t for c in governed for t in c.subtree]
        tokens += _charge(verb, tokens)
        further = child(verb, "xcomp")
        if tokens and further is not None and is_infinitive(further) and further.i > tokens[-1].i:
            tokens.extend(further.subtree)
        return tokens
    what = child(verb, "dobj", "xcomp", "ccomp")
    if what is None or what.i < verb.i:
        return []
    if is_verb(what) and (what.tag_ != "VBG" or finite(what)) and not _wanted_done(what):
        return []
    if what.lower_ in ("himself", "herself", "themselves", "itself"):
        return []
    if verb.lower_ in closed().relaying and what.ent_type_ in ("PERSON", "ORG", "NORP"):
        return []
    tail = [t for c in verb.children if c.i > what.i and _belongs(c) for t in c.subtree]
    return [t for t in [*what.subtree, *tail] if not _aside(t, what)]


def _wanted_done(what: Token) -> bool:
    """Tell whether a participle has a subject of its own: `wants the crossing reopened`."""
    if what.tag_ != "VBN" or what.dep_ != "ccomp" or child(what, "aux", "auxpass", "mark"):
        return False
    return child(what, "nsubj", "nsubjpass") is not None


def _belongs(other: Token) -> bool:
    """Tell whether a phrase that the parser hung on the verb completes the object.

    `sanctions against`, `any role in the attack`, `efforts to find a way`; not `in Oslo`.
    """
    if other.dep_ == "xcomp":
        return is_infinitive(other)
    if other.dep_ != "prep":
        return False
    if other.lower_ == "in":
        return not any(c.ent_type_ in _WHERE or c.ent_type_ in _WHEN for c in other.children)
    return other.lower_ in closed().governed


def _charge(verb: Token, object_: list[Token]) -> list[Token]:
    """Return what somebody is praised or attacked for: `lashed out at Kestrel for the raid`."""
    if not object_:
        return []
    charges = [
        c
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("for", "over") and c.i > object_[-1].i
    ]
    return [t for c in charges for t in c.subtree]


def _aside(token: Token, what: Token) -> bool:
    """Tell whether a token stands in a remark on an object: `, which ...`, `via Twitter`."""
    doc = what.doc
    for head in (token, *token.ancestors):
        if head.i == what.i:
            return False
        if head.dep_ == "relcl" and head.left_edge.i > what.i:
            return doc[head.left_edge.i - 1].text == ","
        if head.dep_ == "prep" and head.lower_ == "via":
            return True
        if head.dep_ == "prep" and any(c.ent_type_ in _WHEN for c in head.children):
            return head.i > what.i
    return False
