"""A network taught from the first word to the model's files, in miniature.

Training needs packages that reading does not: `make prove` runs this where they are installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

from annotated import marked, written
from dragoman.errors import DragomanError
from dragoman.intake import from_text
from dragoman.reading.attribution.learned.confidence import EVIDENCE
from dragoman.reading.attribution.learned.learned import learned
from dragoman.reading.attribution.learned.network import FILES, Network, inputs
from dragoman.reading.attribution.learned.pieces import Pieces
from dragoman.reading.attribution.learned.windows import windows
from dragoman.reading.pipeline import parse
from dragoman.training.configuration import Configuration, configuration

WHY = "{} is not installed: `make train` installs what training needs, in .venv-training"
torch = pytest.importorskip("torch", reason=WHY.format("torch"))
transformers = pytest.importorskip("transformers", reason=WHY.format("transformers"))
pytest.importorskip("onnx", reason=WHY.format("onnx"))

from dragoman.training import run, teach
from dragoman.training.batches import collated, prepared
from dragoman.training.examples import examples, inventory
from dragoman.training.export import OneWindow, OneWindowsPairs
from dragoman.training.network import SIZES
from dragoman.training.run import train
from dragoman.training.teach import Taught

pytestmark = pytest.mark.prove

SPEAKERS = ["Ilse Marrane", "The Kestrel ambassador", "Officials in Norhaven", "She", "Valdoria"]
CUES = ["said", "has said", "insisted", "believes", "announced on Friday"]
TOLD = ["that the port would open", "talks had failed", "it would send no ships to the strait"]


def articles() -> list[str]:
    """Return annotated articles of our own: each pair of speaker and content, with a quotation."""
    said = [
        f"<s1>{who}</s1> <c1>{CUES[(n + m) % len(CUES)]}</c1> <t1>{what}</t1>. It rained.\n\n"
        f"“<t2>We saw {what.split()[-1]} {n}</t2>,” <c2>said</c2> <s2>{who}</s2>, "
        f"“<t2>and we waited</t2>.”\n"
        for n, who in enumerate(SPEAKERS)
        for m, what in enumerate(TOLD)
    ]
    return [*said, "Nobody spoke in Norhaven. The port was shut.\n"]


def base(folder: Path) -> Path:
    """Write a tiny encoder, made by chance, with a tokenizer of our own words."""
    folder.mkdir()
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=160, special_tokens=special)
    tokenizer.train_from_iterator([marked(told)[0] for told in articles()], trainer)
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(7)
    transformers.BertModel(
        transformers.BertConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
        )
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Configuration:
    shipped = Path(str(files("dragoman.training"))) / "configurations" / "default.toml"
    return replace(
        configuration(shipped),
        base=str(base(tmp_path_factory.mktemp("base") / "tiny")),
        layers=(0, 1),
        members=2,
        epochs=2,
        pieces=256,
        width=16,
        held_out=3,
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, settings: Configuration) -> Any:
    gold, texts = written(articles(), tmp_path_factory.mktemp("corpus"))
    return run.corpus(gold, texts, settings.held_out, settings.seed)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, settings: Configuration, corpus: Any) -> Path:
    """Train without a break; return the model's folder."""
    folder = tmp_path_factory.mktemp("model")
    train(settings, corpus, folder, lambda _: None)
    return folder


def checkpoint(folder: Path, seed: int = 1) -> dict[str, Any]:
    state: dict[str, Any] = torch.load(folder / f"checkpoint-{seed}.pt", weights_only=True)
    return state


def test_a_trained_model_is_one_that_reading_loads(model: Path, settings: Configuration) -> None:
    assert {path.name for path in model.iterdir()} == {
        *FILES,
        "checkpoint-1.pt",
        "checkpoint-101.pt",
    }
    network = Network(model)
    assert network.name == settings.name
    assert len(network.weights) == len(EVIDENCE)
    found = learned(parse(from_text("Marrane said that talks had failed.\n")), [], network)
    assert all(0 <= one.confidence <= 1 for one in found)


