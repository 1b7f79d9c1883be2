"""What a negation outside a stance makes of it: a denial, or standing by what is not given up.

`Denied that it had agreed`, `it is not true that we refused`, `false reports that she backs
the embargo`: the words of the stance stand there, but the speaker disowns them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    WILL,
    is_finite,
    is_perfect,
    is_verb,
    lacks,
    modals,
    negated,
)
from dragoman.reading.stance.complements import kept
from dragoman.reading.stance.findings import Content, Finding
from dragoman.reading.stance.propositions import judge
from dragoman.vocabulary.stance import stance_words

DEEPEST = 8
"""Steps up the parse that a denial is looked for; longer sentences seldom parse well."""


def disowned(tokens: Sequence[Token]) -> bool:
    """Return whether the first verb among the tokens stands in a clause that is denied."""
    verb = next((t for t in tokens if is_verb(t)), None)
    if verb is None:
        return False
    token = verb
    for _ in range(DEEPEST):
        if token.dep_ == "ROOT":
            return False
        outer = token.head
        if token.dep_ in _CLAUSES and _denies(outer, token):
            return True
        token = outer
    return False


_CLAUSES = frozenset({"ccomp", "csubj", "acl", "relcl", "xcomp", "advcl", "pcomp"})


def _denies(outer: Token, clause: Token) -> bool:
    words = stance_words()
    if outer.lower_ in words.denying and is_verb(outer) and not negated(outer):
        return True
    if outer.lower_ in BE:
        row = [c for c in outer.children if c.dep_ in ("acomp", "attr") and c != clause]
        return any(_untrue(c, negated(outer)) for c in row)
    if outer.lower_ in words.told:
        judging = (c.lower_ for c in outer.children if c.dep_ == "amod")
        return any(word in words.untrue for word in judging) or _waved_away(outer)
    # "true" and "untrue" may themselves govern the clause
    return _untrue(outer, outer.head.lower_ in BE and negated(outer.head))


def denied_intent(sentence: Sequence[Token], content: Content) -> Finding | None:
    """Read `denied that it would sell the port`: what one denies to be about to do is refused."""
    head = next((t for t in sentence if is_verb(t) and is_finite(t) and t.dep_ != "aux"), None)
    if head is None or negated(head) or is_perfect(head):
        return None
    found = judge(head, content)
    meant = found is not None and found.rule.removeprefix("slight ") in _INTENT
    if found is None or not meant or found.stance not in ("supports", "open"):
        return None
    if found.rule.endswith("commitment") and not modals(head) & WILL:
        return None  # "denied that it was building a base" tells what is not so
    return replace(found, stance="rejects", rule="denied")


_INTENT = ("commitment", "verb: considering", "verb: examining")


def _untrue(word: Token, no: bool) -> bool:
    words = stance_words()
    if word.lower_ in words.untrue:
        return not no
    return word.lower_ in words.true and (no or lacks(word))


def _waved_away(noun: Token) -> bool:
    """Return whether a claim is what somebody denies or dismisses."""
    words = stance_words()
    return noun.dep_ == "dobj" and noun.head.lower_ in words.denying | words.dismissing


_JUDGING = ("judgement", "called", "phrase")


def stood_by(found: Finding, content: Content) -> Finding:
    """Turn the refusal to part with something into support for it."""
    target = kept(found.about, content) if found.about is not None else None
    if target is None or found.stance != "rejects" or found.rule.startswith(_JUDGING):
        return found
    return replace(found.with_stance("supports", "stood by"), about=target)
