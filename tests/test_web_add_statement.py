"""A statement that was missed is added from its article's page, with the words as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement
from starlette.testclient import TestClient

import dragoman
from desk import AT, opened, page, text
from dragoman.records import Reading
from dragoman.web.safety import Access
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"
HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"
READ = reading(
    Told(None, words=f"he said {HOSTILE} twice", name="Nobody"),
    Told("RUS", "rejects", PEACE, name="Olga Ist", role="foreign minister"),
    published="2024-01-02",
)
"""What a reader found only in the second line."""
MADE = Reading(READ.article, "0.1.0", "none 0", READ.statements[1:])
AT_ALL = f"/articles/{MADE.article.id}"


@pytest.fixture
def where(tmp_path: Path) -> Path:
    with dragoman.open_ledger(tmp_path / "talks.db") as ledger:
        ledger.add(MADE)
    return tmp_path / "talks.db"


@pytest.fixture
def client(where: Path) -> Iterator[TestClient]:
    with opened(where) as client:
        yield client


def form(client: TestClient, at: str = AT_ALL) -> HtmlElement:
    return page(client, at).xpath(f"//form[@action='{AT_ALL}/add']")[0]


def send(
    client: TestClient, status: int = 303, found: HtmlElement | None = None, **fields: str
) -> str:
    """Send the form as a browser does; return where it leads, or the page that is shown."""
    found = form(client) if found is None else found
    filled = {one.name: one.value or "" for one in found.xpath(".//*[@name]")}
    sent = client.post(
        f"{AT_ALL}/add",
        data={**filled, **fields},
        headers={"Origin": AT},
        follow_redirects=False,
    )
    assert sent.status_code == status, sent.text
    return str(sent.headers["location"]) if status == 303 else sent.text


def test_a_statement_is_added_and_undone(client: TestClient) -> None:
    led = send(
        client,
        words=f"  he said\r\n{HOSTILE}",
        speaker="Olga Ist",
        stance="open",
        matter="peace treaty",
        condition="twice",
        reason=HOSTILE,
        who="Ines",
    )
    assert led.startswith(f"{AT_ALL}?done=1#card-s")
    anchor = led.partition("#")[2]
    found = page(client, led)
    card = text(found.xpath(f"//section[@id='{anchor}']")[0])
    assert "Olga Ist" in card and "open on" in card
    assert "Decision 1: added by Ines" in card and HOSTILE in card
    marked = found.xpath(f"//mark[@id='{anchor.removeprefix('card-')}']")[0]
    assert HOSTILE in text(marked)
    assert not found.xpath("//img | //script[not(@src)]")
    assert "1 checked by people" in text(found.xpath("//p[@class='counts']")[0])
    rows = client.get("/statements.json?q=onerror").json()
    assert [(row["speaker"], row["stance"], row["sides"]) for row in rows] == [
        ("Olga Ist", "open", ["RUS"])
    ]
    record = rows[0]["record"]
    assert record in client.get("/statements/all.csv").text
    assert client.get("/conditions.json").json()[0]["statement"] == record
    why = page(client, f"/records/{record}")
    assert "a person, who added it" in text(why.xpath("//dl[@class='stands']")[0])
    history = page(client, "/decisions")
    assert "is added, as said by Olga Ist" in text(history.xpath("//tr[@id='d1']")[0])
    undo = history.xpath("//form[@action='/decisions/1/undo']")[0]
    secret = {one.name: one.value for one in undo.xpath(".//input[@name]")}
    client.post("/decisions/1/undo", data=secret, headers={"Origin": AT})
    assert client.get("/statements.json?q=onerror").json() == []
    assert client.get(f"/records/{record}").status_code == 404


def test_words_that_stand_twice_are_told_apart(client: TestClient) -> None:
    told = send(client, 400, words="said that", speaker="Aya Mori", reason="Missed.", role="envoy")
    again = shown_again(told)
    places = again.xpath(".//input[@type='radio'][@name='at']/@value")
    assert len(places) == 2
    assert again.xpath(".//textarea")[0].value == "said that"
    assert again.xpath(".//input[@name='role']/@value") == ["envoy"]
    led = send(client, found=again, at=places[1])
    assert led.endswith(f"#card-s{places[1]}-{int(places[1]) + len('said that')}")
    rows = client.get(f"{AT_ALL}/add.json?words=said+that").json()
    assert [str(row["at"]) for row in rows] == places


def shown_again(told: str) -> HtmlElement:
    """Return the form on a page that tells what is wrong."""
    found = lxml.html.document_fromstring(told)
    assert found.xpath("//p[@role='alert']")
    return found.xpath(f"//form[@action='{AT_ALL}/add']")[0]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"words": HOSTILE[:8] + " gone"}, "do not stand in"),
        ({"words": " "}, "No words are given"),
        ({"speaker": " "}, "No speaker is given"),
        ({"stance": "likes", "matter": "x"}, "is none of: rejects"),
        ({"stance": "open"}, "Give the matter"),
        ({"reason": ""}, "Give a reason"),
        ({"matter": "m" + "0" * 12}, "no matter of that name"),
    ],
)
def test_what_cannot_be_added_is_shown_again(
    client: TestClient, fields: dict[str, str], what: str
) -> None:
    filled = {"words": "twice", "speaker": HOSTILE, "reason": "Missed.", **fields}
    told = send(client, 400, **filled)
    again = shown_again(told)
    assert what in text(again.getroottree().xpath("//p[@role='alert']")[0])
    assert again.xpath(".//input[@name='speaker']")[0].value == filled["speaker"].strip()
    assert HOSTILE not in told
    assert client.get("/decisions.json").json() == []


def test_words_of_an_address_are_filled_in(client: TestClient) -> None:
    found = form(client, f"{AT_ALL}/add?words=twice")
    assert found.xpath(".//textarea")[0].value == "twice"
    told = page(client, f"{AT_ALL}/add?words=never+said")
    assert "do not stand" in text(told.xpath("//p[@role='alert']")[0])
    assert client.get("/articles/nine/add").status_code == 404


def test_others_forms_and_a_desk_for_reading_add_nothing(where: Path, client: TestClient) -> None:
    filled = {"words": "twice", "speaker": "Aya", "reason": "Missed."}
    sent = client.post(f"{AT_ALL}/add", data={**filled, "form": "x"}, headers={"Origin": AT})
    assert sent.status_code == 403
    with opened(where, Access(read_only=True)) as reading_only:
        assert not page(reading_only, AT_ALL).xpath("//form[contains(@action, '/add')]")
        told = page(reading_only, f"{AT_ALL}/add?words=twice")
        assert "for reading only" in text(told) and not told.xpath("//form[@method='post']")
        sent = reading_only.post(f"{AT_ALL}/add", data=filled, headers={"Origin": AT})
        assert sent.status_code == 403
    assert client.get("/decisions.json").json() == []
