"""Examples put together into batches of like length, as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from dragoman.reading.attribution.learned.features import Ids, distances, ways
from dragoman.reading.attribution.learned.network import inputs
from dragoman.reading.attribution.learned.pieces import Pieces
from dragoman.reading.attribution.learned.windows import unruled
from dragoman.training.examples import Example

UNLABELLED = -100
"""PyTorch's own mark of a place that no loss counts."""

JITTER = 6
"""Lengths are blurred by up to so many pieces, so that no epoch has the batches of another."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example with its arrays, made once for all epochs."""

    example: Example
    inputs: dict[str, Ids]

    @property
    def size(self) -> int:
        """Return how many pieces it has."""
        return len(self.inputs["pieces"])


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, and their cues below one another.

    `words` has a row a window; its words begin with one that is none. `tags` and `anchors` (1
    where a cue's anchor is) are of the same shape. `rows` and `places` are the cues' windows and
    anchors; `told` and `labels` have a row a cue, of `lengths` words.
    """

    words: dict[str, Tensor]
    tags: Tensor
    anchors: Tensor
    rows: Tensor
    places: Tensor
    told: tuple[Tensor, Tensor, Tensor]
    labels: Tensor
    lengths: Tensor


def prepared(examples: Sequence[Example], pieces: Pieces) -> list[Prepared]:
    """Return examples with the arrays that the network takes."""
    return [Prepared(example, inputs(example.window, pieces)) for example in examples]


def shuffled(all_: Sequence[Prepared], pieces: int, random: Random) -> list[list[Prepared]]:
    """Return the examples in batches of at most so many pieces, padding included."""
    batches: list[list[Prepared]] = []
    batch: list[Prepared] = []
    for one in sorted(all_, key=lambda p: p.size + JITTER * random.random()):
        longest = max(one.size, *(p.size for p in batch)) if batch else one.size
        if batch and longest * (len(batch) + 1) > pieces:
            batches.append(batch)
            batch = []
        batch.append(one)
    batches.append(batch)
    random.shuffle(batches)
    return batches


def collated(batch: Sequence[Prepared], labels: int) -> Batch:
    """Return a batch as tensors; `labels` is how many dependency labels the model knows."""
    words = {name: _rows([one.inputs[name] for one in batch]) for name in batch[0].inputs}
    words["mask"] = _rows([np.ones(one.size, dtype=np.int64) for one in batch])
    cues = [(row, w) for row, one in enumerate(batch) for w in one.example.wanted]
    windows = [one.example.window for one in batch]
    length = words["first"].shape[1] - 1

    def told(kind: str, row: int, anchor: int) -> Ids:
        window = windows[row]
        if kind == "distances":
            return distances(len(window.words), anchor)
        if kind == "ways":
            return ways(window.tree, anchor, labels)
        known = window.rules.get(anchor)
        return unruled(len(window.words)) if known is None else known

    tags = _rows([np.concatenate([[UNLABELLED], p.example.tags]) for p in batch], UNLABELLED)
    anchors = torch.zeros(tags.shape)
    for row, wanted in cues:
        anchors[row, wanted.anchor + 1] = 1
    return Batch(
        words=words,
        tags=tags,
        anchors=anchors,
        rows=torch.tensor([row for row, _ in cues], dtype=torch.long),
        places=torch.tensor([w.anchor + 1 for _, w in cues], dtype=torch.long),
        told=(
            _rows([told("distances", row, w.anchor) for row, w in cues], 0, length),
            _rows([told("ways", row, w.anchor) for row, w in cues], 0, length),
            _rows([told("rules", row, w.anchor) for row, w in cues], 0, length),
        ),
        labels=_rows([w.labels for _, w in cues], 0, length),
        lengths=torch.tensor([len(w.labels) for _, w in cues], dtype=torch.long),
    )


def moved(batch: Batch, device: torch.device) -> Batch:
    """Return a batch on a device. `lengths` and what picks rows go along with the rest."""
    distances, ways, rules = batch.told
    return Batch(
        words={name: one.to(device) for name, one in batch.words.items()},
        tags=batch.tags.to(device),
        anchors=batch.anchors.to(device),
        rows=batch.rows.to(device),
        places=batch.places.to(device),
        told=(distances.to(device), ways.to(device), rules.to(device)),
        labels=batch.labels.to(device),
        lengths=batch.lengths.to(device),
    )


def _rows(arrays: Sequence[Ids], filling: int = 0, length: int | None = None) -> Tensor:
    """Return arrays of several lengths as the rows of one tensor."""
    longest = length if length is not None else max(len(a) for a in arrays)
    rows = np.full((len(arrays), longest), filling, dtype=np.int64)
    for row, array in zip(rows, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(rows)
