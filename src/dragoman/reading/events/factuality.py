"""Whether the text reports an act as a fact, as an official plan, or as neither.

A word is judged by its own clause (negation, auxiliaries, tense) and by all that it hangs on:
conditions, wishes, refusals, offers. Only facts and plans become events.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.syntax import child, is_verb
from dragoman.reading.tense import AUXILIARIES, BE, STEPS
from dragoman.records import Status
from dragoman.vocabulary.factuality import Factuality, factuality

_FINITE = ("VBD", "VBZ", "VBP")
_TOLD = (*_FINITE, "VBN")
_TOLD_AFTER = frozenset({"after", "by", "since", "while", "despite", "following", "as"})


def status(token: Token) -> Status | None:
    """Return how the act that a verb or noun names is reported; None when it is no fact.

    `happened` and `ongoing` are facts, `planned` is an official announcement or schedule.
    """
    words = factuality()
    own = _own_status(token, words)
    if own is None:
        return None
    node = token
    for _ in range(STEPS):
        if node.head.i == node.i or (node.dep_ == "relcl" and node.tag_ in _TOLD):
            break  # "fears of Kestrel, which has tested a rocket": told, whatever is feared
        if node.dep_ == "conj" and node.tag_ in _FINITE and node.head.tag_ == "VB":
            # "X urged Y to relent and spoke with Z": the second goes with the finite verb above.
            node = node.head
            while node.tag_ not in _FINITE and node.head.i != node.i:
                node = node.head
            continue
        passed = _through(node, own, words)
        if passed is None:
            return None
        own, node = passed, node.head
    return own


def _own_status(token: Token, words: Factuality) -> Status | None:
    """Judge a word by its own clause or noun phrase."""
    if not is_verb(token):
        return _noun_status(token, words)
    helpers = [t.lower_ for t in token.children if t.dep_ in AUXILIARIES]
    if _is_void(token, words):
        return None
    if any(h in words.future_modals for h in helpers):
        return None if _is_conditioned(token, words) else "planned"
    if any(h in words.reported_future_modals for h in helpers):
        return "planned" if _announced(token, words) else None
    if any(h in words.irrealis_modals for h in helpers):
        return None
    if "to" in helpers:
        return _infinitive_status(token, words)
    if token.tag_ == "VBG" and not _is_told_after(token):
        return None
    if token.lower_ in words.scheduling and child(token, "dobj") is None:
        return "planned"
    if token.tag_ == "VB":
        # Without an auxiliary: an imperative, a demand's subjunctive or a tagger's slip.
        return None
    if token.tag_ == "VBG":
        return "ongoing" if any(h in BE for h in helpers) else "happened"
    return "happened"


def _is_told_after(verb: Token) -> bool:
    """Tell a gerund that is told as done (`after signing`, `accused of`) from a mere idea."""
    while verb.dep_ == "conj" and verb.head.i != verb.i and is_verb(verb.head):
        verb = verb.head
    place = verb.head
    if verb.dep_ != "pcomp" or place.lower_ in _TOLD_AFTER:
        return True
    return place.lower_ in ("of", "for", "with", "in") and is_verb(place.head)


def _is_void(token: Token, words: Factuality) -> bool:
    """Tell whether a word is negated, or its clause is a condition."""
    for below in token.children:
        relation, lower = below.dep_, below.lower_
        if relation == "neg" or (
            lower in words.negators and relation in ("det", "advmod", "preconj")
        ):
            return True
        if relation in ("mark", "advmod") and lower in words.conditional and below.i < token.i:
            return True
        if relation in ("nsubj", "nsubjpass", "dobj") and _is_none(below, words):
            return True
    return False


def _is_conditioned(verb: Token, words: Factuality) -> bool:
    """Tell whether what is announced hangs on a condition: `if you stop, we will lift the ban`."""
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    clauses = [c for c in verb.children if c.dep_ == "advcl"]
    return any(
        mark.lower_ in words.conditioning and mark.dep_ in ("mark", "advmod")
        for clause in clauses
        for mark in clause.children
    )


def _is_none(noun: Token, words: Factuality) -> bool:
    if noun.lower_ in words.negators:
        return True
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children)


def _announced(verb: Token, words: Factuality) -> bool:
    """Tell whether `would` stands in what somebody announced: the future seen from the past."""
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        return _announced(head, words)
    # A free sentence of reported speech ("The ministers would also ...") keeps the future too.
    return verb.dep_ == "ccomp" and head.lower_ in words.planning_verbs


def _infinitive_status(verb: Token, words: Factuality) -> Status | None:
    head, lower = verb.head, verb.head.lower_
    if head.i == verb.i:
        return "planned"  # a headline's future: "Ministers to meet in Oslo"
    if verb.dep_ == "conj":
        return _infinitive_status(head, words) if is_verb(head) else None
    if lower in words.realising_verbs or lower in words.evidential_verbs:
        return "happened"
    if lower in BE:
        # "X is to meet Y", not "it is his job to meet Y"
        told = child(head, "attr", "acomp") is None and child(verb, "nsubj") is None
        return "planned" if told else None
    if lower in words.planning_verbs or lower in words.planned_words:
        return "planned"
    if lower in words.planning_nouns and verb.dep_ == "acl":
        return "planned"
    return None


def _noun_status(noun: Token, words: Factuality) -> Status | None:
    found: Status = "happened"
    for below in noun.children:
        lower = below.lower_
        if below.i > noun.i:
            continue
        if lower in words.negators:
            return None
        if lower in words.planned_words:
            found = "planned"
        elif below.dep_ in ("amod", "det", "advmod") and lower in words.irrealis_adjectives:
            return None
    return found


def _through(node: Token, own: Status, words: Factuality) -> Status | None:
    """Pass a status from a word to the one that it hangs on; None when that voids it."""
    head, relation = node.head, node.dep_
    if relation in ("conj", "appos"):
        return own
    if is_verb(head):
        return _through_verb(node, head, own, words)
    if relation in ("relcl", "nsubj", "nsubjpass"):
        return own
    if relation in ("prep", "acl", "pobj", "poss", "compound", "nmod") and (
        head.lower_ in words.irrealis_nouns
    ):
        return None
    if relation == "acl" and node.tag_ == "VB":
        return own
    if relation == "pobj" and head.lower_ in ("without", "against", "despite", "pending"):
        return own if head.lower_ == "despite" else None
    return own


def _through_verb(node: Token, head: Token, own: Status, words: Factuality) -> Status | None:
    relation, lower = node.dep_, head.lower_
    if relation in ("nsubj", "nsubjpass", "csubj", "agent", "advmod", "npadvmod"):
        return _clause_of(head, own, words) if relation.startswith("nsubj") else own
    if relation == "advcl":
        return own
    if relation in ("ccomp", "parataxis"):
        return None if lower in words.irrealis_verbs and node.i > head.i else own
    if relation in ("dobj", "xcomp", "pcomp", "dative", "prep", "oprd", "attr", "dep"):
        if lower in words.irrealis_verbs and not _adjunct(node):
            return None
        governed = _own_status(head, words)
        if governed is None and not _adjunct(node):
            return None
        ordered = relation == "dobj" and lower in words.ordering_verbs
        return "planned" if governed == "planned" or ordered else own
    return own


def _clause_of(verb: Token, own: Status, words: Factuality) -> Status | None:
    """A noun that is the subject shares the fate of its verb: `talks could begin`."""
    governed = _own_status(verb, words)
    if governed is None:
        return None
    return "planned" if governed == "planned" else own


def _adjunct(node: Token) -> bool:
    """Tell whether a preposition only says when or after what: `after the talks`."""
    return node.dep_ == "prep" and node.lower_ in (
        "after",
        "following",
        "during",
        "since",
        "at",
        "amid",
        "despite",
        "before",
        "over",
    )
