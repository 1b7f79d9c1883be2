"""What a user would miss: a stance read as another, and one that nobody took."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dragoman.benchmark.stances import StanceScore, bench_stances
from dragoman.cli import run
from dragoman.errors import UnreadableInput

DATA = Path(__file__).parent / "data"
ROW: dict[str, object] = {
    "id": "a",
    "text": "The envoy of Orsk said that the pact was out of the question.",
    "content": "the pact was out of the question",
    "stance": "rejects",
}


@cache
def score(table: str) -> StanceScore:
    return bench_stances([DATA / f"{table}.jsonl"])[0]


def test_our_own_sentences_are_read() -> None:
    found = score("stances_own")
    assert found.count.f1 >= 0.92, found.mistakes
    assert found.count.precision >= 0.95, found.mistakes
    for stance, count in found.each.items():
        assert count.f1 >= 0.87, (stance, found.mistakes)


def test_sentences_of_news_are_read() -> None:
    found = score("stances_later")
    assert found.count.f1 >= 0.87, found.mistakes
    assert found.count.precision >= 0.94, found.mistakes
    for stance, count in found.each.items():
        assert count.f1 >= 0.8, (stance, found.mistakes)


def test_sentences_of_varied_wording_are_read() -> None:
    found = score("stances_varied")
    assert found.count.f1 >= 0.9, found.mistakes
    assert found.count.precision >= 0.95, found.mistakes


def test_the_table_is_as_large_as_it_says() -> None:
    rows = [json.loads(line) for line in (DATA / "stances_own.jsonl").read_text().splitlines()]
    many = Counter("any" if isinstance(r["stance"], list) else r["stance"] for r in rows)
    assert sum(many.values()) >= 450
    assert many[None] >= 80
    assert min(many[s] for s in ("supports", "open", "conditional", "defers", "rejects")) >= 20


def written(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_found_missed_and_made_up_are_told_apart(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        ROW,
        ROW | {"id": "b", "stance": ["defers", "rejects"]},
        ROW | {"id": "c", "stance": "supports"},
        ROW | {"id": "d", "stance": None},
        {"id": "e", "text": "Rain fell.", "content": "Rain fell", "stance": "open"},
        {"id": "f", "text": "Rain fell.", "content": "Rain fell", "stance": None},
    )
    (found,) = bench_stances([table])
    assert (found.count.found, found.count.extra, found.count.missed) == (2, 2, 2)
    assert (found.right, found.unfound) == (3, 2)
    assert found.low <= found.count.f1 <= found.high
    rejects = found.each["rejects"]
    assert (rejects.found, rejects.extra, rejects.missed) == (2, 2, 0)
    assert found.each["supports"].missed == found.each["open"].missed == 1
    assert [(m.article, m.gold, m.read) for m in found.mistakes] == [
        ("table c", "supports", "rejects"),
        ("table d", "none", "rejects"),
        ("table e", "open", "not found"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {},
        [],
        ROW | {"text": 5},
        ROW | {"content": ""},
        ROW | {"content": "no such words"},
        ROW | {"stance": "likes"},
        ROW | {"stance": []},
    ],
)
def test_a_row_that_is_none_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(UnreadableInput, match="line 1"):
        bench_stances([written(tmp_path, row)])


def test_the_command_prints_a_table_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(written(tmp_path, ROW, ROW | {"id": "b", "stance": "open"}))
    assert run(["bench", "stances", table, "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "0.500 (1/2)" in shown
    assert "table b: stance" in shown
    assert run(["bench", "stances", table, "--to", "json", "--errors"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["f1"], record["right"], record["rows"]) == (0.5, 1, 2)
    assert record["stances"]["rejects"]["precision"] == 0.5
    assert record["mistakes"][0]["gold"] == "open"
