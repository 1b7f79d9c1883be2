"""Whoever narrows statements sees what is there, with its counts, its context and its source."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, opened, page, text
from dragoman.views.facets import facets
from tellings import Told, reading

WIRE = """Belmora wants a ferry

Harvia, 4 March 2031

The talks went on for a week. "We will not sign the ferry agreement before Belmora leaves the \
harbour," Harvian Foreign Minister Oda Lind said on Monday. Nobody answered her.
"""


SAMPLE = next(iter(sorted(Path("samples/russia-japan").iterdir())))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:  # type: ignore[misc]
    at = tmp_path_factory.mktemp("desk") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        dragoman.read_into(ledger, dragoman.gather([SAMPLE]))
        copies = [
            dragoman.from_text(WIRE + line, name=f"{n}.txt")
            for n, line in enumerate(("", "\nAnother line of the second paper.\n"))
        ]
        dragoman.read_into(ledger, copies)
    with opened(at) as client:
        yield client


def test_each_count_is_what_its_filter_finds(client: TestClient) -> None:
    found = page(client, "/statements")
    links = found.xpath("//aside//li/a")
    assert {"side", "speaker", "rank", "matter", "stance", "month"} <= set(
        all_text(found, "//aside//h2")
    )
    for link in links:
        count = int(text(link.xpath("./span[@class='n']")[0]).replace(",", ""))
        address = link.get("href").replace("/statements?", "/statements/all.json?")
        assert len(client.get(address).json()) == count, link.get("href")


def test_the_line_above_counts_statements_articles_and_sources(client: TestClient) -> None:
    every = client.get("/statements/all.json").json()
    told = text(page(client, "/statements").xpath("//p[@class='counts']")[0])
    assert told.startswith(f"{len(every)} statements, ")
    assert "articles" in told
    assert "source" in told


def test_a_chosen_value_is_marked_and_its_link_takes_it_away(client: TestClient) -> None:
    found = page(client, "/statements?q=stance:conditional")
    chosen = found.xpath("//aside//a[@aria-current='true']")
    assert [text(one.xpath("./span")[0]) for one in chosen] == ["conditional"]
    assert "conditional" not in chosen[0].get("href")


def test_statements_of_a_rank_are_found_on_every_page_that_lists_them(client: TestClient) -> None:
    found = page(client, "/statements?q=rank:foreign-minister")
    shown = all_text(found, "//aside//section[./h2='rank']//li/a/span[1]")
    assert shown == ["foreign minister"]
    (row,) = client.get("/statements.json?q=rank:foreign-minister+ferry").json()
    assert (row["speaker"], row["rank"]) == ("Oda Lind", "foreign-minister")
    written = client.get("/statements/all.csv?q=rank:foreign-minister").text
    assert {one["rank"] for one in csv.DictReader(io.StringIO(written))} == {"foreign-minister"}
    listed = client.get("/articles.json?q=rank:foreign-minister+outlet:x").json()
    assert listed == []
    for of in (f"/actors/{row['actor']}", f"/matters/{row['matter']}"):
        assert client.get(f"{of}.json?q=rank:foreign-minister").json()
        assert client.get(f"{of}.json?q=rank:expert").json() == []


def test_the_words_around_a_quote_are_shown(client: TestClient) -> None:
    found = page(client, "/statements?q=ferry")
    near = all_text(found, "//li[.//a[contains(., 'ferry')]]//span[@class='near']")
    assert any("The talks went on for a week." in one for one in near)
    assert any("Oda Lind said" in one for one in near)


def test_copies_are_one_row_that_names_the_others(client: TestClient) -> None:
    found = page(client, "/statements?q=ferry+kind:direct")
    assert len(found.xpath("//ol[@class='statements']/li")) == 1
    assert "2 articles" in text(found.xpath("//details[@class='witnesses']/summary")[0])
    assert len(found.xpath("//details[@class='witnesses']//li/a")) == 1


def test_all_that_a_query_finds_is_downloaded(client: TestClient) -> None:
    pages, rows = 1, []
    while some := client.get(f"/statements.json?page={pages}").json():
        rows += [row["record"] for row in some]
        pages += 1
    assert [row["record"] for row in client.get("/statements/all.json").json()] == rows
    written = client.get("/statements/all.csv").text
    assert [row["record"] for row in csv.DictReader(io.StringIO(written))] == rows
    assert client.get("/statements/all.csv?q=stance:angry").status_code == 400


def test_a_statement_is_cited_in_four_forms(client: TestClient) -> None:
    record = client.get("/statements.json?q=ferry+kind:direct").json()[0]["record"]
    found = page(client, f"/statements/{record}/cite")
    plain, bibtex, ris, csl = (pre.text for pre in found.xpath("//pre"))
    assert "We will not sign the ferry agreement" in plain
    assert bibtex.startswith("@article{")
    assert ris.splitlines()[0] == "TY  - NEWS"
    assert ris.splitlines()[-1] == "ER  - "
    assert json.loads(csl)[0]["type"] == "article-newspaper"
    assert page(client, "/statements/a000000/s1-2/cite", 404) is not None


@pytest.mark.parametrize("query", ["kind:sung", "has:song", "rank:king"])
def test_what_no_statement_can_be_is_said(client: TestClient, query: str) -> None:
    page(client, f"/statements?q={query}", 400)


def test_a_large_find_is_counted_in_part_and_says_so(client: TestClient) -> None:
    some = facets(client.app.state.ledger, most=3)  # type: ignore[attr-defined]
    assert not some.all
    assert some.statements <= 3
    assert sum(one.count for one in some.by["stance"]) == some.statements


def test_a_party_counts_with_the_state_that_asking_for_it_finds_too(tmp_path: Path) -> None:
    party = "Communist Party of the Soviet Union"
    with dragoman.open_ledger(tmp_path / "party.db") as ledger:
        ledger.add(
            reading(
                Told("SUN", "open", "the treaty", words="the first"),
                Told("SUN", "open", "the treaty", words="the second"),
                Told(party, "open", "the treaty", words="the third"),
            )
        )
        counts = {one.value: one.count for one in facets(ledger).by["side"]}
        assert counts == {"SUN": 2, party: 3}
        assert len(dragoman.statements(ledger, side=party)) == 3
