"""Attributions beside the rules and the network: only where neither has the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import ordered
from dragoman.reading.attribution.inserted import inserted, turned
from dragoman.reading.attribution.labels import labelled, without_labels
from dragoman.reading.attribution.subjects_before import with_subject
from dragoman.reading.attribution.viewpoints import viewpoints
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.vocabulary.cues import cues

_SHARED = 0.5
"""The part of its words that an attribution may share with one found before it."""


def further(document: Document, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions of an article with those of phrases and of cues set apart."""
    kept = [
        with_subject(document, turned(document, one)) for one in without_labels(document, found)
    ]
    taken: Nearby[Span] = Nearby()
    cued: Nearby[Span] = Nearby()
    for attribution in kept:
        for span in attribution.content:
            taken.add(span, [span])
        if attribution.cue is not None:
            cued.add(attribution.cue, [attribution.cue])
    told = [
        one
        for one in (*viewpoints(document), *inserted(document, cues()))
        if _in_body(document, one)
    ]
    around = [one for one in told if one.rule == "inserted" and _goes_on(document, one)]
    kept = [_widened(one, around) for one in kept] if around else kept
    added = [one for one in (*told, *labelled(document)) if _is_new(one, taken, cued)]
    return ordered([*kept, *added]) if added or kept != list(found) else tuple(found)


def _goes_on(document: Document, one: Attribution) -> bool:
    """Tell whether what was said goes on behind a cue, rather than what its speaker did."""
    last = one.content[-1]
    return len(one.content) > 1 and document.token_at(last.start).tag_ not in ("VBG", "WP", "WDT")


def _widened(one: Attribution, around: Sequence[Attribution]) -> Attribution:
    """Return an attribution with all the words around its cue, where it has one side of them."""
    for other in around:
        if other.cue == one.cue:
            held = all(any(s.within(o) for o in other.content) for s in one.content)
            if held and one.content[-1].end <= other.content[0].end:
                return replace(one, content=other.content)
    return one


def _in_body(document: Document, one: Attribution) -> bool:
    return document.paragraph_at(one.content[0].start).sort not in ("title", "heading")


def _is_new(one: Attribution, taken: Nearby[Span], cued: Nearby[Span]) -> bool:
    """Return whether no other attribution has these words, or these among others of its own."""
    cue = one.cue or one.content[0]
    if any(a.start < cue.end and cue.start < a.end for a in cued.near(cue)):
        return False
    size = sum(span.end - span.start for span in one.content)
    shared = 0
    for span in one.content:
        for other in taken.near(span):
            if cue.within(other):
                continue  # all of it is reported by another
            shared += max(0, min(span.end, other.end) - max(span.start, other.start))
    return shared <= _SHARED * size
