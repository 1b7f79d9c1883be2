"""Whoever opens the desk sees where the sides stand, what changed, and what it would take."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, opened, page, text

FIRST = """Belmora wants a ferry

Harvia, 4 March 2031

"We will not sign the ferry agreement," Harvian Foreign Minister Oda Lind said on Tuesday.
"""


CELL = "//td[contains(@class, 'cell')]/a"
EMPTY = "//td[@class='empty']"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:  # type: ignore[misc]
    at = tmp_path_factory.mktemp("home") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        dragoman.read_into(ledger, dragoman.gather(["samples/russia-japan"]))
        dragoman.read_into(ledger, [dragoman.from_text(FIRST, name="ferry.txt")])
    with opened(at) as client:
        yield client


def test_an_empty_cell_is_never_a_neutral_one(client: TestClient) -> None:
    found = page(client, "/")
    assert all_text(found, "//h1") == ["Where each side stands"]
    assert set(all_text(found, EMPTY)) == {"No statement found"}
    assert "neutral" not in text(found.xpath("//main")[0]).lower()


@pytest.mark.parametrize("sort", ["moved", "gap", "differing", "name"])
def test_the_cells_shown_are_the_rows_downloaded(client: TestClient, sort: str) -> None:
    found = page(client, f"/?sort={sort}")
    rows = client.get(f"/ledger.json?sort={sort}").json()
    assert rows
    assert len(found.xpath(CELL)) == len(rows)
    assert client.get(f"/ledger.csv?sort={sort}").status_code == 200


def test_a_cell_leads_to_its_statements_without_a_script(client: TestClient) -> None:
    address = page(client, "/").xpath(f"{CELL}/@href")[0]
    found = page(client, address)
    assert found.xpath("//*[@id='position']//ol/li")


def test_an_order_that_is_none_is_refused(client: TestClient) -> None:
    page(client, "/?sort=colour", 400)


def test_conditions_stand_with_who_must_act_and_their_words(client: TestClient) -> None:
    found = page(client, "/conditions")
    rows = client.get("/conditions.json").json()
    assert rows
    words = all_text(found, "//th//a[@class='words']")
    assert words == [f"“{' '.join(row['act'].split())}”" for row in rows]
    assert client.get("/conditions.csv").status_code == 200


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    dragoman.open_ledger(tmp_path / "new.db").close()
    with opened(tmp_path / "new.db") as client:
        assert page(client, "/").xpath("//main//a[@href='/add']")
        assert page(client, "/conditions").xpath("//main//a[@href='/add']")
