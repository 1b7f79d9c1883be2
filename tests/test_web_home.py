"""Whoever opens the desk sees where the sides stand, what changed, and what it would take."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, opened, page, text
from dragoman.records import STANCES

FIRST = """Belmora wants a ferry

Harvia, 4 March 2031

"We will not sign the ferry agreement," Harvian Foreign Minister Oda Lind said on Tuesday.
"""


CELL = "//td[contains(@class, 'cell')]/a"
EMPTY = "//td[@class='empty']"


@pytest.fixture(scope="module")
def client(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    at = tmp_path_factory.mktemp("home") / "talks.db"
    shutil.copyfile(sample_ledger, at)
    with dragoman.open_ledger(at) as ledger:
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
    assert len(found.xpath(f"{CELL} | //td[@class='others']//a")) == len(rows)
    assert client.get(f"/ledger.csv?sort={sort}").status_code == 200


def test_other_sides_share_a_column_until_they_are_asked_for(client: TestClient) -> None:
    found, whole = page(client, "/"), page(client, "/?sides=all")
    sides = all_text(found, "//table[@class='positions']//thead//th")[1:-1]
    every = all_text(whole, "//table[@class='positions']//thead//th")[1:]
    assert every[: len(sides)] == sides
    others = all_text(found, "//td[@class='others']//a")
    assert set(others) == {*every} - {*sides}
    assert len(found.xpath(CELL)) + len(others) == len(whole.xpath(CELL))


def test_lines_are_not_squeezed_by_a_few_old_ones(client: TestClient) -> None:
    asked = page(client, "/").xpath("//p[contains(., 'come in from the left')]/a/@href")[0]
    whole = page(client, asked)
    assert not whole.xpath("//p[contains(., 'come in from the left')]")
    assert len(whole.xpath(CELL)) == len(page(client, "/").xpath(CELL))


def test_each_line_is_told_in_words(client: TestClient) -> None:
    lines = page(client, "/").xpath("//td//*[@class[starts-with(., 'line')]]")
    assert lines
    for line in lines:
        assert line.get("role") == "img"
        assert any(stance in line.get("aria-label") for stance in STANCES)


def test_what_happened_stands_below_on_the_same_axis(client: TestClient) -> None:
    found = page(client, "/")
    listed = found.xpath("//ol[@class='happened']/li")
    assert listed
    assert all(one.xpath("./time") for one in listed)
    assert found.xpath("//*[@class='time']//*[name()='circle']")


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


def test_a_status_has_a_shape_a_word_and_what_it_stands_on(client: TestClient) -> None:
    found = page(client, "/conditions")
    rows = client.get("/conditions.json").json()
    told = found.xpath("//td[@data-label='Status']")
    assert [text(one.xpath("./b")[0]) for one in told] == [row["status"] for row in rows]
    for cell, row in zip(told, rows, strict=True):
        assert cell.xpath("./b/*[name()='svg']")
        assert len(cell.xpath("./p/a")) == len(row["status_evidence"])


def test_who_waits_for_whom_stands_below_with_both_words(client: TestClient) -> None:
    waits = page(client, "/conditions").xpath("//section[@class='deadlock']//li")
    assert len(waits) >= 2
    assert all(one.xpath(".//a[@class='words']") for one in waits)


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    dragoman.open_ledger(tmp_path / "new.db").close()
    with opened(tmp_path / "new.db") as client:
        assert page(client, "/").xpath("//main//a[@href='/add']")
        assert page(client, "/conditions").xpath("//main//a[@href='/add']")
