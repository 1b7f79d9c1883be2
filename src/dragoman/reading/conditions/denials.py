"""Words that keep something back: a negation, or a phrase such as `out of the question`."""

from __future__ import annotations

from spacy.tokens import Doc

from dragoman.reading.conditions.stretches import Stretch
from dragoman.vocabulary.conditions import ConditionWords


def denies(doc: Doc, stretch: Stretch, words: ConditionWords) -> bool:
    """Return whether a stretch denies what it tells, or says that it is kept back."""
    tokens = doc[stretch.start : stretch.end]
    return any(t.lower_ in words.valence.negators for t in tokens) or is_closed(doc, stretch, words)


def is_closed(doc: Doc, stretch: Stretch, words: ConditionWords) -> bool:
    """Return whether a stretch says that something is kept back for now: `off the table`."""
    tokens = doc[stretch.start : stretch.end]
    opening = (t.i for t in tokens if t.lower_ in words.valence.closing)
    said = (doc[n : min(n + 4, stretch.end)].text.lower() for n in opening)
    return any(text.startswith(words.valence.closed) for text in said)
