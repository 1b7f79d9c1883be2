"""A trained network written as the files that reading loads: ONNX graphs, 8-bit weights."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from dragoman.training.network import SIZES, Pairs, Words
from dragoman.training.teach import Taught

OPSET = 17

FLOAT = 1
"""ONNX's number for 32-bit floats (TensorProto.FLOAT), which all our tensors are."""


class OneWindow(nn.Module):
    """The words of one window, without rows: what `words.onnx` holds."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def forward(
        self, pieces: Tensor, owners: Tensor, first: Tensor, *features: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the words' scores as cues and their vectors, the word that is none left out."""
        encoder = self.words.encoder
        vectors = encoder.embeddings.word_embeddings(pieces) + self.words.told(features)[owners]
        everything = torch.ones_like(pieces)[None]  # without a mask, attention is not fused
        hidden = encoder(inputs_embeds=vectors[None], attention_mask=everything)

        read = self.words.read(hidden.last_hidden_state[0, first[1:]])
        return read.cue, read.words, read.anchors, read.gates


class OneWindowsPairs(nn.Module):
    """The cues of one window with its words: what `pairs.onnx` holds."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(
        self, words: Tensor, anchors: Tensor, gates: Tensor, cues: Tensor, *told: Tensor
    ) -> Tensor:
        """Return the scores of labels (cue, word, label)."""
        distances, ways, rules = told
        scores: Tensor = self.pairs(
            words[None], anchors[cues], gates[cues], (distances, ways, rules)
        )
        return scores


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep back what the exporters warn of: that they trace one window, as they are meant to."""
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


@_quietly()
def export(taught: Taught, tokenizer: Path, folder: Path) -> None:
    """Write a network into a folder, all but the weights of its confidence."""
    folder.mkdir(parents=True, exist_ok=True)
    taught.eval()
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "words.onnx"
        _write_words(taught, whole)
        apart = FusionOptions("bert")
        apart.enable_skip_layer_norm = False  # see `learned.network.SLOW`
        fused = optimize_model(
            str(whole),
            model_type="bert",
            num_heads=taught.words.encoder.config.num_attention_heads,
            hidden_size=taught.words.encoder.config.hidden_size,
            optimization_options=apart,
        )
        fused.save_model_to_file(str(whole))
        quantize_dynamic(
            whole,
            folder / "words.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": FLOAT},
        )
    _write_pairs(taught, folder / "pairs.onnx")
    copyfile(tokenizer, folder / "tokenizer.json")
    stated = {
        "name": taught.settings.name,
        "tags": taught.inventory.tags,
        "dependencies": taught.inventory.dependencies,
        "steps": _rounded(taught.pairs.steps),
        "start": _rounded(taught.pairs.start),
        "floor": taught.settings.floor,
    }
    _write(folder, stated)


def set_weights(folder: Path, weights: Sequence[float]) -> None:
    """Give a model the weights of its confidence."""
    stated = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    _write(folder, {**stated, "weights": list(weights)})


def _write(folder: Path, stated: dict[str, object]) -> None:
    (folder / "model.json").write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")


def _rounded(numbers: Tensor) -> object:
    rows = numbers.detach().double()
    return (
        [[round(n, 5) for n in r] for r in rows.tolist()]
        if rows.dim() == 2
        else [round(n, 5) for n in rows.tolist()]
    )


def _write_words(taught: Taught, path: Path) -> None:
    features = tuple(torch.ones(6, dtype=torch.long) for _ in SIZES)
    pieces = torch.arange(9)
    owners = torch.tensor([0, 1, 2, 2, 3, 4, 5, 5, 0])
    first = torch.tensor([0, 1, 2, 4, 5, 6])
    names = ["pieces", "owners", "first", *SIZES]
    outputs = ["cue", "words", "anchors", "gates"]
    axes = {name: {0: "piece"} for name in names[:2]} | {name: {0: "word"} for name in names[2:]}
    axes |= {name: {0: "read"} for name in outputs}
    torch.onnx.export(
        OneWindow(taught.words),
        (pieces, owners, first, *features),
        str(path),
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _write_pairs(taught: Taught, path: Path) -> None:
    width = taught.settings.width
    vectors = tuple(torch.zeros(5, width) for _ in range(3))
    told = tuple(torch.ones(2, 5, dtype=torch.long) for _ in range(3))
    names = ["words", "anchors", "gates", "cues", "distances", "ways", "rules"]
    axes = {name: {0: "word"} for name in names[:3]} | {"cues": {0: "cue"}}
    axes |= {name: {0: "cue", 1: "word"} for name in (*names[4:], "scores")}
    torch.onnx.export(
        OneWindowsPairs(taught.pairs),
        (*vectors, torch.tensor([1, 3]), *told),
        str(path),
        input_names=names,
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
