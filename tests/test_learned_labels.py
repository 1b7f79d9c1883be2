"""The likeliest run of labels and its probability, beside a count of all runs."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from dragoman.reading.attribution.learned.labels import (
    BARRED,
    CONTENT,
    CUE,
    FOLLOWS,
    LABELS,
    MORE_CONTENT,
    MORE_SOURCE,
    NONE,
    SOURCE,
    Numbers,
    barred,
    likeliest,
)

ROLES = {
    SOURCE: "source",
    MORE_SOURCE: "source",
    CONTENT: "content",
    MORE_CONTENT: "content",
    CUE: "cue",
}


def chance(*shape: int, seed: int) -> Numbers:
    return np.random.default_rng(seed).normal(0, 2, shape).astype(np.float32)


def every_run(scores: Numbers, steps: Numbers, start: Numbers) -> dict[tuple[int, ...], float]:
    """Return the score of every run of labels over the words of one cue."""
    return {
        run: float(
            start[run[0]]
            + sum(scores[word, label] for word, label in enumerate(run))
            + sum(steps[a, b] for a, b in pairwise(run))
        )
        for run in product(range(LABELS), repeat=len(scores))
    }


@pytest.mark.parametrize("lengths", [[1], [4], [3, 3, 3], [2, 4, 1, 3], [4, 1, 1, 4]])
@pytest.mark.parametrize("seed", range(4))
def test_no_run_is_likelier_and_all_runs_add_up(lengths: list[int], seed: int) -> None:
    steps, start = barred()
    steps = steps + chance(LABELS, LABELS, seed=seed + 100)
    start = start + chance(LABELS, seed=seed + 200)
    scores = [chance(words, LABELS, seed=10 * seed + n) for n, words in enumerate(lengths)]
    for one, found in zip(scores, likeliest(scores, steps, start), strict=True):
        runs = every_run(one, steps, start)
        best = max(runs, key=lambda run: runs[run])
        for role in ("source", "cue", "content"):
            wanted = tuple(n for n, label in enumerate(best) if ROLES.get(label) == role)
            assert getattr(found, role) == wanted
        whole = np.logaddexp.reduce(np.asarray(list(runs.values())))
        assert found.sure == pytest.approx(np.exp(runs[best] - whole), rel=1e-3)


def test_each_cue_is_labelled_as_if_it_were_alone() -> None:
    steps, start = barred()
    scores = [chance(1 + 7 * n % 50, LABELS, seed=n) for n in range(600)]
    for one, found in zip(scores, likeliest(scores, steps, start), strict=True):
        (alone,) = likeliest([one], steps, start)
        assert (found.source, found.cue, found.content) == (
            *(alone.source, alone.cue, alone.content),
        )
        assert found.sure == pytest.approx(alone.sure, rel=1e-3)
    assert likeliest([], steps, start) == []


@pytest.mark.parametrize("first", [NONE, CUE, SOURCE, MORE_SOURCE])
@pytest.mark.parametrize(("begin", "more"), [(SOURCE, MORE_SOURCE), (CONTENT, MORE_CONTENT)])
def test_nothing_goes_on_that_has_not_begun(first: int, begin: int, more: int) -> None:
    if first in FOLLOWS[more]:
        return
    scores = np.full((1, 3, LABELS), -50, dtype=np.float32)
    scores[0, 0, SOURCE] = 60  # so that a source may go on
    scores[0, 1, first] = 60
    scores[0, 2, [more, NONE, begin]] = 50, 1, 0
    (found,) = likeliest(list(scores), *barred())
    assert 2 not in (*found.source, *found.content)


def test_what_is_barred_is_exactly_what_cannot_be() -> None:
    steps, start = barred()
    assert set(np.flatnonzero(start)) == {MORE_SOURCE, MORE_CONTENT}
    for before, label in product(range(LABELS), range(LABELS)):
        allowed = label not in FOLLOWS or before in FOLLOWS[label]
        assert steps[before, label] == (0 if allowed else BARRED)


def test_a_window_of_any_length_has_a_probability() -> None:
    steps, start = barred()
    for words in (1, 160, 500):
        (found,) = likeliest([np.zeros((words, LABELS), dtype=np.float32)], steps, start)
        assert np.isfinite(found.sure)
    sure = np.full((1, 160, LABELS), -30, dtype=np.float32)
    sure[..., NONE] = 30
    (found,) = likeliest(list(sure), steps, start)
    assert (found.source, found.cue, found.content) == ((), (), ())
    assert found.sure == pytest.approx(1, abs=1e-3)
