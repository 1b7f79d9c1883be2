"""What can depend on an act, what can be done, and by whom: the words that requirements share.

A requirement ties a nameable outcome to a nameable act; without either it is a need of daily life.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit
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

DEMONSTRATIVES = frozenset({"this", "that", "it", "which"})


def owner_of(verb: Token) -> Token | None:
    """Return the subject of a verb, also through a relative clause or a raising verb."""
    owner = subject(verb)
    if owner is None and verb.dep_ == "xcomp":
        return owner_of(verb.head)
    if owner is not None and owner.lower_ in ("which", "that") and verb.dep_ == "relcl":
        return _top_noun(verb.head)
    return owner


def _top_noun(noun: Token) -> Token:
    """Return the noun that a relative clause tells of when the parse ties it to a name within."""
    while noun.tag_ in ("NNP", "NNPS") and noun.dep_ in ("conj", "pobj") and noun.head.i < noun.i:
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun


def can_depend(hit: Hit, token: Token) -> bool:
    """Return whether a token can name an outcome between parties."""
    if token.lower_ in DEMONSTRATIVES and token.lower_ != "it":
        return modal(token.head) is not None
    if token.lower_ in ("everything", "anything") and hit.voice.statement is not None:
        return True
    if token.tag_ in ("VB", "VBG"):
        return token.lower_ in hit.words.purpose or _has(hit, subtree(token))
    if token.lower_ in hit.words.acts and any(True for _ in token.children):
        return True
    return token.lower_ in hit.words.outcomes or _has_outcome_near(hit, token)


def _has(hit: Hit, stretch: Stretch) -> bool:
    known = hit.words.outcomes | hit.words.valence.welcome
    return any(t.lower_ in known for t in hit.doc[stretch.start : stretch.end])


def _has_outcome_near(hit: Hit, token: Token) -> bool:
    """Return whether an outcome's name modifies a noun: `sanctions relief`, `road to peace`."""
    if token.tag_ not in ("NN", "NNS"):
        return False
    links = (c for c in token.rights if c.lower_ in ("to", "towards", "toward"))
    aims = [aim for link in links if (aim := child_of(link, "pobj", "pcomp")) is not None]
    near = [*hit.doc[token.left_edge.i : token.i], *aims]
    return any(t.lower_ in hit.words.outcomes for t in near)


def can_be_done(hit: Hit, token: Token) -> bool:
    """Return whether a token can name an act of a party."""
    if token.tag_ in VERBAL:
        return True
    if has_child(token, "nummod", "quantmod"):
        return False
    conjuncts = [token, *token.conjuncts]
    return any(t.lower_ in hit.words.acts | hit.words.slight_acts for t in conjuncts)


def has_doer(hit: Hit, act: Token) -> bool:
    """Return whether somebody's words name the party that must do something."""
    if hit.voice.statement is None:
        return False
    if act.tag_ in VERBAL:
        owner = subject(act) or child_of(act, "poss")
        return owner is not None and is_party(hit, owner)
    if gerund_doer(act) is not None:
        return True
    if (told := child_of(act, "acl")) is not None and told.tag_ == "VBG":
        return is_party(hit, act)  # `on both armies pulling back`
    done = act.text.endswith("ing") and act.tag_ == "NN"  # `on Oslo opening the port`
    owners = [
        c
        for c in act.children
        if c.dep_ == "poss" or (done and c.dep_ == "compound" and c.tag_ == "NNP")
    ]
    known = hit.words.acts | hit.words.slight_acts
    if act.lower_ in known or act.text.endswith("ing"):
        for link in act.rights:
            whose = ("by", "from", "of") if act.lower_ in hit.words.own_acts else ("by", "from")
            inner = child_of(link, "pobj") if link.lower_ in whose else None
            owners += [inner] if inner is not None else []
        return any(is_party(hit, owner) for owner in owners)
    return any(is_party(hit, owner) for owner in owners) and act.tag_ in ("NN", "NNS")


def gerund_doer(act: Token) -> Token | None:
    """Return who does something where the parse makes it a modifier: `on Oslo ending aid`."""
    done = next((c for c in act.lefts if c.tag_ == "VBG" and c.i > act.left_edge.i), None)
    doer = done.nbor(-1) if done is not None else None
    return doer if doer is not None and doer.tag_ in ("NNP", "NNPS") else None


def is_party(hit: Hit, token: Token) -> bool:
    """Return whether a token is the name of a party, or a word for one."""
    agents = hit.words.agents
    named = token.tag_ in ("NNP", "NNPS") and token.ent_type_ not in ("DATE", "TIME", "EVENT")
    return named or token.lower_ in agents.nouns or token.lower_ in agents.pronouns


def depending(hit: Hit, owner: Token) -> tuple[Stretch | None, Token | None]:
    """Return what depends; a pronoun stands for the aim that the sentence before names."""
    if owner.lower_ not in DEMONSTRATIVES:
        return trimmed(hit.doc, short(owner).within(hit.piece)), owner
    before = hit.document.sentence_at(max(0, hit.doc[hit.sentence.start].idx - 2))
    if before is None or before.start >= hit.sentence.start:
        return None, None
    nouns = [t for t in before if t.lower_ in hit.words.outcomes and t.dep_ in ("dobj", "pobj")]
    if not nouns:
        return None, None
    aim = nouns[0]
    return trimmed(hit.doc, subtree(aim)), aim


def short(noun: Token) -> Stretch:
    """Return a noun phrase without its relative clauses."""
    start, end = subtree(noun)
    for child in noun.rights:
        if child.dep_ in ("relcl", "appos", "punct"):
            end = min(end, child.left_edge.i)
    return Stretch(start, end)
