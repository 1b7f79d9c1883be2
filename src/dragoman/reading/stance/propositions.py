"""The stance that a clause takes by its own words, whoever reports it.

Each rule looks at one way of taking a stance: a stance word of the speaker's own side, a
demand, a judgement on a matter, a commitment, a refusal, a bidding. The surest finding of a
clause counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    SUBJECTS,
    WILL,
    Clause,
    clause_at,
    is_finite,
    is_infinitive,
    is_noun,
    is_verb,
)
from dragoman.reading.stance.contrast import outweighs
from dragoman.reading.stance.demands import bidding, commitment, demand, exclusion
from dragoman.reading.stance.embedding import beneath, turned, unfailing
from dragoman.reading.stance.findings import Content, Finding, turned_down
from dragoman.reading.stance.judgements import judged
from dragoman.reading.stance.own_words import stance_noun, stance_verb
from dragoman.reading.stance.requirements import requirement
from dragoman.reading.stance.timing import unripe
from dragoman.reading.syntax import child
from dragoman.vocabulary.stance import stance_words

DEEPEST = 3
"""Clauses within clauses that are followed: "we think that we said that ..."."""

RULES: tuple[Callable[[Clause, Content], Finding | None], ...] = (
    stance_verb,
    stance_noun,
    demand,
    judged,
    unripe,
    commitment,
    exclusion,
    requirement,
    bidding,
    unfailing,
)


def judge(head: Token, content: Content, depth: int = 0) -> Finding | None:
    """Return the stance of the clause that `head` heads, of its surest rule."""
    clause = clause_at(head)
    found = [f for rule in RULES if (f := rule(clause, content)) is not None]
    if depth >= DEEPEST:
        return _surest(found)
    best = _surest([*found, *_below(clause, content, depth)])
    for c in clause.children:
        if c.dep_ == "conj" and c.i in content.inside and (is_verb(c) or _is_clause(c)):
            best = _joined(best, c, content, depth)
    return best


def _surest(found: Iterable[Finding]) -> Finding | None:
    return max(found, key=lambda f: (not f.slight, f.weight), default=None)


def _is_clause(token: Token) -> bool:
    return child(token, *SUBJECTS) is not None


def _joined(first: Finding | None, clause: Token, content: Content, depth: int) -> Finding | None:
    """Return the stance of a clause and another joined to it."""
    found = judge(clause, content, depth + 1)
    if found is not None and _swaps(clause, content):
        return found.with_stance("conditional", "swap")
    if first is None or found is None:
        return first or found
    if outweighs(clause, found, first):
        return found
    return _surest([first, found])


def _swaps(clause: Token, content: Content) -> bool:
    """Return whether a clause tells what is given for another: `you stop and we will stop`."""
    before, own = clause_at(clause.head), clause_at(clause)
    if before.who is None or before.who.lower_ != "you" or before.modals or before.negated:
        return False
    return bool(own.modals & WILL) and own.who is not before.who and content.whose(own) == "own"


def _below(clause: Clause, content: Content, depth: int) -> Iterator[Finding]:
    """Yield what the speaker says that he thinks or repeats."""
    for under, turns in beneath(clause, content):
        below = judge(under, content, depth + 1) if under.i in content.inside else None
        if below is not None:
            yield turned(below, turns)
    for c in clause.children:
        if c.i not in content.inside:
            continue
        if is_noun(c):
            yield from held(c, content, depth)
        elif c.dep_ == "xcomp" and clause.word in BE and c.lower_ in stance_words().handing_on:
            yield from _below(clause_at(c), content, depth + 1)
        elif (
            c.dep_ == "ccomp" and is_verb(c) and (c.i < clause.head.i or _hands_on(clause, content))
        ):
            below = judge(c, content, depth + 1)
            if below is not None and clause.negated:
                yield from _not_said(clause, below)
            elif below is not None:
                yield below


def _not_said(clause: Clause, below: Finding) -> Iterator[Finding]:
    if clause.word in stance_words().raise_negation:
        yield below.with_stance(turned_down(below.stance), "not thought")
    elif below.stance in ("rejects", "defers"):
        # "I never said that the treaty was impossible"
        yield below.with_stance("open", "never said")


def held(noun: Token, content: Content, depth: int = 0) -> Iterator[Finding]:
    """Yield the stance of a view's clause: `the conviction that talks would require a change`."""
    theirs = any(c.lower_ in ("from", "by") for c in noun.children)  # "assurances from the US"
    if noun.lower_ in stance_words().views and not theirs and noun.dep_ not in SUBJECTS:
        for c in noun.children:
            if c.dep_ in ("acl", "ccomp", "relcl") and is_finite(c) and c.i in content.inside:
                marked = any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)
                below = judge(c, content, depth + 1) if marked else None
                if below is not None:
                    yield below
    for c in noun.children:
        if c.dep_ == "conj" and is_noun(c) and c.i in content.inside:
            yield from held(c, content, depth)


def _hands_on(clause: Clause, content: Content) -> bool:
    if clause.word not in stance_words().handing_on:
        return False
    return content.whose(clause) == "own" or is_infinitive(clause.head)
