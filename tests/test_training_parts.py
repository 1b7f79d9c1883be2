"""What training needs before any network is taught: settings, examples, calibration."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from annotated import marked
from dragoman.errors import DragomanError
from dragoman.intake import from_text
from dragoman.reading.attribution.learned.confidence import EVIDENCE
from dragoman.reading.attribution.learned.labels import (
    CONTENT,
    CUE,
    MORE_CONTENT,
    MORE_SOURCE,
    NONE,
    SOURCE,
)
from dragoman.reading.pipeline import parse
from dragoman.training.calibrate import START, fitted
from dragoman.training.configuration import configuration
from dragoman.training.examples import Example, examples, inventory

SHIPPED = Path(str(files("dragoman.training"))) / "configurations"
LETTERS = {NONE: ".", SOURCE: "S", MORE_SOURCE: "s", CONTENT: "T", MORE_CONTENT: "t", CUE: "C"}


def taught(told: str) -> list[Example]:
    text, relations = marked(told)
    document = parse(from_text(text, name="told"))
    return list(examples(document, relations, inventory([document])))


def labels(example: Example) -> list[str]:
    """Return each attribution's labels, a letter a word."""
    return ["".join(LETTERS[int(n)] for n in wanted.labels) for wanted in example.wanted]


@pytest.mark.parametrize(
    ("told", "anchor", "wanted", "tags"),
    [
        pytest.param(
            "<s>Ilse Marrane</s> <c>said</c> <t>nobody came</t>.\n",
            "said",
            "SsCTt.",
            [3, 4, 5, 1, 2, 0],
            id="one piece each",
        ),
        pytest.param(
            "<t>Nobody</t>, <s>she</s> <c>said</c>, <t>came here</t>.\n",
            "said",
            "T.SC.Tt.",
            [1, 0, 3, 5, 0, 1, 2, 0],
            id="a content in two pieces",
        ),
        pytest.param(
            "<s>Marrane</s> <c>has made it clear</c> <t>nobody came</t>.\n",
            "made",
            "SCCCCTt.",
            [3, 5, 6, 6, 6, 1, 2, 0],
            id="a cue of several words is anchored at its verb",
        ),
        pytest.param(
            "<c>It is said</c> <t>nobody came</t>.\n",
            "said",
            "CCCTt.",
            [5, 6, 6, 1, 2, 0],
            id="no source",
        ),
    ],
)
def test_an_annotated_sentence_teaches_its_labels(
    told: str, anchor: str, wanted: str, tags: list[int]
) -> None:
    (example,) = taught(told)
    assert labels(example) == [wanted]
    assert example.window.words[example.wanted[0].anchor] == anchor
    assert example.tags.tolist() == tags
    assert example.document == "told"


def test_two_attributions_of_a_window_are_labelled_apart() -> None:
    (example,) = taught(
        "<s1>Marrane</s1> <c1>said</c1> <t1>nobody came</t1>. "
        "<s2>Kestrel</s2> <c2>denied</c2> <t2>it</t2>.\n"
    )
    assert labels(example) == ["SCTt.....", ".....SCT."]
    assert example.tags.tolist() == [3, 5, 1, 2, 0, 3, 5, 1, 0]


def test_what_crosses_windows_teaches_what_stands_with_its_cue() -> None:
    first, second = taught("<s>Marrane</s> <c>said</c> <t>this:\n\nNobody came.</t>\n")
    assert labels(first)[0].startswith("SCT")
    assert labels(second) == []
    assert second.tags.tolist() == [1, 2, 2], "its words are still known as a content's"


@pytest.mark.parametrize(
    ("told", "tags"),
    [
        pytest.param("<t>Nobody came</t>.\n", [1, 2, 0], id="no cue"),
        pytest.param("<s>Marrane</s> <c>left</c>.\n", [3, 5, 0], id="no content"),
        pytest.param("Nobody came.\n", [0, 0, 0], id="nothing"),
    ],
)
def test_what_has_no_cue_or_content_teaches_no_pair(told: str, tags: list[int]) -> None:
    (example,) = taught(told)
    assert example.wanted == ()
    assert example.tags.tolist() == tags


