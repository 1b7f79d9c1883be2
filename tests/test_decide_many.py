"""Whoever decides on several records at once keeps each decision by itself, in Python and CLI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman import views
from dragoman.cli import run
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, open_ledger
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"
FISH = "fisheries agreement between Russia and Japan"


@pytest.fixture
def at(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(
            reading(
                Told("RUS", "rejects", PEACE, "2024-01-01"),
                Told("JPN", "open", PEACE, "2024-01-01"),
                Told("JPN", "supports", FISH, "2024-02-01"),
            )
        )
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(at: Path) -> Iterator[Ledger]:
    with open_ledger(at) as opened:
        yield opened


def names(ledger: Ledger) -> list[str]:
    return [row.record for row in views.statements(ledger)]


def test_each_is_a_decision_of_its_own_and_of_one_moment(ledger: Ledger) -> None:
    records = names(ledger)
    found = dragoman.records_decide(ledger, records, "reject", who="Ines", reason="Misread.")
    assert [one.ref for one in found.decisions] == records
    assert len({one.at for one in found.decisions}) == 1
    assert not found.undecided
    assert not names(ledger)
    dragoman.records_undo(ledger, found.decisions[1].id)
    assert names(ledger) == [records[1]]


def test_what_cannot_be_decided_is_told_and_the_rest_is_kept(ledger: Ledger) -> None:
    one, other, _ = names(ledger)
    found = dragoman.records_decide(ledger, [one, "a000/s1-2", other, one], "reject", reason="No.")
    assert [decision.ref for decision in found.decisions] == [one, other]
    [left] = found.undecided
    assert left.record == "a000/s1-2"
    assert "no record of that name" in left.why
    assert len(names(ledger)) == 1


@pytest.mark.parametrize("way", ["id", "name"])
def test_statements_are_assigned_a_matter_of_the_ledger(ledger: Ledger, way: str) -> None:
    fish = next(row for row in views.statements(ledger) if "fish" in (row.matter_name or ""))
    assert fish.matter and fish.matter_name
    dragoman.matters_rename(ledger, fish.matter, "The catch", reason="Short.")
    others = [row.record for row in views.statements(ledger) if row.matter != fish.matter]
    called = fish.matter if way == "id" else "The catch"
    found = dragoman.records_decide(ledger, others, "correct", {"matter": called}, reason="Fish.")
    assert not found.undecided
    assert {row.matter for row in views.statements(ledger)} == {fish.matter}
    for decision in found.decisions:
        dragoman.records_undo(ledger, decision.id)
    assert sum(row.matter == fish.matter for row in views.statements(ledger)) == 1


def test_a_matter_that_is_not_there_is_none(ledger: Ledger) -> None:
    [one, *_] = names(ledger)
    with pytest.raises(NotFound, match="m0123456789a"):
        dragoman.records_correct(ledger, one, {"matter": "m0123456789a"}, reason="No.")


def test_nothing_is_kept_without_records_or_reason(ledger: Ledger) -> None:
    with pytest.raises(DragomanError, match="No record is named"):
        dragoman.records_decide(ledger, [" "], "confirm")
    with pytest.raises(DragomanError, match="Give a reason"):
        dragoman.records_decide(ledger, names(ledger), "reject")
    assert not dragoman.decisions(ledger)


def test_the_command_takes_several(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(at) as ledger:
        one, other, _ = names(ledger)
    where = ["--ledger", str(at)]
    assert run(["records", "confirm", one, other, *where]) == 0
    told = capsys.readouterr().err
    assert "Decision 1:" in told and "Decision 2:" in told
    assert run(["records", "reject", one, "a000/s1-2", "-r", "No.", *where]) == 1
    told = capsys.readouterr().err
    assert "Decision 3:" in told and "a000/s1-2: no record" in told
