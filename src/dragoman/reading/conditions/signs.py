"""The signs of a condition: somebody's words, an open outcome, an act and outcome of weight."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.denials import denies
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    VERBAL,
    Stretch,
    child_of,
    is_infinitive,
    modal,
    subject,
)

ALL_SIGNS = 5
_LEAST = {"if": 3, "while": 3, "unless": 2, "need": 2, "until": 3, "time": 3, "exchange": 2}
"""How many of the five signs of a condition a link needs; found on our own sentences."""

_LEAST_BY_RULE = {"without": 3, "comparative": 3}

_PRESENT = ("VBZ", "VBP", "VBG")
LASTING = frozenset(
    {"remain", "remains", "stay", "stays", "continue", "continues", "keep", "keeps"}
)


def looks_ahead(hit: Hit, link: Link) -> bool:
    """Return whether the outcome is still open: a modal, an order, a denial, readiness."""
    main, outcome = link.outcome_head, link.outcome
    if main is None or outcome is None:
        return False
    if modal(main) is not None or is_infinitive(main) or main.lower_ in LASTING:
        return True
    if main.tag_ == "VB" or main.tag_ not in VERBAL:
        return True
    if main.lower_ in hit.words.refusing and main.tag_ in _PRESENT:
        return True
    due = child_of(main, "xcomp") if main.lower_ in ("is", "are") else None
    if due is not None and is_infinitive(due):  # `is to get back its archive`
        return True
    if denies(hit.doc, outcome, hit.words):
        return True
    if main.lower_ in hit.words.offering or main.head.lower_ in hit.words.offering:
        return True
    chain = [c.lower_ for c in main.children if c.dep_ in ("acomp", "attr", "oprd", "xcomp")]
    return any(word in hit.words.readiness for word in chain)


def signs(hit: Hit, link: Link) -> int:
    """Count the signs of a condition, 0 to 5.

    It is somebody's words, the outcome is open, somebody acts, and both the outcome and the
    act are of the kind that parties bargain about.
    """
    found = int(_is_spoken(hit, link))
    found += looks_ahead(hit, link)
    found += somebody_acts(hit, link.act_head) or _is_partys(hit, link)
    found += _has_words(hit, link.outcome)
    return found + _has_words(hit, link.act)


def _is_spoken(hit: Hit, link: Link) -> bool:
    """Return whether a link is somebody's words: a statement's, or the issuer's of the whole."""
    if hit.voice.statement is not None or hit.document.article.form != "report":
        return True
    head = link.outcome_head
    return head is not None and hit.voices.at(hit.sentence, head.idx).statement is not None


def enough_signs(hit: Hit, link: Link) -> bool:
    """Return whether a connective's link has as many signs as its sense needs."""
    if hit.before() == "only" or "only" in hit.phrase.split():
        return signs(hit, link) > 1
    least = _LEAST_BY_RULE.get(link.rule) or _LEAST.get(link.sense, 1)
    least += link.sense == "unless" and not _is_spoken(hit, link)  # `closes at noon unless`
    known = modal(link.outcome_head) if link.outcome_head is not None else None
    outcome = link.outcome or Stretch(0, 0)
    denied = denies(hit.doc, outcome, hit.words)
    if link.sense == "while" and known is not None and denied:
        least -= 1
    if link.sense == "if" and link.rule == "connective" and _is_foretold(hit, link):
        least -= 1
    if link.sense == "time" and link.rule == "connective":
        named = _has_words(hit, link.outcome) or _has_words(hit, link.act)
        if not named and _is_passive(link):  # `once they have been cleaned`
            return False
    return signs(hit, link) >= least


def _is_passive(link: Link) -> bool:
    owner = subject(link.act_head) if link.act_head.tag_ in VERBAL else None
    return owner is not None and owner.dep_ == "nsubjpass"


def _is_foretold(hit: Hit, link: Link) -> bool:
    """Return whether reported words open with what somebody might do, and say what will come."""
    owner = subject(link.act_head)
    known = modal(link.outcome_head) if link.outcome_head is not None else None
    opens = hit.first <= hit.piece.start + 1 and hit.voice.statement is not None
    done = owner is not None and owner.dep_ == "nsubj" and owner.tag_ in ("NN", "NNS", "NNP")
    given = owner is not None and any(c.lower_ in ("the", "this", "that") for c in owner.lefts)
    will = known is not None and known.lower_ in ("will", "would", "'ll")
    return opens and done and given and will and child_of(link.act_head, "dobj") is not None


def somebody_acts(hit: Hit, verb: Token) -> bool:
    """Return whether a verb or noun of doing has a party, or a passive, for its doer."""
    owner = subject(verb) if verb.tag_ in VERBAL else child_of(verb, "poss")
    if owner is None and verb.tag_ == "NNS":  # a verb in -s taken for a plural
        owner = child_of(verb, "compound")
    if owner is None:
        return verb.tag_ in ("VBN", "JJ")
    if owner.dep_ == "nsubjpass":
        return True
    agents = hit.words.agents
    named = owner.tag_ in ("NNP", "NNPS") and owner.ent_type_ not in ("DATE", "TIME", "EVENT")
    return named or owner.lower_ in agents.nouns or owner.lower_ in agents.pronouns


def _is_partys(hit: Hit, link: Link) -> bool:
    """Return whether `it` acts where a named party has the outcome: `Oslo could if it would`."""
    owner = subject(link.act_head) if link.act_head.tag_ in VERBAL else None
    other = subject(link.outcome_head) if link.outcome_head is not None else None
    pronoun = owner is not None and owner.lower_ == "it"
    named = other is not None and other.tag_ in ("NNP", "NNPS")
    return pronoun and named and other is not None and other.lower_ not in hit.words.outcomes


def _has_words(hit: Hit, stretch: Stretch | None) -> bool:
    if stretch is None:
        return False
    words = hit.words
    return any(
        t.lower_ in words.outcomes
        or t.lower_ in words.acts
        or t.lower_ in words.valence.unwelcome
        or t.lower_ in words.valence.welcome
        for t in hit.doc[stretch.start : stretch.end]
        if t.tag_ != "MD"
    )
