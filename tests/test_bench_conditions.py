"""What a user would miss: a condition in a short article, and one that nobody stated."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dragoman.benchmark.conditions import ASKED, ConditionScore, bench_conditions
from dragoman.cli import run
from dragoman.errors import UnreadableInput

DATA = Path(__file__).parent / "data"
TEXT = "Oslo will lift its tariff only if Iceland shares its catch data, the envoy said."
STATED: dict[str, object] = {
    "kind": "precondition",
    "act": "Iceland shares its catch data",
    "actor": "ISL",
    "outcome": "Oslo will lift its tariff",
}
ROW: dict[str, object] = {"id": "a", "text": TEXT, "conditions": [STATED]}


@cache
def score(table: str) -> ConditionScore:
    return bench_conditions([DATA / f"{table}.jsonl"])[0]


def test_our_own_sentences_are_read() -> None:
    found = score("conditions_own")
    assert found.count.f1 >= 0.95, found.mistakes
    assert found.count.precision >= 0.97, found.mistakes
    for asked in ("kind", "actor", "outcome"):
        assert found.share(asked).value >= 0.93, found.mistakes


@pytest.mark.parametrize(
    ("table", "f1", "precision"),
    [
        ("conditions_news_1", 0.9, 0.94),
        ("conditions_news_2", 0.76, 0.92),
        ("conditions_agency", 0.94, 0.94),
        ("conditions_varied", 0.95, 0.97),
    ],
)
def test_sentences_of_a_writer_who_has_not_seen_the_rules_are_read(
    table: str, f1: float, precision: float
) -> None:
    found = score(table)
    assert found.count.f1 >= f1, found.mistakes
    assert found.count.precision >= precision, found.mistakes


def test_passages_as_varied_as_news_say_who_must_act_and_what_is_meant() -> None:
    found = score("conditions_varied")
    for asked in ASKED:
        assert found.share(asked).value >= 0.95, found.mistakes


def test_the_table_is_as_large_as_it_says() -> None:
    rows = [json.loads(line) for line in (DATA / "conditions_own.jsonl").read_text().splitlines()]
    assert sum(bool(row["conditions"]) for row in rows) >= 460
    assert sum(not row["conditions"] for row in rows) >= 310


def written(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def with_answers(name: str, **answers: object) -> dict[str, object]:
    return ROW | {"id": name, "conditions": [STATED | answers]}


def test_found_missed_and_invented_are_told_apart(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        ROW,
        with_answers("b", kind=["threat", "precondition"], actor=[None, "ISL"]),
        with_answers("c", act="the envoy", act_also=["Iceland shares its catch data"]),
        with_answers("d", kind="threat", outcome=None, actor=None),
        with_answers("e", act="the envoy"),
        ROW | {"id": "f", "conditions": []},
        {"id": "g", "text": "The sea is calm.", "conditions": []},
    )
    (found,) = bench_conditions([table])
    assert (found.count.found, found.count.extra, found.count.missed) == (4, 2, 1)
    assert found.count.f1 == pytest.approx(8 / 11)
    assert found.low <= found.count.f1 <= found.high
    assert [(s.name, s.right, s.of) for s in found.shares] == [
        ("kind", 3, 4),
        ("actor", 3, 4),
        ("outcome", 3, 4),
    ]
    assert [(m.article, m.what) for m in found.mistakes] == [
        ("table d", "kind"),
        ("table d", "actor"),
        ("table d", "outcome"),
        ("table e", "missed"),
        ("table e", "not there"),
        ("table f", "not there"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {},
        [],
        ROW | {"text": 5},
        ROW | {"conditions": [{}]},
        ROW | {"conditions": 7},
        with_answers("a", act="no such words"),
        with_answers("a", outcome="no such words"),
        with_answers("a", kind="wish"),
        with_answers("a", actor=5),
    ],
)
def test_a_row_that_is_none_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(UnreadableInput, match="line 1"):
        bench_conditions([written(tmp_path, row)])


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no row"):
        bench_conditions([written(tmp_path)])


def test_the_command_prints_a_table_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(written(tmp_path, ROW, with_answers("b", actor="NOR")))
    assert run(["bench", "conditions", table, "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "0.500 (1/2)" in shown
    assert "table b: actor" in shown
    assert run(["bench", "conditions", table, "--to", "json", "--errors"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["f1"], record["rows"]) == (1.0, 2)
    assert record["shares"]["actor"] == {"share": 0.5, "right": 1, "of": 2}
    assert record["mistakes"][0]["gold"] == "NOR"
