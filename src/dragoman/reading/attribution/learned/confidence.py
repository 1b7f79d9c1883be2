"""How sure a learned attribution is: a logistic regression over what the network and rules say.

Its weights are fitted on annotated articles that the network was not taught (`training.calibrate`),
so that of the statements said to be 0.8 sure four of five are right.
"""

from __future__ import annotations

import math

from dragoman.reading.attribution.learned.features import RULE_CONTENT, RULE_SOURCE
from dragoman.reading.attribution.learned.network import Candidate
from dragoman.reading.attribution.learned.windows import QUOTED, Window

EVIDENCE = (
    "one",
    "cue",
    "labels",
    "labels a word",
    "no source",
    "rule knows the cue",
    "rule has the content",
    "rule has the source",
    "quoted",
    "long content",
)
"""What a candidate is judged by, in the order of the weights; `one` is the intercept."""

CERTAIN = 12.0
"""Logarithms of odds and of probabilities are cut at this size."""


def evidence(candidate: Candidate, window: Window) -> tuple[float, ...]:
    """Return what is to be weighed of a candidate, in the order of `EVIDENCE`."""
    found = candidate.labelled
    said = window.rules.get(candidate.anchor)
    ruled_content = ruled_source = 0.0
    if said is not None:
        ruled_content = _alike(found.content, [n for n, s in enumerate(said) if s == RULE_CONTENT])
        ruled_source = _alike(found.source, [n for n, s in enumerate(said) if s == RULE_SOURCE])
    words = len(found.source) + len(found.content)
    quoted = sum(window.quoted[n] == QUOTED for n in found.content)
    surprise = -math.log(max(found.sure, math.exp(-CERTAIN)))
    return (
        1.0,
        _odds(candidate.probability),
        surprise,
        surprise / max(1, words),
        float(not found.source),
        float(said is not None),
        ruled_content,
        ruled_source,
        quoted / max(1, len(found.content)),
        math.log1p(len(found.content)),
    )


def confidence(candidate: Candidate, window: Window, weights: tuple[float, ...]) -> float:
    """Return how likely a candidate is right, 0 to 1."""
    return probability(evidence(candidate, window), weights)


def probability(told: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """Return how likely that is right of which this is told, 0 to 1."""
    total = sum(w * e for w, e in zip(weights, told, strict=True))
    return 1 / (1 + math.exp(-max(-CERTAIN, min(CERTAIN, total))))


def _odds(probability: float) -> float:
    inside = min(max(probability, 1e-5), 1 - 1e-5)
    return math.log(inside / (1 - inside))


def _alike(found: tuple[int, ...], wanted: list[int]) -> float:
    a, b = set(found), set(wanted)
    return len(a & b) / len(a | b) if a | b else 1.0
