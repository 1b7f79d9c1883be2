"""The attribution benchmark on files: gold lines and texts taken in, figures put out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.benchmark.attributed import bench_attribution
from dragoman.benchmark.attribution_figures import NAMES
from dragoman.benchmark.polnear import (
    annotated_articles,
    read_relations,
    relation_lines,
)
from dragoman.cli import run
from dragoman.errors import UnreadableInput
from relations import ENVOYS, GOLD, MINISTER, TEXT


def line(doc: str = "strait", **more: Any) -> str:
    return json.dumps({"doc": doc, "attributions": [], **more})


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "strait.txt").write_text(TEXT, encoding="utf-8", newline="")
    return folder


def gold_file(texts: Path, *lines: str) -> Path:
    path = texts.parent / "gold.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_gold_comes_back_as_it_was_written(texts: Path) -> None:
    second = line(primary=False, attributions=[{"content": [[0, 9999]]}])
    heads = json.loads(relation_lines([("strait", GOLD)]))
    heads["attributions"][0]["heads"] = MINISTER.heads
    heads["attributions"][1]["heads"] = ENVOYS.heads
    (one,) = annotated_articles(gold_file(texts, second, "", json.dumps(heads)), texts)
    assert (one.article.text, one.relations) == (TEXT, GOLD)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["{"], r"gold\.jsonl, line 1: not a line of attributions"),
        ([line(), "[]"], r"line 2: not a line"),
        ([line(), '{"doc": 3, "attributions": []}'], r"line 2: not a line"),
        (['{"doc": "strait"}'], r"line 1: not a line"),
        ([line(attributions=[{"cue": [[1]]}])], r"line 1: not a line"),
        ([line(attributions=[{"cue": [["a", "b"]]}])], r"line 1: not a line"),
        ([line(), "", line()], r"line 3: a second line of strait"),
        ([""], r"gold\.jsonl: it has no document"),
        ([line(primary=False)], r"gold\.jsonl: it has no document"),
        ([line("lamps")], r"lamps\.txt: .*its text is not there"),
        ([line(attributions=[{"cue": [[3, 9999]]}])], r"strait: 3 to 9999 is outside a text of"),
        ([line(attributions=[{"cue": [[9, 3]]}])], r"strait: 9 to 3 is outside"),
        ([line(attributions=[{"cue": [[-1, 3]]}])], r"strait: -1 to 3 is outside"),
    ],
)
def test_gold_that_cannot_be_used_is_named(texts: Path, lines: list[str], told: str) -> None:
    with pytest.raises(UnreadableInput, match=told):
        annotated_articles(gold_file(texts, *lines), texts)


def test_gold_that_is_absent_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file"):
        read_relations(tmp_path / "gold.jsonl")
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableInput, match="not in UTF-8"):
        read_relations(tmp_path / "gold.jsonl")


def test_articles_are_read_in_the_order_of_their_names(texts: Path) -> None:
    (texts / "lamps.txt").write_text("The lamps were lit early.\n", encoding="utf-8")
    gold = gold_file(texts, relation_lines([("strait", GOLD)]), line("lamps"))
    seen: list[None] = []
    result = bench_attribution(annotated_articles(gold, texts), on_read=lambda: seen.append(None))
    assert [name for name, _ in result.relations] == ["lamps", "strait"]
    assert (result.gold, len(seen)) == (3, 2)
    assert {figure.name for figure in result.figures} == set(NAMES)


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run the command over the one text; return exit code, stdout and stderr."""
    gold_file(texts, relation_lines([("strait", GOLD)]))
    monkeypatch.chdir(texts.parent)
    monkeypatch.setenv("COLUMNS", "80")

    def command(*more: str) -> tuple[int, str, str]:
        code = run(["bench", "attribution", "--gold", "gold.jsonl", "--text", "texts", *more])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_the_command_prints_figures_reliability_and_mistakes(command: Command) -> None:
    code, shown, told = command("--rounds", "0", "--errors")
    assert (code, told) == (0, "")
    assert shown.startswith("1 document, default reader; attributions: gold 3, read ")
    assert "relation@0.5" in shown and "  mixed " in shown and "source_acc@0.8" in shown
    assert "fewer than 100" in shown
    assert " mistakes\n" in shown
    assert "bare spaCy" not in shown
    assert max(map(len, shown.partition(" mistakes\n")[0].splitlines())) <= 80


def test_the_command_measures_speed_beside_bare_spacy(command: Command) -> None:
    assert "times bare spaCy" in command("--rounds", "1")[1]


def test_the_command_writes_json_and_what_was_read(command: Command, texts: Path) -> None:
    code, shown, _ = command("--rounds", "0", "--to", "json", "--pred-out", "out/read.jsonl")
    assert code == 0
    whole = json.loads(shown)
    assert (whole["documents"], whole["reader"], whole["speed"]) == (1, "default", None)
    assert whole["figures"][0]["figure"] == "relation@0.5"
    assert whole["figures"][0].keys() >= {"p", "r", "f1", "low", "high", "read", "gold"}
    assert "mistakes" not in whole
    written = read_relations(texts.parent / "out" / "read.jsonl")
    assert len(written["strait"]) == whole["read"]
    assert "mistakes" in json.loads(command("--rounds", "0", "--to", "json", "--errors")[1])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--gold", "absent.jsonl", "--text", "texts"], 1),
        (["--gold", "gold.jsonl", "--text", "absent"], 1),
        (["--gold", "gold.jsonl"], 2),
        (["--gold", "gold.jsonl", "--text", "texts", "--reader", "hasty"], 2),
        (["--gold", "gold.jsonl", "--text", "texts", "--rounds", "-1"], 2),
    ],
)
def test_what_cannot_be_measured_is_told(
    texts: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
) -> None:
    gold_file(texts, line())
    monkeypatch.chdir(texts.parent)
    assert run(["bench", "attribution", *arguments]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert told.err
