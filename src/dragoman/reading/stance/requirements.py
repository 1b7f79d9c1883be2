"""What a speaker says that a matter waits on: `talks would require a change of course`."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.stance.clauses import Clause, is_noun, is_verb
from dragoman.reading.stance.complements import is_matter
from dragoman.reading.stance.findings import Content, Finding
from dragoman.vocabulary.stance import stance_words


def requirement(clause: Clause, content: Content) -> Finding | None:
    """Read what a matter waits on: `talks would require a change of course`."""
    who, head = clause.who, clause.head
    if clause.word in _TOOK or (clause.word in _TAKES and _goes_on(head, content)):
        return None
    if clause.word not in stance_words().requiring or who is None or not is_verb(head):
        return None
    if clause.negated or clause.passive:
        return None
    if content.voice.whose(who) == "own" and not is_matter(who):
        return None
    if who.dep_ != "csubj" and (not is_noun(who) or not is_matter(who)):
        return None
    for rest, _ in stance_words().requiring.starting(clause.word):
        if not rest or tuple(content.words[head.i + 1 : head.i + 1 + len(rest)]) == rest:
            cue = (head.i, head.i + 1 + len(rest))
            return Finding("conditional", cue, who, False, 0.6, "requirement")
    return None


_TAKES = frozenset({"take", "takes", "taking"})
_TOOK = frozenset({"took", "taken"})


def _goes_on(head: Token, content: Content) -> bool:
    """Return whether `take` is part of another expression: `takes place`."""
    following = content.words[min(head.i + 1, len(content.words) - 1)]
    return following in ("place", "part", "effect", "note")
