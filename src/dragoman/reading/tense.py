"""Whether a clause lies behind, at or ahead of the day on which it is told."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from dragoman.reading.syntax import child, is_verb
from dragoman.vocabulary.factuality import Factuality, factuality
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.speakers import speaker_words

Tense = Literal["past", "present", "future"]

AUXILIARIES = ("aux", "auxpass")
BE = frozenset({"am", "is", "are", "'s", "’s", "'re", "’re", "was", "were", "be", "been", "being"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_WAS = frozenset({"was", "were", "had", "did"})
STEPS = 12
"""How far up the tree a governor is looked for; deeper trees are parsing errors."""


def tense(token: Token) -> Tense | None:
    """Return the time of the clause that a token stands in, None where no verb tells it."""
    words = factuality()
    for _ in range(STEPS):
        if is_verb(token):
            found = _verb_tense(token, words)
            if found is not None:
                return found
        if token.lower_ in words.planned_words and token.tag_ == "JJ":
            return "future"
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _verb_tense(verb: Token, words: Factuality) -> Tense | None:
    helpers = [t.lower_ for t in verb.children if t.dep_ in AUXILIARIES]
    futures = words.future_modals | words.reported_future_modals
    if any(h in futures for h in helpers):
        return "future"
    if "to" in helpers:
        planned = verb.head.i != verb.i and verb.head.lower_ in words.planning_verbs | BE
        return "future" if planned and verb.head.lower_ not in ("said", "told") else None
    if verb.tag_ == "VBD" or any(h in _HAVE or h in _WAS for h in helpers):
        return "past"
    if verb.tag_ == "VBN" and verb.lower_ in words.planned_words:
        return "past" if verb.lower_ in words.said_words and _has_doer(verb) else "future"
    if verb.tag_ == "VBN" and not helpers:
        return "past"
    if verb.tag_ == "VBG" and any(h in BE for h in helpers):
        return "present"
    return "present" if verb.tag_ in ("VBZ", "VBP", "VBN") else None


def _has_doer(verb: Token) -> bool:
    """Tell whether a participle is really what somebody did: `..., the minister announced`."""
    if child(verb, "nsubj") is not None:
        return True
    noun = verb.head
    of = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun
    # "the minister for trade announced"
    return verb.dep_ == "acl" and (_is_person(noun) or _is_person(of))


def _is_person(noun: Token) -> bool:
    nouns = speaker_words().nouns.get(noun.lower_, ())
    return any(n.sort == "person" for n in nouns) or offices().find(noun.text) is not None
