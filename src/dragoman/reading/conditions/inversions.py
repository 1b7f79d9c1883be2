"""Conditions in a turned order: should X do Y, were X to do Y, the more X, the more Y."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.conditions.connectives import by_comma, first_verb, link_clauses
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    is_infinitive,
    is_mark,
    modal,
    subject,
    trimmed,
)

_PHRASE = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS", "CD", "VBG"})
"""Tags of the words that may stand between the turned verb and what its subject does."""


def read_inversion(hit: Hit, sense: str) -> Link | None:
    """Return the link of `Should X do, ...`, `Were X to do, ...` and `... should X do`."""
    return _by_parse(hit, sense) or _by_order(hit, sense)


def _by_order(hit: Hit, sense: str) -> Link | None:
    """Read what the parse does not see as turned, by the order of the words alone."""
    doc, piece = hit.doc, hit.piece
    opens = all(is_mark(t) for t in doc[piece.start : hit.first])
    lead = doc[hit.first - 1]
    behind = lead.tag_[:1] in ("N", "R", "V") and lead.tag_ != "NNP"
    if not opens and not (behind and (_promised(hit) or _is_foreseen(hit))):
        return None
    end = hit.last + 1
    while end < piece.end and doc[end].tag_ in _PHRASE:
        end += 1
    if end == hit.last + 1 or end >= piece.end:
        return None
    verb, doer = doc[end], doc[end - 1]
    if hit.phrase == "were":
        if verb.tag_ != "TO" or end + 1 >= piece.end:
            return None  # `the talks were frank`
        verb = doc[end + 1]
    elif verb.tag_ not in ("VB", "VBP") and doc[hit.last + 1].tag_ == "NNP" and end > hit.last + 2:
        doer, verb = doc[hit.last + 1], doc[hit.last + 2]  # the verb taken for a noun
    elif verb.lower_ == "not" and end + 1 < piece.end:
        verb = doc[end + 1]
    if verb.tag_ not in ("VB", "VBP") and doer.i > hit.last + 1:
        return None
    if opens:
        link = by_comma(hit, verb, sense)
        return replace(link, doer=doer) if link is not None else None
    act = trimmed(doc, Stretch(hit.last + 1, max(verb.right_edge.i + 1, verb.i + 1)).within(piece))
    outcome = trimmed(doc, Stretch(piece.start, hit.first))
    tokens = (t for t in doc[outcome.start : outcome.end] if t.tag_ != "MD")
    head = next((t for t in tokens if modal(t) is not None), None)
    head = head or first_verb(hit, outcome)
    if head is None and outcome:  # `warned of war should they`
        head = doc[outcome.start : outcome.end].root
    if not act or head is None:
        return None
    return Link(hit.stretch, act, verb, outcome, head, sense, "connective", doer)


def _promised(hit: Hit) -> bool:
    """Return whether the words before say what somebody will do, could do or may do by right."""
    lead = hit.doc[hit.piece.start : hit.first]
    committed = hit.words.promising | {"right", "could", "may", "might", "threatened", "vowed"}
    return any(t.lower_ in committed for t in lead)


def _is_foreseen(hit: Hit) -> bool:
    """Return whether the words before name what somebody foresees: `warned of consequences`."""
    lead = hit.doc[hit.piece.start : hit.first]
    known = hit.words.valence.unwelcome | hit.words.outcomes
    bare = not any(t.tag_ in VERBAL for t in lead)
    return bare and hit.voice.statement is not None and any(t.lower_ in known for t in lead)


def _by_parse(hit: Hit, sense: str) -> Link | None:
    word = hit.token
    opens = hit.first == hit.piece.start or is_mark(hit.doc[hit.first - 1])
    behind = word.head.dep_ == "advcl" and word.head.head.i < hit.first
    named = [token.tag_ for token in hit.doc[hit.first + 1 : hit.first + 2]] == ["NNP"]
    trailing = hit.phrase == "were" and not opens and named
    if trailing and (told := _told_of(word)) is not None and is_infinitive(told):
        return _trailing(hit, told, sense)
    if not (opens or behind) or hit.before() == "?":
        return None
    if hit.phrase == "were":
        verb = child_of(word, "xcomp", "advcl") if word.dep_ in ("advcl", "ROOT", "ccomp") else None
        verb = verb or (word.head if word.dep_ in ("aux", "auxpass") else None)
        verb = verb or _told_of(word)
        if verb is None or not any(c.lower_ == "to" and c.tag_ == "TO" for c in verb.lefts):
            return None
        doer = subject(word) or subject(verb)
    else:
        verb = word.head if word.dep_ == "aux" else None
        doer = subject(verb) if verb is not None else None
    if verb is None or doer is None or not word.i < doer.i:
        return None
    link = link_clauses(hit, verb, sense, start=hit.last + 1)
    if link is None or link.outcome_head is None or link.act.holds(link.outcome_head):
        link = by_comma(hit, verb, sense)
    if link is None or link.outcome_head is None:
        return None
    if link.outcome_head.i < verb.i and not behind:
        return None
    return replace(link, doer=doer)


def _told_of(were: Token) -> Token | None:
    """Return the verb of `were X to do` where the parse hangs it on X."""
    owner = next((c for c in were.rights if c.dep_ in SUBJECTS), None)
    return child_of(owner, "relcl", "acl") if owner is not None else None


def _trailing(hit: Hit, verb: Token, sense: str) -> Link | None:
    """Return the link of `Y would be done were X to do it`."""
    outcome = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    head = first_verb(hit, outcome)
    act = trimmed(hit.doc, Stretch(hit.last + 1, verb.right_edge.i + 1).within(hit.piece))
    if head is None or modal(head) is None or not act:
        return None
    return Link(hit.stretch, act, verb, outcome, head, sense, "connective", verb.head)


def read_comparative(hit: Hit, sense: str) -> Link | None:
    """Return the link of `the more X, the more Y`."""
    doc = hit.doc
    ends = [n for n in range(hit.last + 1, hit.sentence.end) if doc[n].text == ","]
    for comma in ends:
        second = comma + 1
        if second + 2 < hit.sentence.end and doc[second].lower_ == "the":
            if doc[second + 1].tag_ not in ("JJR", "RBR") and doc[second + 1].lower_ != "less":
                continue
            act = Stretch(hit.first, comma)
            outcome = trimmed(doc, Stretch(second, hit.piece.end))
            act_verb = first_verb(hit, act)
            verb = first_verb(hit, outcome)
            if act_verb is None or verb is None:
                return None
            return Link(hit.stretch, act, act_verb, outcome, verb, sense, "comparative")
    return None
