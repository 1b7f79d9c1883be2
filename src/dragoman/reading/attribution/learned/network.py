"""The trained network as files, and what it says of windows of words.

A model is a folder: `model.json` (inventory, transitions, thresholds), `tokenizer.json`,
`words.onnx` (a window's words to scores and vectors) and `pairs.onnx` (a cue and a word of its
window to scores of labels). Nothing is fetched; everything runs on one thread of the CPU.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dragoman.errors import DragomanError
from dragoman.reading.attribution.learned.features import Ids, Inventory, distances, ways
from dragoman.reading.attribution.learned.labels import Labelled, Numbers, barred, likeliest
from dragoman.reading.attribution.learned.pieces import Pieces
from dragoman.reading.attribution.learned.windows import Window, unruled
from dragoman.sessions import session

SLOW = ["SkipLayerNormFusion"]
"""What ONNX Runtime is not to do: sums and their norms as one step take thrice their time."""

FILES = ("model.json", "tokenizer.json", "words.onnx", "pairs.onnx")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a cue, with its probability, and what would be its attribution."""

    anchor: int
    probability: float
    labelled: Labelled


class _Scored(NamedTuple):
    """A possible cue with its probability and the scores of the words of its window."""

    anchor: int
    likely: float
    scores: Numbers


class Network:
    """A model that is loaded. Raises DragomanError when its folder lacks a file."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise DragomanError(
                f"{folder}: the attribution model lacks {', '.join(missing)}. Reinstall dragoman."
            )
        stated = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.name: str = stated["name"]
        self.floor: float = stated["floor"]
        self.weights: tuple[float, ...] = tuple(stated["weights"])
        self.inventory = Inventory(tuple(stated["tags"]), tuple(stated["dependencies"]))
        steps, start = barred()
        self._steps = steps + np.asarray(stated["steps"], dtype=np.float32)
        self._start = start + np.asarray(stated["start"], dtype=np.float32)
        self._pieces = Pieces(folder / "tokenizer.json")
        self._words = session(str(folder / "words.onnx"), SLOW)
        self._pairs = session(str(folder / "pairs.onnx"), SLOW)

    def candidates(self, windows: Sequence[Window]) -> list[list[Candidate]]:
        """Return the possible cues of each window, in text order."""
        asked = [self._asked(window) for window in windows]
        scores = [one.scores for cues in asked for one in cues]
        labelled = iter(likeliest(scores, self._steps, self._start))
        return [
            [Candidate(one.anchor, one.likely, next(labelled)) for one in cues] for cues in asked
        ]

    def _asked(self, window: Window) -> list[_Scored]:
        """Return the possible cues of a window with the scores of its words' labels."""
        scores, *vectors = self._words.run(None, inputs(window, self._pieces))
        likely = _sigmoid(scores)
        # What a rule takes for a cue is judged too, however unlikely.
        worth = set(np.flatnonzero(likely > self.floor).tolist()) | window.rules.keys()
        if not worth:
            return []
        anchors = sorted(worth)
        labels = len(self.inventory.dependencies)
        length = len(window.words)
        known = [window.rules.get(a) for a in anchors]
        (scored,) = self._pairs.run(
            None,
            {
                **dict(zip(("words", "anchors", "gates"), vectors, strict=True)),
                "cues": np.asarray(anchors, dtype=np.int64),
                "distances": np.stack([distances(length, a) for a in anchors]),
                "ways": np.stack([ways(window.tree, a, labels) for a in anchors]),
                "rules": np.stack([unruled(length) if r is None else r for r in known]),
            },
        )
        return [_Scored(a, float(likely[a]), rows) for a, rows in zip(anchors, scored, strict=True)]


def inputs(window: Window, pieces: Pieces) -> dict[str, Ids]:
    """Return what `words.onnx` takes: a window's pieces, and the features of its words.

    The words begin with one that is none, to which the marks of begin and end belong.
    """
    cut = pieces.cut(window.words)
    owners = np.asarray(cut.owners, dtype=np.int64)
    last = len(owners) - 1
    first = np.full(len(window.words) + 1, last)  # for words that have no piece, or none read
    first[owners[::-1]] = np.arange(last, -1, -1)  # of several pieces of a word, the first is kept

    def ids(values: Sequence[int]) -> Ids:
        return np.asarray([0, *values], dtype=np.int64)

    return {
        "pieces": np.asarray(cut.ids, dtype=np.int64),
        "owners": owners,
        "first": first,
        "tags": ids(window.tags),
        "labels": ids(window.tree.labels),
        "forms": ids(window.forms),
        "quoted": ids(window.quoted),
        "roles": ids(window.roles),
    }


def _sigmoid(scores: Numbers) -> Numbers:
    probabilities: Numbers = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return probabilities
