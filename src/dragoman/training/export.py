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

from dragoman.training.network import SIZES, Pairs, Read, Words
from dragoman.training.teach import Taught

OPSET = 17

FLOAT = 1
"""ONNX's number for 32-bit floats (TensorProto.FLOAT), which all our tensors are."""


class OneWindow(nn.Module):
    """The words of one window, without rows: what `words.onnx` holds.

    Of several members the scores are averaged and the vectors stand side by side. The members
    have the pieces' vectors in common, which training leaves as they are.
    """

    def __init__(self, members: Sequence[Words]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(
        self, pieces: Tensor, owners: Tensor, first: Tensor, *features: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the words' scores as cues and their vectors, the word that is none left out."""
        vectors = self.members[0].encoder.embeddings.word_embeddings(pieces)
        everything = torch.ones_like(pieces)[None]  # without a mask, attention is not fused
        read: list[Read] = []
        for member in self.members:
            told = vectors + member.told(features)[owners]
            hidden = member.encoder(inputs_embeds=told[None], attention_mask=everything)
            read.append(member.read(hidden.last_hidden_state[0, first[1:]]))
        cue = torch.stack([one.cue for one in read]).mean(0)
        beside = [[one.words for one in read], [one.anchors for one in read]]
        beside.append([one.gates for one in read])
        return cue, *(torch.cat(vectors, -1) for vectors in beside)


class OneWindowsPairs(nn.Module):
    """The cues of one window with its words: what `pairs.onnx` holds."""

    def __init__(self, members: Sequence[Pairs]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(
        self, words: Tensor, anchors: Tensor, gates: Tensor, cues: Tensor, *told: Tensor
    ) -> Tensor:
        """Return the scores of labels (cue, word, label), averaged over the members."""
        each = zip(
            self.members,
            *(part.chunk(len(self.members), -1) for part in (words, anchors[cues], gates[cues])),
            strict=True,
        )
        scored = [member(w[None], a, g, told) for member, w, a, g in each]
        return torch.stack(scored).mean(0)


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
def export(members: Sequence[Taught], tokenizer: Path, folder: Path) -> None:
    """Write a network of one or more members into a folder, all but its confidence's weights."""
    folder.mkdir(parents=True, exist_ok=True)
    for member in members:
        member.cpu().eval()
    encoder = members[0].words.encoder.config
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "words.onnx"
        _write_words(members, whole)
        apart = FusionOptions("bert")
        apart.enable_skip_layer_norm = False  # see `learned.network.SLOW`
        fused = optimize_model(
            str(whole),
            model_type="bert",
            num_heads=encoder.num_attention_heads,
            hidden_size=encoder.hidden_size,
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
    _write_pairs(members, folder / "pairs.onnx")
    copyfile(tokenizer, folder / "tokenizer.json")
    stated = {
        "name": members[0].settings.name,
        "tags": members[0].inventory.tags,
        "dependencies": members[0].inventory.dependencies,
        "steps": _mean([member.pairs.steps for member in members]),
        "start": _mean([member.pairs.start for member in members]),
        "floor": members[0].settings.floor,
    }
    _write(folder, stated)


def set_weights(folder: Path, weights: Sequence[float]) -> None:
    """Give a model the weights of its confidence."""
    stated = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    _write(folder, {**stated, "weights": list(weights)})


def _write(folder: Path, stated: dict[str, object]) -> None:
    (folder / "model.json").write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")


def _mean(numbers: Sequence[Tensor]) -> object:
    rows = torch.stack([one.detach().double() for one in numbers]).mean(0)
    return (
        [[round(n, 5) for n in r] for r in rows.tolist()]
        if rows.dim() == 2
        else [round(n, 5) for n in rows.tolist()]
    )


def _write_words(members: Sequence[Taught], path: Path) -> None:
    features = tuple(torch.ones(6, dtype=torch.long) for _ in SIZES)
    pieces = torch.arange(9)
    owners = torch.tensor([0, 1, 2, 2, 3, 4, 5, 5, 0])
    first = torch.tensor([0, 1, 2, 4, 5, 6])
    names = ["pieces", "owners", "first", *SIZES]
    outputs = ["cue", "words", "anchors", "gates"]
    axes = {name: {0: "piece"} for name in names[:2]} | {name: {0: "word"} for name in names[2:]}
    axes |= {name: {0: "read"} for name in outputs}
    torch.onnx.export(
        OneWindow([member.words for member in members]),
        (pieces, owners, first, *features),
        str(path),
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _write_pairs(members: Sequence[Taught], path: Path) -> None:
    width = members[0].settings.width * len(members)
    vectors = tuple(torch.zeros(5, width) for _ in range(3))
    told = tuple(torch.ones(2, 5, dtype=torch.long) for _ in range(3))
    names = ["words", "anchors", "gates", "cues", "distances", "ways", "rules"]
    axes = {name: {0: "word"} for name in names[:3]} | {"cues": {0: "cue"}}
    axes |= {name: {0: "cue", 1: "word"} for name in (*names[4:], "scores")}
    torch.onnx.export(
        OneWindowsPairs([member.pairs for member in members]),
        (*vectors, torch.tensor([1, 3]), *told),
        str(path),
        input_names=names,
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
