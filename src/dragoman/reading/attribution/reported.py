"""Whether a verb reports a saying that took place, rather than a possible or an asked one."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.syntax import child, is_infinitive, is_passive
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.cues import cues


def reported(verb: Token) -> bool:
    """Tell whether the verb reports a saying, rather than a possible or conditional one."""
    words = closed()
    for other in verb.children:
        if other.dep_ == "mark" and other.lower_ in words.hypothetical:
            return False
        if other.dep_ == "advmod" and other.lower_ == "when" and verb.tag_ == "VBN":
            return False
        if other.dep_ == "aux" and other.lower_ in words.unreal:
            return False
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and child(verb, "auxpass", "aux") is None:
        return False  # `Asked whether ...` is the reporter's question
    if _asked(verb) or _commanded(verb):
        return False
    if is_infinitive(verb) and verb.dep_ != "ROOT":
        return verb.dep_ == "xcomp" and (verb.head.lower_ in closed().lead_in or _done(verb))
    return True


def _done(verb: Token) -> bool:
    """Tell whether an infinitive is of what others report as done: `is said to have rejected`."""
    perfect = any(t.dep_ == "aux" and t.lower_ == "have" for t in verb.children)
    listed = cues().verbs.get(verb.head.lower_, ())
    return perfect and is_passive(verb.head) and any("passive" in cue.frames for cue in listed)


def _asked(verb: Token) -> bool:
    """Tell whether the verb is itself in question: `Do you rule out ...?`."""
    aux, who = child(verb, "aux"), child(verb, "nsubj")
    return verb.dep_ == "ROOT" and aux is not None and who is not None and aux.i < who.i


def _commanded(verb: Token) -> bool:
    """Tell whether the verb is an imperative: `Accept all`, `Follow us`; or a mere `without`."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("without", "instead", "than"):
        return True
    bare = verb.tag_ == "VB" and verb.dep_ == "ROOT"
    return bare and child(verb, "nsubj", "nsubjpass", "aux") is None