def test_a_run_that_is_stopped_ends_as_if_it_had_not_been(
    model: Path,
    settings: Configuration,
    corpus: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep = teach._keep

    def kept_and_stopped(*told: Any) -> None:
        keep(*told)
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(teach, "_keep", kept_and_stopped)
        with pytest.raises(KeyboardInterrupt):
            train(settings, corpus, tmp_path, lambda _: None)
    assert checkpoint(tmp_path)["epochs"] == 1
    notes: list[str] = []
    train(settings, corpus, tmp_path, notes.append)
    assert "going on after epoch 1" in notes
    for seed in (1, 101):
        unbroken, resumed = checkpoint(model, seed), checkpoint(tmp_path, seed)
        assert unbroken["epochs"] == resumed["epochs"] == 2
        assert unbroken["network"].keys() == resumed["network"].keys()
        for name, weights in unbroken["network"].items():
            assert torch.equal(weights, resumed["network"][name]), name
    assert (model / "model.json").read_bytes() == (tmp_path / "model.json").read_bytes()


def test_members_differ(model: Path) -> None:
    one, other = checkpoint(model, 1)["network"], checkpoint(model, 101)["network"]
    pieces = "words.encoder.embeddings.word_embeddings.weight"
    assert torch.equal(one[pieces], other[pieces]), "the file holds the pieces' vectors once"
    assert not torch.equal(one["pairs.label.weight"], other["pairs.label.weight"])


def test_training_teaches(model: Path, settings: Configuration, corpus: Any) -> None:
    known = inventory(document for document, _ in corpus.taught)
    found = [e for d, a in corpus.taught for e in examples(d, a.relations, known)]
    pieces = Pieces(Path(settings.base) / "tokenizer.json")
    batch = collated(prepared(found, pieces), len(known.dependencies))

    def lost(weights: dict[str, Any] | None) -> Any:
        torch.manual_seed(settings.seed)
        taught = Taught(settings, settings.base, known)
        if weights is not None:
            taught.load_state_dict(weights)
        with torch.no_grad():
            return torch.stack(list(taught.eval()(batch)))

    before, after = lost(None), lost(checkpoint(model)["network"])
    assert (after < before).all(), f"cues, pairs, tags: {before.tolist()}, then {after.tolist()}"


def test_what_is_written_scores_as_what_was_taught(model: Path, settings: Configuration) -> None:
    network = Network(model)
    members = [Taught(settings, settings.base, network.inventory) for _ in range(2)]
    for member, seed in zip(members, (1, 101), strict=True):
        member.load_state_dict(checkpoint(model, seed)["network"])
        member.eval()
    document = parse(from_text(marked(articles()[4])[0]))
    (window, *_) = windows(document, [], network.inventory)
    told = inputs(window, network._pieces)
    named = [torch.from_numpy(told[name]) for name in ("pieces", "owners", "first", *SIZES)]
    with torch.no_grad():
        wanted = [part.numpy() for part in OneWindow([m.words for m in members])(*named)]
    got = network._words.run(None, told)
    assert [part.shape for part in got] == [part.shape for part in wanted]
    for one, other in zip(got, wanted, strict=True):
        # Weights of 8 bits are near the ones taught, no more.
        assert np.abs(one - other).max() < 0.1 * max(1.0, np.abs(other).max())
    length = len(window.words)
    cues = np.asarray([1, length - 1])
    classes = {
        name: np.tile(np.arange(length) % most, (2, 1))
        for name, most in (("distances", 60), ("ways", network.inventory.ways), ("rules", 5))
    }
    asked = {**dict(zip(("words", "anchors", "gates"), wanted[1:], strict=True)), "cues": cues}
    (scores,) = network._pairs.run(None, {**asked, **classes})
    with torch.no_grad():
        same = OneWindowsPairs([m.pairs for m in members])(
            *(torch.from_numpy(part) for part in (*wanted[1:], cues, *classes.values()))
        )
    assert scores == pytest.approx(same.numpy(), abs=1e-4)


def test_a_checkpoint_of_another_configuration_is_not_gone_on_with(
    model: Path, settings: Configuration, corpus: Any
) -> None:
    with pytest.raises(DragomanError, match=r"another configuration.*Delete it"):
        train(replace(settings, dropout=0.3), corpus, model, lambda _: None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"base": "no_such_package/model"}, "no_such_package"),
        ({"layers": (0, 7)}, "it has 2 layers"),
    ],
)
def test_a_base_that_is_not_there_is_named(
    change: dict[str, Any], told: str, settings: Configuration, corpus: Any, tmp_path: Path
) -> None:
    with pytest.raises(DragomanError, match=told):
        train(replace(settings, **change), corpus, tmp_path, lambda _: None)


def test_more_documents_than_there_are_cannot_be_held_out(tmp_path: Path) -> None:
    gold, texts = written(articles()[:2], tmp_path)
    with pytest.raises(DragomanError, match="2 documents, and 2 are to be held out"):
        run.corpus(gold, texts, 2, 1)


def test_the_command_trains_and_says_little(settings: Configuration, tmp_path: Path) -> None:
    gold, texts = written(articles(), tmp_path)
    shipped = {name: getattr(settings, name) for name in Configuration.__slots__}
    lines = [
        f"{name} = {json.dumps(list(v) if isinstance(v, tuple) else v)}"
        for name, v in shipped.items()
    ]
    (tmp_path / "tiny.toml").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "dragoman.training", str(tmp_path / "tiny.toml")]
    where = ["--gold", str(gold), "--text", str(texts), "--out", str(tmp_path / "model")]
    done = subprocess.run([*command, *where], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    said = done.stderr.splitlines()
    assert said[0].startswith(f"{len(articles()) - settings.held_out} documents, ")
    assert said[1:] == [
        "teaching with the seed 1",
        "teaching with the seed 101",
        "writing the model",
        "fitting confidence on 3 held-out documents",
    ]
    Network(tmp_path / "model")
