"""A yes that is tied to an act of another is conditional, however the tie is worded.

Stances are read before conditions, by what stands in their own clause. A condition that was found
in the same words afterwards tells what the clause alone did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.article import Span
from dragoman.records import Condition, Statement

_KINDS = ("precondition", "offer")
_TIES = ("connective", "requirement", "goal", "order")
"""Rules whose conditions tie the speaker's own yes; `only through talks` and `nothing short of
a treaty` support what they ask for."""
_NO_TIES = ("connective: until", "connective: before", "goal: should")
"""Time and advice: `we shall not rest until they are released` supports the release."""


def with_conditions(
    statements: Sequence[Statement], conditions: Sequence[Condition]
) -> tuple[Statement, ...]:
    """Return the statements, those that say yes under a condition as conditional ones.

    What it tells of another's yes (`he said she is ready to sign if ...`) is tied with it.
    """
    tied = {c.statement: c for c in reversed(conditions) if c.kind in _KINDS and _ties(c)}
    return tuple(
        replace(one, stance="conditional")
        if one.stance in ("supports", "open")
        and any(_carries(tied.get(of), one.stance_cue) for of in (one.id, one.within) if of)
        else one
        for one in statements
    )


def _ties(condition: Condition) -> bool:
    return condition.rule.split(":")[0] in _TIES and condition.rule not in _NO_TIES


def _carries(condition: Condition | None, cue: Span | None) -> bool:
    """Return whether the words of the stance stand within those of the condition."""
    if condition is None or cue is None or condition.outcome is None:
        return False
    spans = (condition.act, condition.outcome, condition.cue)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return start <= cue.start and cue.end <= end
