"""Whoever looks for a statement on the desk finds it, and downloads what is shown."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, opened, page, text

ARTICLE = """Belmora wants a ferry

Harvia, 4 March 2031

"We will not sign the ferry agreement," Harvian Foreign Minister Oda Lind said on Tuesday.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:  # type: ignore[misc]
    at = tmp_path_factory.mktemp("desk") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        dragoman.read_into(ledger, dragoman.gather(["samples/russia-japan"]))
        dragoman.read_into(ledger, [dragoman.from_text(ARTICLE, name="ferry.txt")])
    with opened(at) as client:
        yield client


def test_a_query_narrows_what_is_shown(client: TestClient) -> None:
    found = page(client, "/statements?q=side:Russia+treaty")
    shown = client.get("/statements.json?q=side:Russia+treaty").json()
    assert shown
    assert all("RUS" in row["sides"] for row in shown)
    assert len(found.xpath("//ol[@class='statements']/li")) == len(shown)
    assert all_text(found, "//ul[@class='filters']/li/span") == ["side: Russia", "words: treaty"]


def test_what_is_downloaded_is_what_is_shown(client: TestClient) -> None:
    found = page(client, "/statements")
    words = [one.strip("“”") for one in all_text(found, "//a[@class='words']")]
    rows = client.get("/statements.json").json()
    assert [" ".join(row["words"].split()) for row in rows] == words
    written = client.get("/statements.csv")
    assert "statements.csv" in written.headers["content-disposition"]
    told = list(csv.DictReader(io.StringIO(written.text)))
    assert [row["record"] for row in told] == [row["record"] for row in rows]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/statements?q=colour:red", 400, "colour: is no filter."),
        ("/statements?q=stance:angry", 400, "angry"),
        ("/statements?page=0", 400, "page=0"),
        ("/statements?q=matter:%22no+such%22", 404, "no such"),
        ("/nowhere", 404, "There is nothing at /nowhere."),
    ],
)
def test_what_cannot_be_asked_is_said_on_a_page(
    client: TestClient, address: str, status: int, words: str
) -> None:
    found = page(client, address, status)
    assert words in text(found.xpath("//*[@role='alert']")[0])
    told = client.get(address.replace("?", ".json?", 1) if "?" in address else f"{address}.json")
    assert told.status_code == status
    assert words.removesuffix(".") in told.json()["error"]
