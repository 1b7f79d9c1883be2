"""Whoever follows one side's position sees its course, what changed, and what does not fit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml.html import HtmlElement
from starlette.testclient import TestClient

import dragoman
from desk import all_text, opened, page, text

POINTS = "//*[@id='position']//a[*[contains(@class, 'point')]]"


@pytest.fixture(scope="module")
def client(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    at = tmp_path_factory.mktemp("position") / "samples.db"
    shutil.copyfile(sample_ledger, at)
    with opened(at) as client:
        yield client


@pytest.fixture(scope="module")
def cell(client: TestClient) -> Any:
    """The cell with the longest course on the first page of the ledger."""
    return max(client.get("/ledger.json").json(), key=lambda row: len(row["line"]))


def at(cell: Any, **more: str) -> str:
    asked = quote(f'side:"{cell["side"]}" matter:{cell["matter"]}')
    return f"/position?q={asked}" + "".join(f"&{name}={value}" for name, value in more.items())


def chosen(found: HtmlElement) -> list[str]:
    return [
        one.get("aria-label") for one in found.xpath(POINTS) if "picked" in one.get("aria-label")
    ]


def test_by_a_day_a_cell_is_the_same_alone_and_among_all(client: TestClient, cell: Any) -> None:
    day = cell["before_day"]
    among_all = client.get(f"/ledger.json?before={day}").json()
    alone = client.get(f"/ledger.json?matter={cell['matter']}&before={day}").json()
    told = [[row[name] for name in ("side", "stance", "since", "latest")] for row in alone]
    assert told == [
        [row[name] for name in ("side", "stance", "since", "latest")]
        for row in among_all
        if row["matter"] == cell["matter"]
    ]
    assert [cell["side"], cell["before"]] in [one[:2] for one in told]


def test_the_course_has_a_point_for_each_turn(client: TestClient, cell: Any) -> None:
    found = page(client, at(cell))
    days = [point["day"] for point in cell["line"]]
    assert len(found.xpath(POINTS)) >= len(set(days))
    assert all(link.xpath("./title") for link in found.xpath(POINTS))


def test_the_last_move_is_shown_unasked(client: TestClient, cell: Any) -> None:
    found = page(client, at(cell))
    assert len(chosen(found)) == 2
    told = all_text(found, "//div[@class='changed'][1]//div[contains(@class, 'told')]")
    assert len(told) == 2
    assert cell["before"] in told[0]
    assert cell["stance"] in told[1]


def test_two_points_are_picked_one_after_the_other(client: TestClient, cell: Any) -> None:
    links = page(client, at(cell)).xpath(f"{POINTS}/@href")
    first = page(client, links[0])
    assert len(chosen(first)) == 1
    assert "pick a second point" in text(first.xpath("//*[@id='position']")[0])
    both = page(client, first.xpath(f"{POINTS}/@href")[-1])
    assert len(chosen(both)) == 2
    assert all_text(both, "//h3[contains(., 'between')]")
    again = page(client, both.xpath(f"{POINTS}/@href")[1])
    assert len(chosen(again)) == 1


def test_accounts_that_differ_stand_side_by_side(client: TestClient) -> None:
    row = next(row for row in client.get("/ledger.json").json() if row["differing"])
    pairs = page(client, at(row)).xpath("//div[@class='changed differing']")
    assert pairs
    assert all(len(pair.xpath(".//a[@class='words']")) == 2 for pair in pairs)


def test_no_statement_is_no_position(client: TestClient, cell: Any) -> None:
    found = page(client, at({**cell, "side": "Norway"}))
    told = text(found.xpath("//main")[0])
    assert "No statement found." in told
    assert "neutral" not in told


def test_a_query_is_shown_by_names(client: TestClient, cell: Any) -> None:
    found = page(client, at(cell))
    chips = all_text(found, "//ul[@class='filters']//b")
    assert cell["matter_name"] in chips
    assert cell["matter"] not in " ".join(chips)
    written = found.xpath("//input[@id='q']/@value")[0]
    again = client.get("/statements.json", params={"q": written}).json()
    asked = client.get(
        "/statements.json", params={"q": f"side:{cell['side']} matter:{cell['matter']}"}
    )
    assert [row["record"] for row in again] == [row["record"] for row in asked.json()]


def test_words_are_in_their_articles_language(client: TestClient, cell: Any) -> None:
    found = page(client, at(cell))
    assert set(found.xpath("//*[@id='position']//a[@class='words']/@lang")) == {"en"}
    assert set(page(client, "/statements").xpath("//p[@class='quote']/@lang")) == {"en"}


def test_a_decision_makes_one_less_that_nobody_has_checked(
    sample_ledger: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "checked.db"
    shutil.copyfile(sample_ledger, mine)
    with opened(mine) as client:
        statement = client.get("/statements.json").json()[0]["record"]
        condition = client.get("/conditions.json").json()[0]["record"]
        before = [unchecked(client, path) for path in ("/", "/statements", "/conditions")]
        with dragoman.open_ledger(mine) as ledger:
            dragoman.records_confirm(ledger, statement, reason="as said")
            taken = dragoman.records_confirm(ledger, condition, reason="as said")
        after = [unchecked(client, path) for path in ("/", "/statements", "/conditions")]
        assert after == [count - 1 for count in before]
        with dragoman.open_ledger(mine) as ledger:
            dragoman.records_undo(ledger, taken.id)
        assert unchecked(client, "/conditions") == before[2]


def unchecked(client: TestClient, path: str) -> int:
    """Return how many a page says that nobody has checked."""
    told = text(page(client, path).xpath("//p[@class='counts']")[0])
    assert told.endswith(" not yet checked"), told
    return int(told.removesuffix(" not yet checked").split()[-1].replace(",", ""))
