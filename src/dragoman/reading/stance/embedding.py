"""Stances that stand beneath another clause: doubted, disputed by nobody, not failed to be taken.

`I doubt that a treaty is needed` turns what stands beneath; `nobody disputes that the mines must
go`, `we cannot fail to support it` and `we tend to think that` hand it on.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    NO,
    WILL,
    Clause,
    is_infinitive,
    is_verb,
    lacks,
    negated,
)
from dragoman.reading.stance.findings import Content, Finding
from dragoman.vocabulary.stance import stance_words

Beneath = tuple[Token, bool]
"""The head of a clause beneath another, and whether the outer one turns it."""


def beneath(clause: Clause, content: Content) -> Iterator[Beneath]:
    """Yield the clauses beneath an outer one that carry the speaker's stance."""
    words, own = stance_words(), content.whose(clause) == "own"
    if clause.word in words.passing:
        yield from _governed(clause, ("xcomp",), clause.negated)
    if clause.word in words.doubting and own:
        yield from _governed(clause, ("ccomp", "acl"), not clause.negated)
    if clause.word in words.unfailing and own and clause.negated:
        yield from _governed(clause, ("xcomp",), False)
    if clause.word in BE:
        yield from _of_being(clause, own)


def unfailing(clause: Clause, content: Content) -> Finding | None:
    """Read `we would not hesitate to sign`: a promise, whatever the act."""
    if clause.word not in stance_words().unfailing or not clause.negated:
        return None
    act = clause.child("xcomp")
    if act is None or not clause.modals & WILL or content.whose(clause) != "own":
        return None
    return Finding("supports", (clause.start, act.i + 1), act, True, 0.7, "not fail")


def _governed(clause: Clause, relations: tuple[str, ...], turned: bool) -> Iterator[Beneath]:
    for c in clause.children:
        if c.dep_ in relations and is_verb(c) and c.i > clause.head.i:
            yield c, turned


def _of_being(clause: Clause, own: bool) -> Iterator[Beneath]:
    """Yield what stands beneath `we are not convinced that` and `there is nobody who`."""
    words = stance_words()
    for c in clause.children:
        if c.dep_ == "acomp" and own and c.lower_ in words.convinced:
            yield from ((g, clause.negated) for g in c.children if g.dep_ == "ccomp")
        elif c.dep_ == "acomp" and c.lower_ in words.evident:
            yield from ((g, clause.negated) for g in clause.children if g.dep_ == "ccomp")
        elif c.dep_ == "attr" and clause.who is not None and clause.who.dep_ == "expl":
            if c.lower_ in NO or lacks(c):
                yield from ((g, True) for g in c.children if g.dep_ == "relcl" and is_verb(g))
            if c.lower_ == "doubt" and (lacks(c) or negated(clause.head)):
                yield from (
                    (g, False)
                    for g in (*c.children, *clause.children)
                    if g.dep_ in ("acl", "ccomp", "relcl") and not is_infinitive(g)
                )


def turned(found: Finding, turns: bool) -> Finding:
    """Return what a clause beneath says, turned where the outer one turns it."""
    if not turns:
        return found
    return found.with_stance("supports" if found.stance == "rejects" else "rejects", "doubted")
