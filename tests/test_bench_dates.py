"""What a user would miss: a day of a statement or event that the words did not state."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dragoman.benchmark.dates import DateScore, bench_dates
from dragoman.cli import run
from dragoman.errors import UnreadableInput

DATA = Path(__file__).parent / "data"
ROW: dict[str, object] = {
    "id": "a",
    "published": "2024-03-07",
    "text": "Ivo Tal said on Monday that the talks had failed.",
    "of": "statement",
    "words": "the talks had failed",
    "date": "2024-03-04",
}


@cache
def score(table: str) -> DateScore:
    return bench_dates([DATA / f"{table}.jsonl"])[0]


@pytest.mark.parametrize(
    ("table", "least"), [("dates", 0.95), ("dates_later", 0.95), ("dates_further", 0.95)]
)
def test_stated_days_are_read_and_none_is_invented(table: str, least: float) -> None:
    found = score(table)
    assert found.share("stated").value >= least, found.mistakes
    assert found.share("invented").right == 0, found.mistakes


def test_the_table_is_as_large_as_it_says() -> None:
    rows = [json.loads(line) for line in (DATA / "dates.jsonl").read_text().splitlines()]
    assert sum(row["id"].startswith("d") for row in rows) >= 120
    assert [row["date"] for row in rows if row["id"].startswith("n")] == [None] * 40


def written(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_right_wrong_invented_and_not_found_are_told_apart(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        ROW,
        ROW | {"id": "b", "date": ["2024-03", "2024-03-04"]},
        ROW | {"id": "c", "date": "2024-03-05"},
        ROW | {"id": "d", "date": None},
        ROW | {"id": "e", "text": "Rain.", "words": "Rain", "of": "event"},
    )
    (found,) = bench_dates([table])
    assert [(s.name, s.right, s.of) for s in found.shares] == [
        ("stated", 2, 4),
        ("invented", 1, 1),
        ("found", 4, 5),
    ]
    assert [(m.article, m.what) for m in found.mistakes] == [
        ("table c", "date"),
        ("table d", "date"),
        ("table e", "not found"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {},
        ROW | {"words": "no such words"},
        ROW | {"of": "condition"},
        ROW | {"date": 2024},
        ROW | {"text": 5},
        ROW | {"words": 5},
        [],
    ],
)
def test_a_row_that_is_none_is_named(tmp_path: Path, row: dict[str, object]) -> None:
    with pytest.raises(UnreadableInput, match="line 1"):
        bench_dates([written(tmp_path, row)])


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no row"):
        bench_dates([written(tmp_path)])


def test_the_command_prints_a_table_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(written(tmp_path, ROW, ROW | {"id": "c", "date": "2024-03-05"}))
    assert run(["bench", "dates", table, "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "0.500 (1/2)" in shown
    assert "table c: date" in shown
    assert run(["bench", "dates", table, "--to", "json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["shares"]["stated"] == {"share": 0.5, "right": 1, "of": 2}
