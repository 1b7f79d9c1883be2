"""Whether the time for a matter has come: `the time to lift the ban has not come`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.reading.stance.clauses import LINKING, Clause, is_infinitive
from dragoman.reading.stance.findings import Content, Finding
from dragoman.reading.syntax import child
from dragoman.vocabulary.stance import stance_words


def unripe(clause: Clause, content: Content) -> Finding | None:
    """Read what is said of the time or the conditions for a matter: not come, not there."""
    who, words = clause.who, stance_words()
    if who is None or who.lower_ not in words.times or not clause.negated:
        return None
    if clause.word not in words.coming and not _is_ripe(clause):
        return None
    about = _waiting(who) or _waiting(clause.head)
    if about is None:
        return None
    cue = (clause.start, clause.head.i + 1)
    return Finding("defers", cue, about, True, 0.78, "timing")


def _is_ripe(clause: Clause) -> bool:
    if clause.word not in LINKING:
        return False
    said = {c.lower_ for c in clause.children if c.dep_ in ("acomp", "advmod", "attr", "prep")}
    return not said.isdisjoint(stance_words().ripe)


def _waiting(noun: Token) -> Token | None:
    """Return what the time is for: the talks of `the time for talks`."""
    for c in noun.children:
        if c.lower_ in ("for", "of") and (found := child(c, "pobj", "pcomp")) is not None:
            return found
        if c.dep_ in ("acl", "relcl", "xcomp") and is_infinitive(c):
            return c
    return None


_TAIL = 4
"""Words from the last of which `the better` may stand: `the better for everybody`."""


def the_sooner(sentence: Sequence[Token], content: Content) -> Finding | None:
    """Read `the sooner the truce is in place, the better`."""
    words = [content.words[t.i] for t in sentence if not t.is_punct]
    better = next((n for n, word in enumerate(words) if word == "better" and n), 0)
    if "sooner" not in words[:8] or words[better - 1] != "the" or better < len(words) - _TAIL:
        return None
    start = next(t for t in sentence if t.lower_ == "sooner")
    return Finding("supports", (start.i, start.i + 1), None, False, 0.7, "timing: sooner")
