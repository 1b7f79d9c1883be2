"""What the rules and the network found, put together: one list of attributions.

The network finds more cues and chooses better among them; the rules know what the network was
never shown: what is reported inside another's words, quotations over several paragraphs,
speeches and communiqués. Where both know a cue, each gives what it does better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import ordered

LEAST = 0.35
"""Attributions that only the network found are kept from this confidence on."""

DOUBTED = 0.5
"""A rule's own attribution is kept in spite of the network's doubt from this reliability on."""


def together(
    ruled: Sequence[Attribution], learned: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Return the attributions of an article in text order."""
    partner = {i: _partner(rule, learned) for i, rule in enumerate(ruled)}
    used = {j for j in partner.values() if j is not None}
    kept: list[Attribution] = []
    for i, rule in enumerate(ruled):
        j = partner[i]
        if j is None:
            kept.append(rule)
        elif learned[j].confidence >= LEAST:
            kept.append(_agreed(rule, learned[j]))
        elif rule.confidence >= DOUBTED:
            kept.append(replace(rule, confidence=learned[j].confidence))
    alone = [a for j, a in enumerate(learned) if j not in used and a.confidence >= LEAST]
    return ordered([*kept, *alone])


def _partner(rule: Attribution, learned: Sequence[Attribution]) -> int | None:
    """Return which learned attribution has a rule's cue."""
    if rule.cue is None:
        return None
    shared = [
        (_shared(rule.cue, a.cue), -j)
        for j, a in enumerate(learned)
        if a.cue is not None and _shared(rule.cue, a.cue)
    ]
    return -max(shared)[1] if shared else None


def _agreed(rule: Attribution, learned: Attribution) -> Attribution:
    return replace(
        learned,
        cue_lemma=rule.cue_lemma,
        cue_kind=rule.cue_kind,
        rule=f"{rule.rule}, {learned.rule}",
    )


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
