"""Which vectors are nearest to a question's: by their signs first, then by all their bits.

The signs of a million statements are 48 MB, and comparing them takes some hundredths of a second;
only those that agree most are looked at in full.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.meaning.network import WIDTH, Floats
from dragoman.meaning.vectors import Vectors, signs_of

CLOSER = 2_000
"""Statements that are looked at in full."""

_LONGS = WIDTH // 64


class Signs:
    """The signs of all vectors of a file, in memory; what was added is read when asked."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self._lock = threading.Lock()
        self._made: str | None = None
        self._last = 0
        self._keys: npt.NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._signs: npt.NDArray[np.uint64] = np.empty((_LONGS, 0), dtype=np.uint64)

    def nearest(
        self, question: Floats, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return statements by key with their cosine, the nearest first, at most `CLOSER`.

        `among` are the keys that are asked for, None for all.
        """
        keys, signs = self._current()
        if not len(keys):
            return []
        if among is not None:
            # Keys stand in their order, since statements get vectors as they were stored.
            wanted = np.isin(keys, np.asarray(among, dtype=np.int64))
            keys, signs = keys[wanted], signs[:, wanted]
        if len(keys) > CLOSER:
            own = np.frombuffer(signs_of(question[None, :]), dtype=np.uint64)
            apart = np.zeros(len(keys), dtype=np.uint16)
            for n in range(_LONGS):
                apart += np.bitwise_count(signs[n] ^ own[n])
            keys = keys[np.argpartition(apart, CLOSER)[:CLOSER]]
        try:
            found, vectors = self.vectors.rows(np.sort(keys).tolist())
        except sqlite3.Error:  # deleted just now
            return []
        # A product by BLAS would wake threads of its own that go on turning for long after it.
        scores = np.einsum("ij,j->i", vectors, question)
        order = np.argsort(-scores, kind="stable")
        return [(found[n], float(scores[n])) for n in order]

    def _current(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
        with self._lock:
            made = self.vectors.made()
            if made != self._made:
                self._made, self._last = made, 0
                self._keys, self._signs = self._keys[:0], self._signs[:, :0]
            if made is not None:
                self._read()
            return self._keys, self._signs

    def _read(self) -> None:
        try:
            blocks = self.vectors.signs(self._last)
        except sqlite3.Error:  # deleted or replaced just now: the next question reads it anew
            self._made = None
            return
        if not blocks:
            return
        keys = np.frombuffer(b"".join(block[1] for block in blocks), dtype="<i8")
        longs = np.frombuffer(b"".join(block[2] for block in blocks), dtype=np.uint64)
        signs = np.ascontiguousarray(longs.reshape(-1, _LONGS).T)
        self._keys = np.concatenate([self._keys, keys])
        self._signs = np.concatenate([self._signs, signs], axis=1)
        self._last = blocks[-1][0]


@lru_cache(maxsize=4)
def signs_in(path: Path) -> Signs:
    """Return the signs of a file of vectors, read once."""
    return Signs(Vectors(path))
