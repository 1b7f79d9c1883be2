"""The models that the package carries: they load offline, read anything, and say it twice alike."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import numpy as np
import pytest

from annotated import MODELS, THERE, window
from dragoman.errors import DragomanError
from dragoman.intake import from_text
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.learned.confidence import (
    EVIDENCE,
    confidence,
    evidence,
    probability,
)
from dragoman.reading.attribution.learned.features import (
    RULE_CONTENT,
    RULE_CUE,
    RULE_NOTHING,
    RULE_SOURCE,
)
from dragoman.reading.attribution.learned.labels import Labelled
from dragoman.reading.attribution.learned.network import FILES, Candidate, Network, inputs
from dragoman.reading.attribution.learned.pieces import LONGEST
from dragoman.reading.attribution.learned.windows import Window, windows
from dragoman.reading.pipeline import parse

TEXT = "Marrane said that the harbour was shut, and officials denied it on Friday.\n"
MOST = 60_000_000
"""Bytes that all models together may have, so that the wheel stays small enough to send."""


@pytest.fixture(scope="module", params=THERE, ids=lambda folder: folder.name)
def model(request: pytest.FixtureRequest) -> Network:
    return Network(request.param)


def read(text: str, model: Network) -> list[tuple[Window, list[Candidate]]]:
    document = parse(from_text(text))
    cut = list(windows(document, attributions(document), model.inventory))
    return list(zip(cut, model.candidates(cut), strict=True))


def test_both_models_are_there() -> None:
    assert [folder.name for folder in THERE] == ["careful", "default"]


def test_each_model_is_whole_and_all_are_small_enough() -> None:
    for folder in THERE:
        assert {path.name for path in folder.iterdir()} == set(FILES)
    assert sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file()) <= MOST


@pytest.mark.parametrize("name", FILES)
def test_a_model_that_lacks_a_file_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    for other in set(FILES) - {name}:
        (tmp_path / other).write_bytes((THERE[0] / other).read_bytes())
    with pytest.raises(DragomanError, match=f"{tmp_path}.*{name}.*[Rr]einstall"):
        Network(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ["said"],
        ["\u0301"],
        ["\u200b"],
        ["🕊"],
        ["a" * 100_000],
        ["Marrane", "said", "x" * 100_000, "failed"],
        ["said"] * 600,
        ["\u200b"] * 20,
        ["antidisestablishmentarianism"] * 150,
    ],
    ids=lambda words: f"{words[0][:9]!r}x{len(words)}",
)
def test_a_window_of_any_words_is_read(words: list[str], model: Network) -> None:
    (found,) = model.candidates([window(words)])
    for candidate in found:
        assert 0 <= candidate.anchor < len(words)
        assert 0 <= candidate.probability <= 1
        assert 0 <= confidence(candidate, window(words), model.weights) <= 1
        places = (*candidate.labelled.source, *candidate.labelled.content)
        assert all(0 <= place < len(words) for place in places)


def test_words_beyond_what_the_encoder_holds_do_no_harm(model: Network) -> None:
    words = ["antidisestablishmentarianism"] * 150
    assert len(model._pieces.cut(words[:100]).ids) > 300, "the case is real"
    told = inputs(window(words), model._pieces)
    assert {len(told["pieces"]), len(told["owners"])} == {LONGEST}
    assert told["first"].max() < LONGEST
    assert len(told["first"]) == len(words) + 1


@pytest.mark.parametrize("text", ["", "\n", "Yes\n", "Said.\n"])
def test_an_article_of_one_word_or_none_is_read(text: str, model: Network) -> None:
    if text.strip():
        assert len(read(text, model)) == 1
    else:
        assert model.candidates([]) == []


def test_the_same_windows_are_read_the_same_twice(model: Network) -> None:
    first, again = read(TEXT * 3, model), read(TEXT * 3, model)
    assert [found for _, found in first] == [found for _, found in again]
    assert any(found for _, found in first)


def test_a_window_is_read_the_same_beside_others(model: Network) -> None:
    (_, alone), *_ = read(TEXT, model)
    beside = read(f"{TEXT}\nNobody asked.\n\n{TEXT}", model)
    assert alone == beside[0][1] == beside[2][1]


def test_what_a_rule_takes_for_a_cue_is_judged_too(model: Network) -> None:
    words = ["The", "harbour", "of", "Norhaven", "was", "very", "cold"]
    said = np.asarray([RULE_SOURCE] * 4 + [RULE_NOTHING] * 2 + [RULE_CUE])
    (bare,), (ruled,) = (
        model.candidates([window(words)]),
        model.candidates([window(words, {6: said})]),
    )
    assert 6 not in [c.anchor for c in bare]
    assert 6 in [c.anchor for c in ruled]


@pytest.mark.parametrize("folder", THERE, ids=lambda folder: folder.name)
def test_a_model_loads_and_reads_with_the_network_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def off(*_: object, **__: object) -> None:
        raise OSError("the network is off")

    monkeypatch.setattr(socket, "socket", off)
    monkeypatch.setattr(socket, "create_connection", off)
    monkeypatch.setattr(socket, "getaddrinfo", off)
    assert Network(folder).candidates([window(TEXT.split())])


@pytest.mark.parametrize("folder", THERE, ids=lambda folder: folder.name)
def test_each_model_weighs_each_piece_of_evidence(folder: Path) -> None:
    stated = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    assert len(stated["weights"]) == len(EVIDENCE)
    assert 0 < stated["floor"] < 0.5
    assert stated["name"] == f"attribution-{folder.name}"


def candidate(probability: float = 0.9, sure: float = 0.5, source: bool = True) -> Candidate:
    return Candidate(1, probability, Labelled((0,) if source else (), (1,), (2, 3), sure))


def test_a_likelier_cue_makes_a_surer_attribution(model: Network) -> None:
    made = window(["Marrane", "said", "nobody", "came"])
    likely = (0.0, 0.01, 0.2, 0.5, 0.8, 0.99, 1.0)
    told = [confidence(candidate(p), made, model.weights) for p in likely]
    assert told == sorted(told)
    assert told[0] < told[-1]
    assert all(0 < each < 1 for each in told)


def test_what_is_weighed_says_what_it_means() -> None:
    words = ["Marrane", "said", "nobody", "came"]
    rule = np.asarray([RULE_SOURCE, RULE_CUE, RULE_NOTHING, RULE_CONTENT])
    ruled = dict(zip(EVIDENCE, evidence(candidate(), window(words, {1: rule})), strict=True))
    bare = dict(
        zip(EVIDENCE, evidence(candidate(0.5, 1.0, source=False), window(words)), strict=True)
    )
    assert ruled["one"] == bare["one"] == 1
    assert (ruled["rule knows the cue"], bare["rule knows the cue"]) == (1, 0)
    assert (ruled["rule has the content"], ruled["rule has the source"]) == (0.5, 1)
    assert (ruled["no source"], bare["no source"]) == (0, 1)
    assert bare["cue"] == 0, "an even chance weighs nothing"
    assert bare["labels"] == 0
    assert ruled["labels"] > 0, "a run of labels in doubt is a surprise"


def test_the_surest_evidence_overflows_nothing() -> None:
    assert 0 < probability((1.0, -1e6), (0.0, 1e6)) < probability((1.0, 1e6), (0.0, 1e6)) < 1
