"""The labels that the network gives each word for one cue, and the likeliest run of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]

NONE, SOURCE, MORE_SOURCE, CONTENT, MORE_CONTENT, CUE = range(6)
"""MORE_: the word goes on what the word before it began."""

LABELS = 6

TOGETHER = 256
"""Cues whose labels are chosen side by side: enough to be quick, few enough to be small."""

BARRED = -1e4
FOLLOWS = {MORE_SOURCE: (SOURCE, MORE_SOURCE), MORE_CONTENT: (CONTENT, MORE_CONTENT)}


@dataclass(frozen=True, slots=True)
class Labelled:
    """The words of one attribution in its window, and how sure the network is of them.

    `sure` is the probability of the whole run of labels among all runs, given the cue.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    sure: float


def barred() -> tuple[Numbers, Numbers]:
    """Return what is added to the transitions and to the first label, to bar impossible ones."""
    steps = np.zeros((LABELS, LABELS), dtype=np.float32)
    start = np.zeros(LABELS, dtype=np.float32)
    for label, before in FOLLOWS.items():
        start[label] = BARRED
        steps[[other for other in range(LABELS) if other not in before], label] = BARRED
    return steps, start


def likeliest(scores: Sequence[Numbers], steps: Numbers, start: Numbers) -> list[Labelled]:
    """Return the likeliest labelling of each cue (Viterbi), and how likely it is of all.

    Each cue's `scores` have a row a word and a score a label; `steps[a, b]` is the score of
    label b after label a, `start` that of the first label. `sure` is the exponential of the
    best run's score over the sum of all runs' (Lafferty, McCallum and Pereira 2001).
    """
    found: dict[int, Labelled] = {}
    order = sorted(range(len(scores)), key=lambda n: len(scores[n]))
    for first in range(0, len(order), TOGETHER):
        places = order[first : first + TOGETHER]
        chosen = _together([scores[n] for n in places], steps, start)
        found.update(zip(places, chosen, strict=True))
    return [found[n] for n in range(len(scores))]


def _together(scores: Sequence[Numbers], steps: Numbers, start: Numbers) -> list[Labelled]:
    lengths = np.asarray([len(one) for one in scores])
    padded = np.zeros((int(lengths.max()), len(scores), LABELS), dtype=np.float32)
    for n, one in enumerate(scores):
        padded[: len(one), n] = one
    runs, best = _best(padded, lengths, steps, start)
    sure = np.exp(np.minimum(best - _summed(padded, lengths, steps, start), 0))
    return [
        _labelled(run[:length], float(s))
        for run, length, s in zip(runs.T, lengths, sure, strict=True)
    ]


def _best(
    scores: Numbers, lengths: npt.NDArray[np.int64], steps: Numbers, start: Numbers
) -> tuple[npt.NDArray[np.int8], Numbers]:
    """Return the best run of each cue (a row a word, a column a cue), and its score."""
    words, cues, _ = scores.shape
    best = scores[0] + start
    back = np.zeros((words, cues, LABELS), dtype=np.int8)
    back[:] = np.arange(LABELS, dtype=np.int8)  # beyond a cue's words, a run stays as it ended
    for word, on in _going_on(lengths, words):
        ways = best[on:, :, None] + steps
        back[word, on:] = ways.argmax(1)
        best[on:] = ways.max(1) + scores[word, on:]
    runs = np.zeros((words, cues), dtype=np.int8)
    runs[-1] = best.argmax(1)
    rows = np.arange(cues)
    for word in range(words - 1, 0, -1):
        runs[word - 1] = back[word, rows, runs[word]]
    return runs, best.max(1)


def _summed(
    scores: Numbers, lengths: npt.NDArray[np.int64], steps: Numbers, start: Numbers
) -> npt.NDArray[np.float64]:
    """Return the logarithm of the sum over all runs of each cue, scaled at every word."""
    top = scores.max(2)
    weights = np.exp(scores - top[:, :, None]).astype(np.float64)
    moves = np.exp(steps.astype(np.float64))
    shares = weights[0] * np.exp(start.astype(np.float64))
    total = top[0].astype(np.float64)
    for word, on in _going_on(lengths, len(scores)):
        scale = shares[on:].sum(1)
        total[on:] += np.log(scale) + top[word, on:]
        shares[on:] = (shares[on:] / scale[:, None]) @ moves * weights[word, on:]
    summed: npt.NDArray[np.float64] = total + np.log(shares.sum(1))
    return summed


def _going_on(lengths: npt.NDArray[np.int64], words: int) -> list[tuple[int, int]]:
    """Return the words from the second on, each with the first of the cues that reach it.

    Cues are ordered by length.
    """
    later = np.arange(1, words)
    return list(enumerate(np.searchsorted(lengths, later, side="right").tolist(), 1))


def _labelled(run: npt.NDArray[np.int8], sure: float) -> Labelled:
    labels = run.tolist()
    return Labelled(
        source=tuple(n for n, label in enumerate(labels) if label in (SOURCE, MORE_SOURCE)),
        cue=tuple(n for n, label in enumerate(labels) if label == CUE),
        content=tuple(n for n, label in enumerate(labels) if label in (CONTENT, MORE_CONTENT)),
        sure=sure,
    )
