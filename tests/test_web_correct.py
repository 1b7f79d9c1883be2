"""Who finds a record wrong says so on the desk, takes it back there, and sees who said what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from desk import AT, all_text, opened, page, read_at_once, secret_of, text

ARTICLE = """The ferry and the lake

Harvia, 4 March 2031

"We will not sign the ferry agreement," Russian Foreign Minister Oda Lind said on Tuesday. "We
support the lake treaty," Japanese Prime Minister Ken Aoba said.
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    at = tmp_path / "talks.db"
    read_at_once(at, ARTICLE)
    with opened(at) as client:
        yield client


def send(client: TestClient, at: str, form: str, **fields: str) -> str:
    """Send the form of a page as a browser does, and return where it leads."""
    found = page(client, at).xpath(f"//form[@action='{form}']")[0]
    hidden = found.xpath(".//input[@name] | .//select")
    filled = {one.name: one.value or "" for one in hidden}
    sent = client.post(
        form, data={**filled, **fields}, headers={"Origin": AT}, follow_redirects=False
    )
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def test_a_record_is_corrected_and_that_is_undone(client: TestClient) -> None:
    record = client.get("/statements.json").json()[0]["record"]
    at = f"/records/{record}"
    led = send(client, at, f"{at}/correct", stance="open", reason="A hint.", who="Ines")
    assert led == f"{at}?done=1"
    assert page(client, led).xpath("//p[@role='status']")
    row = client.get("/statements.json?q=stance:open").json()[0]
    assert row["record"] == record
    assert "Ines" in text(page(client, "/decisions").xpath("//tr[@id='d1']")[0])
    send(client, "/decisions", "/decisions/1/undo")
    assert not client.get("/statements.json?q=stance:open").json()
    assert "undone by 2" in text(page(client, "/decisions").xpath("//tr[@id='d1']")[0])
    assert [row["id"] for row in client.get("/decisions.json").json()] == [2, 1]


@pytest.mark.parametrize("number", [7, 10**30])
def test_what_was_not_decided_is_not_undone(client: TestClient, number: int) -> None:
    form = {"form": secret_of(client), "reason": "No.", "who": "Ines"}
    sent = client.post(f"/decisions/{number}/undo", data=form, headers={"Origin": AT})
    assert sent.status_code == 404
    assert f"There is no decision {number}." in sent.text


def test_one_decides_from_the_reader_and_comes_back_to_the_card(client: TestClient) -> None:
    row = client.get("/statements.json").json()[0]
    reader, card = f"/articles/{row['article']}", f"card-{row['record'].partition('/')[2]}"
    [link] = page(client, f"{reader}?q=ferry").xpath(f"//section[@id='{card}']//a[text()='Right?']")
    assert link.get("hx-get") == link.get("href")  # in place, or on its page without scripts
    led = send(client, link.get("href"), f"/records/{row['record']}/confirm", who="Ines")
    assert led == f"{reader}?q=ferry&done=1#{card}"
    found = page(client, led)
    assert "Decision 1 is kept" in text(found.xpath("//p[@role='status']")[0])
    told = text(found.xpath(f"//section[@id='{card}']/p[@class='decided']")[0])
    assert told.startswith("Decision 1: confirmed by Ines")
    send(client, f"/records/{row['record']}", f"/records/{row['record']}/reject", reason="No.")
    found = page(client, reader)
    assert not found.xpath(f"//section[@id='{card}']")
    assert f"/records/{row['record']}" in found.xpath("//dl[@class='stored-as']//a/@href")


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_no_form_leads_away_from_the_desk(client: TestClient, back: str) -> None:
    record = client.get("/statements.json").json()[0]["record"]
    found = page(client, f"/records/{record}?{urlencode({'back': back})}")
    assert back not in found.xpath("//a/@href")
    led = send(client, f"/records/{record}", f"/records/{record}/confirm", back=back)
    assert led == f"/records/{record}?done=1"


def test_a_decision_is_listed_with_the_words_that_it_is_on(client: TestClient) -> None:
    row = client.get("/statements.json").json()[0]
    send(client, f"/records/{row['record']}", f"/records/{row['record']}/reject", reason="No.")
    assert row["words"] in text(page(client, "/decisions").xpath("//tr[@id='d1']")[0])


def test_a_record_is_confirmed_and_rejected(client: TestClient) -> None:
    rows = client.get("/statements.json").json()
    at = f"/records/{rows[0]['record']}"
    send(client, at, f"{at}/confirm")
    send(client, at, f"{at}/reject", reason="He asked, no more.")
    left = [row["record"] for row in client.get("/statements.json").json()]
    assert rows[0]["record"] not in left
    assert len(all_text(page(client, at), "//ul[@class='history']/li")) == 2


def test_a_decision_without_a_reason_is_refused(client: TestClient) -> None:
    record = client.get("/statements.json").json()[0]["record"]
    at = f"/records/{record}"
    secret = secret_of(client, at)
    sent = client.post(f"{at}/reject", data={"form": secret}, headers={"Origin": AT})
    assert sent.status_code == 400
    assert "Give a reason" in sent.text


def test_actors_are_renamed_and_merged_and_parted_again(client: TestClient) -> None:
    one, other = [row["actor"] for row in client.get("/statements.json").json()[:2]]
    at = f"/actors/{one}/change"
    send(client, at, f"/actors/{one}/rename", name="O. Lind", reason="As we write it.")
    assert "O. Lind" in text(page(client, at).xpath("//h1")[0])
    send(client, at, f"/actors/{one}/merge", other=other, reason="One person.")
    assert len({row["actor"] for row in client.get("/statements.json").json()}) == 1
    send(client, "/decisions", "/decisions/2/undo")
    assert len({row["actor"] for row in client.get("/statements.json").json()}) == 2


def test_matters_are_merged_and_parted_again(client: TestClient) -> None:
    one, other = [row["matter"] for row in client.get("/statements.json").json()[:2]]
    at = f"/matters/{one}/change"
    send(client, at, f"/matters/{one}/merge", other=other, reason="One matter.")
    assert len({row["matter"] for row in client.get("/statements.json").json()}) == 1
    send(client, "/decisions", "/decisions/1/undo")
    assert len({row["matter"] for row in client.get("/statements.json").json()}) == 2
