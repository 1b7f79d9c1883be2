"""What a condition asks for is told by its words, and left open where they do not tell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import all_text, opened, page
from dragoman import views
from dragoman.cli import run
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, open_ledger
from dragoman.views.asked_acts import asked_acts
from dragoman.vocabulary.asks import ASKS, asks, asks_of
from tellings import Told, reading

DATA = Path(__file__).parent / "data"
FIGURES = {
    ("asks.jsonl", "work"): 30,
    ("asks.jsonl", "apart"): 28,
    ("asks_drawn.jsonl", "work"): 30,
    ("asks_drawn.jsonl", "apart"): 26,
}
"""Of 30 acts each. The lists were drawn up, and mended, by the halves for work alone. At first
sight `asks_drawn` had 24 and 21: all but three of its mistakes were acts left unknown."""

PEACE = "peace treaty between Russia and Japan"
ACTS = {
    "Japan pays its debts": "payment",
    "Japan withdraws its boats": "act",
    "Japan stops its patrols": "restraint",
    "the climate is right": "unknown",
}


@pytest.mark.parametrize(("name", "part"), FIGURES)
def test_kinds_are_told_as_the_tables_say(name: str, part: str) -> None:
    rows = [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]
    asked = [(asks(row["act"]), row["asks"]) for row in rows if row["part"] == part]
    assert len(asked) == 30
    assert sum(got == wanted for got, wanted in asked) >= FIGURES[name, part]


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("they agree to pay the toll", "payment"),
        ("it hands over the frozen assets", "payment"),
        ("a camp for two million people is built", "act"),
        ("it pays heed to the court", "act"),
        ("it withdraws its troops before the end of May", "act"),
        ("it withdraws its troops before the vote", "sequence"),
        ("it isn't building on the hill", "restraint"),
        ("it admits the inspectors", "act"),
        ("it admits its guilt", "recognition"),
        ("", "unknown"),
    ],
)
def test_words_tell_a_kind_where_they_stand(act: str, kind: str) -> None:
    assert asks(act) == kind


@pytest.mark.parametrize(
    ("kind", "cue", "act", "asked"),
    [
        ("threat", "if", "Tavria lands troops", "restraint"),
        ("threat", "unless", "Tavria withdraws its troops", "act"),
        ("threat", "if", "Tavria does not pay the rent", "payment"),
        ("warning", "if", "Tavria refuses to sign", "act"),
        ("warning", "if", "Tavria stops the pumps", "act"),
        ("warning", "if", "the mood gets worse", "unknown"),
        ("precondition", "only if", "Tavria stops the pumps", "restraint"),
    ],
)
def test_a_threat_asks_for_the_contrary(kind: str, cue: str, act: str, asked: str) -> None:
    assert asks_of(kind, cue, act) == asked


@pytest.fixture
def at(tmp_path: Path) -> Path:
    told = [Told("RUS", "open", PEACE, "2024-01-01", only_if=act, actor="JPN") for act in ACTS]
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(reading(*told))
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(at: Path) -> Iterator[Ledger]:
    with open_ledger(at) as opened:
        yield opened


def test_conditions_are_asked_for_by_what_they_ask(ledger: Ledger) -> None:
    assert {row.act: row.asks for row in views.conditions(ledger)} == ACTS
    assert [row.asks for row in views.conditions(ledger, asks="payment")] == ["payment"]
    with pytest.raises(DragomanError, match="no condition asks for that"):
        views.conditions(ledger, asks="war")


def test_a_page_of_them_has_counts(ledger: Ledger) -> None:
    found = asked_acts(ledger, asks="restraint", actor="JPN")
    assert [row.act for row in found.rows] == ["Japan stops its patrols"]
    assert found.actors == (("JPN", 1),)
    assert found.kinds == tuple((kind, 1) for kind in ASKS if kind in ACTS.values())
    assert not asked_acts(ledger, asks="recognition").rows


def test_the_command_narrows_and_writes_them(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["conditions", "--asks", "payment", "--to", "csv", "--ledger", str(at)]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["act"], row["asks"]) == ("Japan pays its debts", "payment")
    assert run(["conditions", "--ledger", str(at)]) == 0
    told = capsys.readouterr().out
    assert "Kind, asks" in told and "payment" in told
    assert run(["conditions", "--asks", "war", "--ledger", str(at)]) == 2


def test_the_desk_shows_and_narrows_by_them(at: Path) -> None:
    with opened(at) as client:
        found = page(client, "/conditions")
        links = found.xpath("//nav[@aria-label='What is asked for']/a/@href")
        assert "/conditions?q=asks%3Apayment" in links
        assert sum("asks: payment" in one for one in all_text(found, "//th/p")) == 1
        assert acts_of(client, "/conditions.json?q=asks:payment") == ["Japan pays its debts"]
        narrowed = page(client, "/conditions?q=asks:payment")
        [chosen] = narrowed.xpath("//nav[@aria-label='What is asked for']/a[@aria-current]")
        assert chosen.text.strip() == "payment"
        page(client, "/conditions?q=asks:war", 400)


def acts_of(client: TestClient, address: str) -> list[str]:
    return [row["act"] for row in client.get(address).json()]
