"""Whoever reads an article on the desk sees it as stored, with what was found beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, article_at, opened, page, text

FERRY = """Belmora wants a ferry

Harvia, 4 March 2031

"We will not sign the ferry agreement unless Belmora opens its port," Harvian Foreign Minister
Oda Lind said on Tuesday. <script>alert(1)</script>

Oda Lind said that Harvia supports the fishing agreement.
"""
ARABIC = """بلمورا تريد عبارة

قالت وزيرة خارجية هارفيا أودا ليند يوم الثلاثاء إن بلادها لن توقع اتفاقية العبارة.

وقال رئيس الوزراء كين أوبا إن بلمورا تؤيد اتفاقية الصيد.
"""
LATEST = "Harvia thinks again"
LATER = """Harvia thinks again

Harvia, 9 March 2031

"We will sign the ferry agreement," Harvian Foreign Minister Oda Lind said on Sunday. "We support
the lake treaty," Lind said.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:  # type: ignore[misc]
    at = tmp_path_factory.mktemp("desk") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        given = [
            dragoman.from_text(FERRY, name="ferry.txt"),
            dragoman.from_text(LATER, name="later.txt"),
        ]
        dragoman.read_into(ledger, given)
    with opened(at) as client:
        yield client


def test_the_text_is_the_article_as_stored_and_nothing_in_it_is_markup(client: TestClient) -> None:
    found = page(client, article_at(client, "Belmora wants a ferry"))
    for number in found.xpath("//article//mark/a[@class='number']"):
        number.drop_tree()
    stored = " ".join(all_text(found, "//article//*[contains(@class, 'stored')]"))
    assert stored == " ".join(FERRY.split())
    assert not found.xpath("//main//script")


def test_every_statement_has_marked_words_and_a_card(client: TestClient) -> None:
    address = article_at(client, "Belmora wants a ferry")
    found, rows = page(client, address), client.get(f"{address}.json").json()
    assert len(rows) >= 2
    assert rows[0]["record"].startswith(address.rpartition("/")[2])
    for row in rows:
        anchor = row["record"].partition("/")[2]
        assert len(found.xpath(f"//mark[@id='{anchor}']")) == 1
        assert found.xpath(f"//section[@id='card-{anchor}']//a[@href='#{anchor}']")
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_leads_somewhere(client: TestClient) -> None:
    for title in ("Belmora wants a ferry", "Harvia thinks again"):
        found = page(client, article_at(client, title))
        ids = set(found.xpath("//@id"))
        inner = [link[1:] for link in found.xpath("//a/@href") if link.startswith("#")]
        assert set(inner) <= ids


def test_one_turns_to_the_next_article_within_the_query(client: TestClient) -> None:
    older = article_at(client, "Belmora wants a ferry")
    newer = article_at(client, "Harvia thinks again")
    assert set(page(client, newer).xpath("//a[@rel='next']/@href")) == {older}
    assert set(page(client, older).xpath("//a[@rel='prev']/@href")) == {newer}
    asked = page(client, f"{older}?q=fishing")
    assert not asked.xpath("//a[@rel='prev']")


def test_a_card_tells_what_its_speaker_said_later(client: TestClient) -> None:
    found = page(client, article_at(client, "Belmora wants a ferry"))
    newer = article_at(client, "Harvia thinks again")
    links = found.xpath("//section[starts-with(@id, 'card-')]//p[span='Later:']/a/@href")
    assert links
    assert all(link.startswith(f"{newer}#") for link in links)


def test_a_card_says_who_speaks_at_the_first_mention_alone(client: TestClient) -> None:
    found = page(client, article_at(client, LATEST))
    cards = [text(one) for one in found.xpath("//section[@data-words]/p[@class='who']")]
    of_lind = [words for words in cards if "Oda Lind" in words]
    assert "Foreign Minister" in of_lind[0]
    assert len(of_lind) > 1
    assert not any("Foreign Minister" in words for words in of_lind[1:])


def test_when_a_speaker_was_first_heard_is_told(client: TestClient) -> None:
    older, newer = (article_at(client, one) for one in ("Belmora wants a ferry", LATEST))
    assert "First heard in this article" in text(page(client, older).xpath("//main")[0])
    first = page(client, newer).xpath("//p[span='First heard:' or span='Earlier:']/a/@href")
    assert first
    assert all(link.startswith(f"{older}#") for link in first)


def test_how_the_article_is_stored_is_told(client: TestClient) -> None:
    found = page(client, article_at(client, "Belmora wants a ferry"))
    assert len(all_text(found, "//dl[@class='stored-as']//code")) == 2


@pytest.mark.parametrize("path", ["articles", "events", "sources", "actors", "matters"])
def test_each_list_is_downloaded_as_it_is_shown(client: TestClient, path: str) -> None:
    found, rows = page(client, f"/{path}"), client.get(f"/{path}.json").json()
    assert len(found.xpath("//tbody/tr")) == len(rows)
    assert client.get(f"/{path}.csv").text.count("\n") >= len(rows) + 1
    assert len(found.xpath("//h1")) == 1


def test_an_actor_is_shown_with_its_matters_and_the_way_to_change_it(client: TestClient) -> None:
    row = next(one for one in client.get("/actors.json").json() if one["name"] == "Oda Lind")
    at = f"/actors/{row['actor']}"
    found = page(client, at)
    assert f"{at}/change" in found.xpath("//main//a/@href")
    [ferry] = [
        one
        for one in found.xpath("//ul[@class='concerns']/li")
        if "ferry" in text(one.xpath("a")[0])
    ]
    assert "supports" in text(ferry)
    narrowed = page(client, ferry.xpath("a/@href")[0])
    assert 0 < len(narrowed.xpath("//li[@class='said']")) < len(found.xpath("//li[@class='said']"))


def test_an_actor_and_a_matter_lead_to_their_statements(client: TestClient) -> None:
    for path in ("actors", "matters"):
        first = page(client, f"/{path}").xpath("//tbody//th/a/@href")[0]
        found = page(client, first)
        links = found.xpath("//ol[@class='statements']//a[@class='words']/@href")
        assert links
        article, _, anchor = links[0].partition("#")
        assert page(client, article).xpath(f"//mark[@id='{anchor}']")


@pytest.mark.parametrize("path", ["articles", "actors", "matters"])
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    found = page(client, f"/{path}/p0000000000000", 404)
    assert "p0000000000000" in text(found.xpath("//*[@role='alert']")[0])


def test_an_article_in_a_language_that_is_not_read_is_shown_and_says_so(tmp_path: Path) -> None:
    with dragoman.open_ledger(tmp_path / "talks.db") as ledger:
        dragoman.read_into(ledger, [dragoman.from_text(ARABIC, name="ferry.txt")])
    with opened(tmp_path / "talks.db") as client:
        [row] = client.get("/articles.json").json()
        found = page(client, f"/articles/{row['article']}")
        assert "is in Arabic, which Dragoman does not read" in text(
            found.xpath("//header[@class]")[1]
        )
        assert found.xpath("//p[contains(@class, 'stored')]/@lang") == ["ar"] * 2
        assert not found.xpath("//p[@class='none']")
