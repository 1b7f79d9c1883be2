"""Who ticks several statements on the desk decides on all of them in one form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import dragoman
from desk import AT, all_text, opened, page, text
from dragoman.web.safety import Access

ARTICLE = """The ferry and the lake

Harvia, 4 March 2031

"We will not sign the ferry agreement," Russian Foreign Minister Oda Lind said on Tuesday. "We
support the lake treaty," Japanese Prime Minister Ken Aoba said.
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    with dragoman.open_ledger(tmp_path / "talks.db") as ledger:
        read = dragoman.from_text(ARTICLE, name="ferry.txt")
        dragoman.read_into(ledger, [read], reader="rules")
    return tmp_path / "talks.db"


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with opened(ledger) as client:
        yield client


def send(client: TestClient, *records: str, at: str = "/statements", **fields: str) -> Response:
    """Send the form as a browser does that has no script: its fields, and its ticks."""
    found = page(client, at)
    [form] = found.xpath("//form[@id='several']")
    ticks = found.xpath("//input[@type='checkbox'][@name='record'][@form='several']/@value")
    assert set(records) <= {*ticks, "a000/s1-2"}
    filled = {one.name: one.value or "" for one in form.xpath(".//input[not(@type='radio')]")}
    return client.post(
        form.action,
        data={**filled, "record": list(records), **fields},
        headers={"Origin": AT},
        follow_redirects=False,
    )


def names(client: TestClient) -> list[str]:
    return [row["record"] for row in client.get("/statements.json").json()]


def test_several_are_confirmed_each_by_itself(client: TestClient) -> None:
    records = names(client)
    sent = send(client, *records, at="/statements?q=language:en", verb="confirm", who="Ines")
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/statements?q=language%3Aen&done=1-{len(records)}"
    told = text(page(client, "/statements?done=1-3").xpath("//p[@role='status']")[0])
    assert told.startswith("Decisions 1 to 3 are kept")
    rows = client.get("/decisions.json").json()
    assert [row["record"] for row in rows] == records[::-1]
    assert len({row["when"] for row in rows}) == 1
    assert len(page(client, "/decisions").xpath("//form[contains(@action, '/undo')]")) == len(
        records
    )


def test_several_are_rejected_with_one_reason(client: TestClient) -> None:
    sent = send(client, *names(client), verb="reject", reason="Misread.")
    assert sent.status_code == 303
    assert not names(client)


def test_several_are_assigned_another_matter(client: TestClient) -> None:
    one, *_, other = sorted(client.get("/statements.json").json(), key=lambda row: row["matter"])
    assert one["matter"] != other["matter"]
    offered = page(client, "/statements").xpath("//datalist[@id='several-matters']/option/@value")
    assert set(offered) == {one["matter_name"], other["matter_name"]}
    fields = {"verb": "correct", "matter": other["matter_name"], "reason": "One matter."}
    assert send(client, one["record"], **fields).status_code == 303
    rows = {row["record"]: row for row in client.get("/statements.json").json()}
    assert rows[one["record"]]["matter"] == other["matter"]


def test_what_could_not_be_decided_is_listed_and_the_rest_is_kept(client: TestClient) -> None:
    one, *_ = names(client)
    sent = send(client, one, "a000/s1-2", verb="reject", reason="No.")
    assert sent.status_code == 200
    assert "1 decision kept" in sent.text
    assert "no record of that name" in sent.text
    assert one not in names(client)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verb": "reject"}, "Give a reason"),
        ({"reason": "So."}, "Say what holds of them"),
        ({"verb": "merge", "reason": "So."}, "Say what holds of them"),
        ({"verb": "correct", "reason": "So."}, "Say which matter"),
    ],
)
def test_a_form_that_lacks_something_keeps_its_ticks(
    client: TestClient, fields: dict[str, str], said: str
) -> None:
    records = names(client)
    sent = send(client, *records, **fields)
    assert sent.status_code == 400
    assert said in sent.text
    left = lxml.html.document_fromstring(sent.text)
    assert left.xpath("//input[@name='record'][@checked]/@value") == records
    filled = left.xpath("//input[@name='reason']/@value")
    assert filled == [fields.get("reason", "")]
    assert not client.get("/decisions.json").json()


def test_nothing_is_ticked(client: TestClient) -> None:
    sent = send(client, verb="confirm")
    assert sent.status_code == 400
    assert "Nothing is ticked" in sent.text


def test_the_form_is_the_desk_s_own(client: TestClient) -> None:
    data = {"record": names(client), "verb": "confirm"}
    assert client.post("/statements/decide", data=data, headers={"Origin": AT}).status_code == 403
    other = {"Origin": "https://evil.example"}
    assert client.post("/statements/decide", data=data, headers=other).status_code == 403


def test_a_desk_for_reading_has_no_ticks(ledger: Path) -> None:
    with opened(ledger, Access(read_only=True)) as client:
        found = page(client, "/statements")
        assert not found.xpath("//input[@type='checkbox'] | //form[@id='several']")
        assert client.post("/statements/decide", data={}).status_code == 403


def test_each_tick_says_what_it_ticks(client: TestClient) -> None:
    found = page(client, "/statements")
    labels = all_text(found, "//label[contains(@class, 'tick')]")
    rows = client.get("/statements.json").json()
    assert labels == [f"Tick “{' '.join(row['words'].split())}”" for row in rows]
