"""What a second half of a sentence takes back of the first: `we want peace, but not at any price`.

`Yes, but not yet` defers, `willing, but only with monitors` makes conditional, and of two clauses
the one after `but` tells where the speaker stands when it refuses what the first allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from dragoman.reading.stance.clauses import BE, is_finite, is_verb, negated, subject
from dragoman.reading.stance.complements import POINTING
from dragoman.reading.stance.findings import Content, Finding
from dragoman.vocabulary.stance import stance_words

NEAR = 10
"""Words between an openness and the support that is added to it."""

_WILLING = ("supports", "open")
_UNWILLING = ("rejects", "defers", "conditional")


def contrasted(found: Finding, sentence: Sequence[Token], content: Content) -> Finding:
    """Return a willing finding as the words after it take it back."""
    if found.stance not in _WILLING:
        return found
    lexicon = stance_words().contrasts
    for token in sentence:
        if token.i < found.cue[1] - 1 or content.words[token.i] not in lexicon:
            continue
        hit = lexicon.longest(content.words, token.i)
        if hit is not None and token.i + hit[1] - 1 in content.inside:
            rule = found.rule.removeprefix("slight ")
            return replace(found, stance=hit[0], rule=f"{rule}, but")
    return found


def sequenced(sentences: Sequence[Sequence[Token]], content: Content) -> Finding | None:
    """Read `first the prisoners come home. After that we can talk`, one thing after another."""
    words = stance_words()
    for sentence in sentences:
        if (within := _in_turn(sentence, content)) is not None:
            return within
    for first, after in pairwise(sentences):
        opened = words.beginnings.longest(content.words, first[0].i)
        then = words.sequels.longest(content.words, after[0].i)
        if opened is None or then is None:
            continue
        about = next((t for t in after if is_verb(t) and is_finite(t)), None)
        cue = (after[0].i, after[0].i + then[1])
        return Finding("conditional", cue, about, False, 0.7, "sequence")
    return None


def _in_turn(sentence: Sequence[Token], content: Content) -> Finding | None:
    """Read `first they release our people, then we can talk`."""
    words = stance_words()
    if sentence[0].lower_ == "you":
        return _traded(sentence)
    if words.beginnings.longest(content.words, sentence[0].i) is None:
        return None
    for token in sentence[2:]:
        if token.lower_ not in _THEN or token.nbor(-1).text not in (",", ";", "and", "–", "—"):
            continue
        about = next((t for t in sentence if t.i > token.i and is_verb(t)), None)
        if about is not None and content.voice.whose(subject(about)) in ("own", "nobody"):
            return Finding("conditional", (token.i, token.i + 1), about, False, 0.7, "sequence")
    return None


_IDLE = BE | {"have", "know", "see", "say", "think", "want"}


def _traded(sentence: Sequence[Token]) -> Finding | None:
    """Read `you lift the siege, we open the valves`."""
    for token in sentence[3:-1]:
        if token.lower_ != "we" or token.nbor(-1).text not in (",", ";", "–", "—"):
            continue
        verbs = [t for t in sentence if is_verb(t)]
        before = [t for t in verbs if t.i < token.i and t.tag_ in ("VBP", "VB")]
        after = next((t for t in verbs if t.i > token.i), None)
        given = len(before) == 1 and not negated(before[0]) and subject(before[0]) == sentence[0]
        if given and {before[0].lower_, after.lower_ if after else ""} & _IDLE:
            return None  # "you are right, we have a strong army"
        if given and after is not None and subject(after) == token and not negated(after):
            return Finding("conditional", (token.i, after.i + 1), after, False, 0.7, "trade")
    return None


_THEN = frozenset({"then", "afterwards", "afterward", "thereafter"})


def outweighs(clause: Token, found: Finding, first: Finding) -> bool:
    """Return whether a clause joined by `but` says more of its speaker than the one before."""
    if found.slight:
        return False
    if first.stance == "open" and found.stance == "supports" and found.weight >= 0.65:
        return not first.slight  # "we do not object, and we will vote for it"
    if not _is_contrast(clause):
        return False
    if first.slight or first.stance in _WILLING:
        return found.stance in _UNWILLING
    again = found.about is not None and any(t.lower_ in POINTING for t in _parts(found.about))
    return found.stance in _WILLING and again


def firmed_up(first: Finding, after: Finding, content: Content) -> bool:
    """Return whether an openness is followed by support: `no quarrel with it and will sign it`."""
    if first.stance != "open" or after.stance != "supports" or after.slight or after.weight < 0.7:
        return False
    between = content.words[first.cue[1] : after.cue[0]]
    near = 0 <= after.cue[0] - first.cue[1] <= NEAR
    return near and not _ADDING.isdisjoint(between)


_ADDING = frozenset({"and", ";", "indeed", "fact", "contrary", "even"})


def _is_contrast(clause: Token) -> bool:
    """Return whether `but` stands between a clause and the one that it is joined to."""
    return any(c.lower_ == "but" and c.dep_ == "cc" for c in clause.head.children if c.i < clause.i)


def _parts(token: Token) -> Sequence[Token]:
    """Return a matter's head with what it is done to."""
    return (token, *(c for c in token.children if c.dep_ in ("dobj", "pobj", "nsubjpass")))


def concedes(clause: Token) -> bool:
    """Return whether a clause grants something aside: `while we understand their fears`."""
    who = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    ours = who is not None and who.lower_ in ("we", "i")
    return is_verb(clause) and ours and not negated(clause)