def test_the_inventory_is_what_occurs_in_a_fixed_order() -> None:
    documents = [parse(from_text(text)) for text in ("Marrane said so.\n", "Nobody came.\n")]
    known = inventory(documents)
    assert known == inventory(documents[::-1])
    assert list(known.tags) == sorted(known.tags)
    assert {"NNP", "VBD"} <= set(known.tags)
    assert {"ROOT", "nsubj"} <= set(known.dependencies)
    assert "" not in known.tags + known.dependencies


def test_calibration_finds_the_weights_that_made_the_data() -> None:
    chance = np.random.default_rng(1)
    weights = np.asarray([-1.0, 0.8, -0.5, 0.0])
    told = np.column_stack([np.ones(20_000), chance.normal(0, 1, (20_000, 3))])
    right = chance.random(20_000) < 1 / (1 + np.exp(-told @ weights))
    assert fitted(told, right.astype(float)) == pytest.approx(weights, abs=0.06)


def test_the_intercept_is_not_held_down() -> None:
    told = np.column_stack([np.ones(40), np.tile([-1.0, 1.0], 20)])
    right = np.asarray([1.0] * 36 + [0.0] * 4)
    intercept, other = fitted(told, right)
    assert intercept == pytest.approx(np.log(9), abs=0.01)
    assert other == pytest.approx(0, abs=0.01)


def test_what_always_goes_with_being_right_weighs_no_end_of_odds() -> None:
    told = np.column_stack([np.ones(50), np.repeat([-1.0, 1.0], 25)])
    _, weight = fitted(told, (told[:, 1] > 0).astype(float))
    assert 1 < weight < 5


def test_calibration_starts_from_the_cue_alone() -> None:
    assert dict(zip(EVIDENCE, START, strict=True)) == {**dict.fromkeys(EVIDENCE, 0.0), "cue": 1.0}


@pytest.mark.parametrize("name", ["default", "careful"])
def test_the_configurations_of_the_shipped_models_load(name: str) -> None:
    settings = configuration(SHIPPED / f"{name}.toml")
    assert settings.name == f"attribution-{name}"
    assert settings.layers
    assert all(isinstance(layer, int) for layer in settings.layers)
    assert 0 < settings.floor < 0.5


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("seed = 1\n", "", "missing or unknown settings: seed"),
        ("seed = 1\n", "seed = 1\nspeed = 2\n", "missing or unknown settings: speed"),
        ("seed = 1\n", 'seed = "one"\n', "`seed` must be of type int, not 'one'"),
        ("seed = 1\n", "seed = 1.5\n", "`seed` must be of type int, not 1.5"),
        ("seed = 1\n", "seed = true\n", "`seed` must be of type int, not True"),
        ("floor = 0.1", "floor = true", "`floor` must be of type float, not True"),
        ("layers = [0, 2, 5]", "layers = 3", "`layers` must be of type"),
        ("layers = [0, 2, 5]", 'layers = ["a"]', "`layers` must be of type"),
        ("layers = [0, 2, 5]", "layers = []", "`layers` must be of type"),
        ("seed = 1\n", "seed = \n", "cannot be read as a training configuration"),
    ],
)
def test_a_wrong_setting_is_named(line: str, instead: str, told: str, tmp_path: Path) -> None:
    text = (SHIPPED / "default.toml").read_text(encoding="utf-8")
    assert line in text
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace(line, instead), encoding="utf-8")
    with pytest.raises(DragomanError) as raised:
        configuration(path)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_whole_number_does_for_a_rate(tmp_path: Path) -> None:
    text = (SHIPPED / "default.toml").read_text(encoding="utf-8")
    path = tmp_path / "whole.toml"
    path.write_text(text.replace("cues_weight = 5.0", "cues_weight = 5"), encoding="utf-8")
    assert configuration(path).cues_weight == 5.0


def test_a_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match=r"none\.toml: cannot be read"):
        configuration(tmp_path / "none.toml")
