"""Confidence fitted on articles that the network was not taught: logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dragoman.benchmark.placing import matches, placed
from dragoman.benchmark.polnear import AnnotatedArticle, Relation
from dragoman.benchmark.projection import flattened
from dragoman.benchmark.tokens import tokens_of
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.learned.confidence import EVIDENCE, evidence, probability
from dragoman.reading.attribution.learned.learned import attribution, candidates
from dragoman.reading.attribution.learned.network import Network
from dragoman.reading.attribution.quotes import quotations
from dragoman.reading.document import Document

Weights = tuple[float, ...]
Row = tuple[tuple[float, ...], Relation]
"""What is to be weighed of a candidate, and the candidate as an annotator would mark it."""

START: Weights = (0.0, 1.0, *[0.0] * (len(EVIDENCE) - 2))
"""Before anything is fitted, a candidate is as sure as its cue."""

ROUNDS = 3
"""Which of two overlapping candidates is kept depends on the weights, and the weights on that."""

RIDGE = 1.0
"""Squared weights are held against the fit with this factor, so that few documents suffice."""


def calibrated(held_out: Sequence[tuple[Document, AnnotatedArticle]], network: Network) -> Weights:
    """Return the weights of confidence that fit held-out articles best."""
    articles = [(rows(document, network), annotated) for document, annotated in held_out]
    weights = START
    for _ in range(ROUNDS):
        judged = [
            one for found, annotated in articles for one in _judged(found, annotated, weights)
        ]
        told = np.asarray([e for e, _ in judged])
        right = np.asarray([r for _, r in judged], dtype=float)
        weights = fitted(told, right)
    return weights


def rows(document: Document, network: Network) -> list[Row]:
    """Return the candidates of a document with their evidence."""
    ruled = attributions(document)
    quoted = quotations(document.text, document.paragraphs)
    found: list[Row] = []
    for window, candidate in candidates(document, ruled, network):
        one = attribution(candidate, window, quoted, 0.0)
        source = (one.source,) if one.source else ()
        cue = (one.cue,) if one.cue else ()
        told = evidence(candidate, window)
        found.append((told, Relation(source=source, cue=cue, content=one.content)))
    return found


def _judged(
    found: Sequence[Row], annotated: AnnotatedArticle, weights: Weights
) -> list[tuple[tuple[float, ...], bool]]:
    """Return the evidence of the candidates that flattening keeps, and which are right."""
    text = annotated.article.text
    sure = [
        (told, replace(relation, confidence=probability(told, weights))) for told, relation in found
    ]
    told_of = {relation.cue: told for told, relation in sure}
    kept = flattened(text, [relation for _, relation in sure])
    tokens = tokens_of(text)
    wanted, read = placed(annotated.relations, tokens), placed(kept, tokens)
    right = set(matches(wanted, read, 0.5, source=True).values())
    return [(told_of[one.relation.cue], n in right) for n, one in enumerate(read)]


def fitted(told: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> Weights:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(told.shape[1])
    penalty = np.full(told.shape[1], RIDGE)
    penalty[0] = 0.0
    for _ in range(50):
        likely = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (likely - right) + penalty * weights
        bend = (told * (likely * (1 - likely))[:, None]).T @ told + np.diag(penalty + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return tuple(round(float(w), 5) for w in weights)
