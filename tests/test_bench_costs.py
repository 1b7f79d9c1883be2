"""What a user would miss: a figure of what reading and storing cost, and what could not be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Dragoman


def test_bench_speed_compares_with_bare_spacy(
    dragoman_: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Peak memory takes two more processes with a pipeline each: `make bench-speed` shows it.
    monkeypatch.setattr("dragoman.benchmark.speed._peak_memory", lambda work, articles: None)
    code, shown, _ = dragoman_("bench", "speed", "news", "--rounds", "1", "--to", "json")
    assert code == 0
    (record,) = json.loads(shown)
    assert record["articles"] == 2
    assert record["ratio"] > 0
    code, shown, _ = dragoman_("bench", "speed", "news", "--rounds", "1", "--reader", "rules")
    assert "times bare spaCy" in shown


def test_bench_storing_tells_what_storing_costs_and_what_a_second_process_gains(
    dragoman_: Dragoman,
) -> None:
    asked = ("bench", "storing", "news", "--jobs", "2", "--rounds", "1", "--reader", "rules")
    code, shown, _ = dragoman_(*asked, "--portions", "2", "--to", "json")
    assert code == 0
    record = json.loads(shown)
    assert [portion["articles"] for portion in record["portions"]] == [1, 1]
    assert all(portion["stored"] > 0 < portion["read"] for portion in record["portions"])
    assert record["share"] > 0
    assert [(one["jobs"], len(one["seconds"])) for one in record["jobs"]] == [(1, 1), (2, 1)]
    code, shown, _ = dragoman_(*asked[:3], "--portions", "9", "--reader", "rules")
    assert code == 0
    assert "storing costs" in shown  # fewer articles than portions


@pytest.mark.parametrize("name", ["speed", "storing"])
def test_what_cannot_be_read_is_told_and_the_rest_is_measured(
    dragoman_: Dragoman, home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("dragoman.benchmark.speed._peak_memory", lambda work, articles: None)
    (home / "news" / "empty.txt").write_bytes(b"")
    asked = ("bench", name, "news", "--rounds", "1", "--reader", "rules")
    code, shown, told = dragoman_(*asked)
    assert code == 1
    assert shown
    assert "empty.txt" in told
