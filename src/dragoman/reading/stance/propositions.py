"""The stance that a clause takes by its own words, whoever reports it.

Each rule looks at one way of taking a stance: a stance word of the speaker's own side, a
demand, a judgement on a matter, a commitment, a refusal, a bidding. The surest finding of a
clause counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dragoman.reading.stance.clauses import BE, Clause, clause_at, is_infinitive, is_verb
from dragoman.reading.stance.demands import bidding, commitment, demand, exclusion, requirement
from dragoman.reading.stance.embedding import beneath, turned, unfailing
from dragoman.reading.stance.findings import Content, Finding, turned_down
from dragoman.reading.stance.judgements import judged
from dragoman.reading.stance.own_words import stance_noun, stance_verb
from dragoman.vocabulary.stance import stance_words

DEEPEST = 3
"""Clauses within clauses that are followed: "we think that we said that ..."."""

RULES: tuple[Callable[[Clause, Content], Finding | None], ...] = (
    stance_verb,
    stance_noun,
    demand,
    judged,
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
    if depth < DEEPEST:
        found.extend(_below(clause, content, depth))
    return max(found, key=lambda f: (not f.slight, f.weight), default=None)


def _below(clause: Clause, content: Content, depth: int) -> Iterator[Finding]:
    """Yield what joined clauses say, and what the speaker says that he thinks or repeats."""
    for under, turns in beneath(clause, content):
        below = judge(under, content, depth + 1) if under.i in content.inside else None
        if below is not None:
            yield turned(below, turns)
    for c in clause.children:
        if c.i not in content.inside or not is_verb(c):
            continue
        if c.dep_ == "conj":
            below = judge(c, content, depth + 1)
            if below is not None:
                yield below
        elif c.dep_ == "xcomp" and clause.word in BE and c.lower_ in stance_words().handing_on:
            yield from _below(clause_at(c), content, depth + 1)
        elif c.dep_ == "ccomp" and (c.i < clause.head.i or _hands_on(clause, content)):
            below = judge(c, content, depth + 1)
            if (
                below is not None
                and clause.negated
                and clause.word in stance_words().raise_negation
            ):
                yield below.with_stance(turned_down(below.stance), "not thought")
            elif below is not None and not clause.negated:
                yield below
            elif below is not None and below.stance in ("rejects", "defers"):
                # "I never said that the treaty was impossible"
                yield below.with_stance("open", "never said")


def _hands_on(clause: Clause, content: Content) -> bool:
    if clause.word not in stance_words().handing_on:
        return False
    return content.voice.whose(clause.who) == "own" or is_infinitive(clause.head)
