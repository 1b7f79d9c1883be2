"""The labels that the network gives each word for one cue, and the likeliest run of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]

NONE, SOURCE, MORE_SOURCE, CONTENT, MORE_CONTENT, CUE = range(6)
"""MORE_: the word goes on what the word before it began."""

LABELS = 6

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


def likeliest(scores: Numbers, steps: Numbers, start: Numbers) -> list[Labelled]:
    """Return the likeliest labelling for each cue of a window (Viterbi, and the forward sum).

    `scores` has a row a cue, a column a word and a score a label; `steps[a, b]` is the score of
    label b after label a, `start` that of the first label. `sure` is the exponential of the
    best run's score over the sum of all runs' (Lafferty, McCallum and Pereira 2001).
    """
    cues, words, _ = scores.shape
    best = scores[:, 0] + start
    total = best
    back = np.zeros((words, cues, LABELS), dtype=np.int8)
    for word in range(1, words):
        ways = best[:, :, None] + steps
        back[word] = ways.argmax(1)
        best = ways.max(1) + scores[:, word]
        total = _sum(total[:, :, None] + steps) + scores[:, word]
    sure = np.exp(best.max(1) - _sum(total[:, :, None])[:, 0])
    runs = np.zeros((cues, words), dtype=np.int8)
    runs[:, -1] = best.argmax(1)
    rows = np.arange(cues)
    for word in range(words - 1, 0, -1):
        runs[:, word - 1] = back[word, rows, runs[:, word]]
    return [_labelled(run, float(s)) for run, s in zip(runs, sure, strict=True)]


def _sum(scores: Numbers) -> Numbers:
    """Return the logarithm of the sum of the exponentials over the second axis."""
    top = scores.max(1)
    summed: Numbers = top + np.log(np.exp(scores - top[:, None]).sum(1))
    return summed


def _labelled(run: npt.NDArray[np.int8], sure: float) -> Labelled:
    def places(*labels: int) -> tuple[int, ...]:
        return tuple(int(n) for n in np.flatnonzero(np.isin(run, labels)))

    return Labelled(
        source=places(SOURCE, MORE_SOURCE),
        cue=places(CUE),
        content=places(CONTENT, MORE_CONTENT),
        sure=sure,
    )
