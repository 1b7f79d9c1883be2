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

LEAST = 0.5
"""Attributions that only the network found are kept from this confidence on: below it, two of
three are no statements of the development ledger."""

AGREED = 0.25
"""The network's words are preferred to a rule's from this confidence on."""

DOUBTED = 0.5
"""A rule's attribution is kept in spite of the network's doubt from this reliability on."""

SAME = 0.8
"""Two contents alike by this much (Jaccard index of their characters) are one content."""


def together(
    ruled: Sequence[Attribution], learned: Sequence[Attribution], least: float = LEAST
) -> tuple[Attribution, ...]:
    """Return the attributions of an article in text order.

    Those that only the network found are kept from the confidence `least` on.
    """
    partner = _partners(ruled, learned)
    used = set(partner.values())
    kept: list[Attribution] = []
    for i, rule in enumerate(ruled):
        j = partner.get(i)
        if j is None:
            kept.append(rule)
        elif learned[j].confidence >= AGREED:
            kept.append(_agreed(rule, learned[j]))
        elif rule.confidence >= DOUBTED:
            kept.append(replace(rule, confidence=learned[j].confidence))
    alone = [a for j, a in enumerate(learned) if j not in used and a.confidence >= least]
    return ordered(_once([*kept, *alone]))


def _partners(ruled: Sequence[Attribution], learned: Sequence[Attribution]) -> dict[int, int]:
    """Return which learned attribution has the cue of which rule's."""
    places: dict[int, int] = {}
    for j, attribution in enumerate(learned):
        if attribution.cue is not None:
            places.update((n, j) for n in range(*attribution.cue) if n not in places)
    found: dict[int, int] = {}
    for i, rule in enumerate(ruled):
        shared = [places[n] for n in range(*rule.cue or (0, 0)) if n in places]
        if shared:
            found[i] = max(shared, key=shared.count)
    return found


def _agreed(rule: Attribution, learned: Attribution) -> Attribution:
    """Return what is kept of a cue that both know: the network's words, the rule's kind of cue.

    A content that the rule followed over paragraphs is the rule's: the network reads one at a
    time. So is a source where the network has none: a statement is worth what its speaker is.
    """
    both = replace(
        learned,
        source=_nearer(rule, learned.source),
        cue_lemma=rule.cue_lemma,
        cue_kind=rule.cue_kind,
        rule=f"{rule.rule}, {learned.rule}",
    )
    named = rule.source if rule.rule == "according-to" else None
    if named and named.start <= learned.content[0].start < named.end:
        # A name that belongs to the source: `According to a spokeswoman, Lena Quist, the ...`
        return replace(both, source=rule.source, content=rule.content)
    last = learned.content[-1].end
    beyond = [span for span in rule.content if span.start >= last]
    if rule.kind != "indirect" and beyond:
        return replace(both, content=(*learned.content, *beyond), kind=rule.kind)
    return both


def _nearer(rule: Attribution, learned: Span | None) -> Span | None:
    """Return the network's source, unless a clause's own subject stands between it and the verb."""
    own, cue = rule.source, rule.cue
    if learned is None or own is None or cue is None:
        return learned or own
    if rule.rule != "verb-clause":
        return learned
    return own if learned.end <= own.start and own.end <= cue.start <= own.end + 1 else learned


def _once(found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions with each content once, under its surest cue.

    Contents are one when they begin in the same place or end there, and are alike by `SAME`.
    """
    kept: dict[tuple[str, int], list[Attribution]] = {}
    once: list[Attribution] = []
    for one in sorted(found, key=lambda a: (-a.confidence, a.content[0])):
        ends = ("start", one.content[0].start), ("end", one.content[-1].end)
        if not any(_same(one, other) for end in ends for other in kept.get(end, ())):
            once.append(one)
            for end in ends:
                kept.setdefault(end, []).append(one)
    return once


def _same(a: Attribution, b: Attribution) -> bool:
    shared = sum(_shared(s, t) for s in a.content for t in b.content)
    size = sum(s.end - s.start for s in (*a.content, *b.content)) - shared
    return shared / size >= SAME


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
