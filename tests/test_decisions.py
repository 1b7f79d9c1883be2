"""What a person decides stands: in every view, and after the article is read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman import views
from dragoman.article import Span
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Event
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"

TOLD = reading(
    Told("RUS", "rejects", PEACE, "2024-01-01", only_if="it rains"),
    Told("RUS", "open", PEACE, "2023-01-01"),
    Told("JPN", "open", PEACE, "2024-01-01"),
    events=(Event("e0-3", "AGREE", Span(0, 3), ("RUS",), ("JPN",), "happened"),),
)
FIRST = TOLD.statements[0].id


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(TOLD)
        yield opened


def stances(ledger: Ledger) -> dict[str, str]:
    return {row.side: row.stance for row in views.positions(ledger)}


def test_a_rejected_statement_counts_for_nothing(ledger: Ledger) -> None:
    ledger.decide(FIRST, "reject", who="Ines", why="She said the opposite.")
    assert stances(ledger) == {"JPN": "open", "RUS": "open"}
    assert len(views.statements(ledger)) == 2
    assert ledger.record(FIRST)[1] == TOLD.statements[0]
    (decision,) = views.explain(ledger, FIRST).decisions
    assert (decision.verb, decision.who, decision.why) == (
        "reject",
        "Ines",
        "She said the opposite.",
    )
    ledger.decide(FIRST, "confirm", who="Ines", why="No, it was right.")
    assert stances(ledger)["RUS"] == "rejects"


@pytest.mark.parametrize(
    ("after", "field", "expected"),
    [
        ({"stance": "defers"}, "stance", "defers"),
        ({"scope": "for now"}, "scope", "for now"),
        ({"side": "CHN"}, "side", "CHN"),
        ({"said": "2025-02-03"}, "day", "2025-02-03"),
        (
            {"matter": "fisheries agreement with Japan"},
            "matter_name",
            "fisheries agreement between",
        ),
        ({"speaker": {"name": "Olga Ist", "sort": "person"}}, "speaker", "Olga Ist"),
    ],
)
def test_a_corrected_statement_stands_as_corrected(
    ledger: Ledger, after: dict[str, Any], field: str, expected: str
) -> None:
    decision = ledger.decide(FIRST, "correct", who="Ines", after=after)
    assert decision.before and decision.before.keys() == after.keys()
    rows = {row.record: row for row in views.statements(ledger)}
    assert str(getattr(rows[decision.ref], field)).startswith(expected)


def test_corrections_add_up_and_outlive_a_rejection(ledger: Ledger) -> None:
    ledger.decide(FIRST, "correct", who="A", after={"stance": "defers"})
    ledger.decide(FIRST, "correct", who="B", after={"scope": "now"})
    second = ledger.decide(FIRST, "correct", who="B", after={"stance": "open"})
    assert second.before == {"stance": "defers"}
    ledger.decide(FIRST, "reject", who="A")
    ledger.decide(FIRST, "confirm", who="A")
    (row,) = views.statements(ledger, stance="open", since="2024", side="RUS")
    assert (row.scope, row.record.endswith(FIRST)) == ("now", True)
    assert [one.id for one in ledger.decisions(row.record)] == [1, 2, 3, 4, 5]


def test_reading_again_undoes_no_decision(ledger: Ledger) -> None:
    ledger.decide(FIRST, "correct", who="A", after={"stance": "defers"})
    ledger.decide(TOLD.statements[2].id, "reject", who="A")
    assert ledger.add(replace(TOLD, reader="0.2.0")) == "reread"
    assert stances(ledger) == {"RUS": "defers"}


def test_conditions_and_events_can_be_decided_on_too(ledger: Ledger) -> None:
    condition = TOLD.conditions[0].id
    ledger.decide(condition, "correct", who="A", after={"kind": "threat", "actor": "JPN"})
    (row,) = views.conditions(ledger, actor="Japan")
    assert row.kind == "threat"
    ledger.decide(condition, "reject", who="A")
    assert views.conditions(ledger) == ()
    ledger.decide("e0-3", "correct", who="A", after={"status": "planned", "date": "2024-05-01"})
    (event,) = views.events(ledger, status="planned")
    assert event.day == "2024-05-01"
    ledger.decide("e0-3", "reject", who="A")
    assert views.events(ledger) == ()


def test_merged_matters_are_one_and_stay_so(ledger: Ledger) -> None:
    other = reading(Told("RUS", "supports", "survey of islands", "2024-06-01"), name="other")
    ledger.add(other)
    assert len(views.matters(ledger)) == 2
    ledger.decide("survey of islands", "merge", who="A", after={"into": "peace treaty"})
    (row,) = views.matters(ledger)
    assert row.statements == 4 and "peace treaty" in row.name
    assert stances(ledger) == {"JPN": "open", "RUS": "supports"}
    assert views.matters(ledger, "survey of islands") == (row,)
    third = reading(Told("RUS", "defers", "survey of islands", "2024-07-01"), name="third")
    ledger.add(third)
    ledger.add(replace(other, reader="0.2.0"))
    assert stances(ledger)["RUS"] == "defers"
    assert len(views.matters(ledger)) == 1


def test_a_renamed_matter_goes_by_its_new_name(ledger: Ledger) -> None:
    ledger.decide("peace treaty", "rename", who="A", after={"name": "the islands question"})
    (row,) = views.matters(ledger, "Islands Question")
    assert row.name == "the islands question"
    assert views.positions(ledger, matter="peace treaty")[0].matter_name == "the islands question"


@pytest.mark.parametrize(
    ("ref", "verb", "after", "message"),
    [
        (FIRST, "correct", None, "names what it sets"),
        (FIRST, "correct", {"stance": "maybe"}, "no value"),
        (FIRST, "correct", {"rule": "x"}, "cannot be corrected"),
        (FIRST, "correct", {"speaker": "Ann"}, "no value"),
        (FIRST, "undo", None, "nobody can decide that"),
        ("peace treaty", "rename", {"name": " "}, "give name"),
        ("peace treaty", "rename", None, "give name"),
        ("peace treaty", "merge", {"into": "peace treaty"}, "already"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_leaves_no_trace(
    ledger: Ledger, ref: str, verb: Any, after: dict[str, Any] | None, message: str
) -> None:
    with pytest.raises(DragomanError, match=message):
        ledger.decide(ref, verb, who="A", after=after)
    assert ledger.decisions() == ()


def test_a_decision_has_an_author_and_an_object(ledger: Ledger) -> None:
    with pytest.raises(DragomanError, match="Give a name"):
        ledger.decide(FIRST, "confirm", who="  ")
    with pytest.raises(NotFound):
        ledger.decide("s900-901", "confirm", who="A")
    with pytest.raises(NotFound, match="several"):
        ledger.add(reading(Told("RUS", "open", "gas deal with Norway"), name="b"))
        ledger.decide("deal", "rename", who="A", after={"name": "x"})
