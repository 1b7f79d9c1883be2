"""The benchmark of speakers: what counts as right, on tables small enough to count by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.benchmark.speaker_tables import read_table
from dragoman.benchmark.speakers import TableScore, bench_speakers
from dragoman.cli import run
from dragoman.errors import UnreadableInput

TEXT = "Norwegian Foreign Minister Ilse Marrane said on Monday that the ferries would sail."
SPEAKER: dict[str, Any] = {
    "name": "Ilse Marrane",
    "country": "NOR",
    "sort": "person",
    "role": "Foreign Minister",
    "side": "NOR",
}
ROW: dict[str, Any] = {"id": "r1", "text": TEXT, "content": "the ferries would sail"} | SPEAKER
PLACE: dict[str, Any] = {
    "id": "m1",
    "text": "They met in Oslo. Oslo rejected the offer.",
    "mention": "Oslo",
    "occurrence": 2,
    "reading": "government",
    "country": "NOR",
}


def table(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def shares(score: TableScore) -> dict[str, tuple[int, int]]:
    return {share.name: (share.right, share.of) for share in score.shares}


@pytest.mark.parametrize(
    ("field", "wanted", "right"),
    [
        ("name", "the ilse marrane", True),
        ("name", "Marrane", False),
        ("name", ["Marrane", "Ilse Marrane"], True),
        ("country", None, False),
        ("country", [None, "NOR"], True),
        ("sort", "group", False),
        ("role", "minister", True),
        ("role", "her Foreign Minister", True),
        ("role", "prime minister", False),
        ("role", None, False),
        ("side", "SWE", False),
    ],
)
def test_what_counts_as_right(tmp_path: Path, field: str, wanted: object, right: bool) -> None:
    (score,) = bench_speakers([table(tmp_path, ROW | {field: wanted})], "rules")
    whole = right or field == "side"
    assert shares(score) == {
        "found": (1, 1),
        **{each: (int(right or each != field), 1) for each in SPEAKER},
        "whole": (int(whole), 1),
    }
    assert [mistake.what for mistake in score.mistakes] == ([] if right else [field])


def test_words_that_nobody_is_read_to_say_are_missed_and_nothing_else(tmp_path: Path) -> None:
    row = ROW | {"id": "r2", "content": "Norwegian Foreign"}
    (score,) = bench_speakers([table(tmp_path, ROW, row)], "rules")
    assert (shares(score)["found"], shares(score)["name"]) == ((1, 2), (1, 1))
    assert shares(score)["whole"] == (1, 2)
    assert [(m.article, m.what) for m in score.mistakes] == [("own r2", "not found")]


def test_each_occurrence_of_a_place_is_asked_by_itself(tmp_path: Path) -> None:
    city = PLACE | {"occurrence": 1, "reading": "place", "country": None}
    (score,) = bench_speakers([table(tmp_path, PLACE, city, PLACE | {"reading": "place"})])
    assert shares(score) == {"reading": (2, 3), "country": (2, 2), "whole": (2, 3)}
    (mistake,) = score.mistakes
    assert (mistake.words, mistake.gold, mistake.read) == ("Oslo", "place", "government")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1: not a row of such a table"),
        (json.dumps({"id": "r1", "text": TEXT, "content": "ferries"}), "KeyError('name')"),
        (json.dumps(ROW | {"content": "the trains"}), "no 'the trains' stands in its text"),
        (json.dumps(PLACE | {"occurrence": 3}), "'Oslo' does not stand 3 times in its text"),
        (json.dumps(PLACE | {"reading": 7}), "7 is no answer"),
        ("", "it has no row"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UnreadableInput) as raised:
        read_table(path)
    assert str(path) in str(raised.value) and told in str(raised.value)


def test_the_command_prints_a_line_a_table_and_the_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, ROW, ROW | {"id": "r2", "country": "SWE"})
    assert run(["bench", "speakers", str(path), "--reader", "rules", "--errors"]) == 0
    told = capsys.readouterr().out
    assert "own" in told and "0.500" in told
    assert "own r2: country: “the ferries would sail” (gold SWE, read NOR)" in told


def test_the_command_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "speakers", str(table(tmp_path, PLACE)), "--to", "json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["table"], record["rows"]) == ("own", 1)
    assert record["shares"]["whole"] == {"share": 1.0, "right": 1, "of": 1}


def test_a_table_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bench", "speakers", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl: there is no such file" in capsys.readouterr().err


def test_a_terminal_is_told_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(table(tmp_path, ROW))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run(["bench", "speakers", *[path] * 4, "--reader", "rules"]) == 0
    told = capsys.readouterr().err
    assert "Reading" in told and "4/4" in told and "Traceback" not in told
