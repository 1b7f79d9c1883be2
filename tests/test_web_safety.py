"""Nobody but the desk's owner reads or changes the ledger, whatever a page on the web sends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import AT, opened, page, read_at_once, secret_of, text
from dragoman.web.safety import FORM, HEADERS, UPLOAD, Access

TOKEN = "a-token-of-the-desk"
HOSTILE = """</title><script>alert(1)</script> ferry

Harvia, 4 March 2031

"We will not sign the <img src=x onerror=alert(2)> ferry agreement," Oda \
Lind, Harvian Foreign Minister, said on Tuesday. &lt;script&gt;alert(3)&lt;/script&gt; \
<a href="javascript:alert(4)">x</a>
"""


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("safety") / "talks.db"
    read_at_once(at, HOSTILE, name="<b>ferry</b>.txt")
    return at


@pytest.fixture(scope="module")
def client(talks: Path) -> Iterator[TestClient]:
    with opened(talks) as client:
        yield client


@pytest.fixture(scope="module")
def secret(client: TestClient) -> str:
    return secret_of(client)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil@127.0.0.1", "127.0.0.1/x", "localhost.", ""],
)
def test_a_name_that_was_made_to_lead_here_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/statements", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "localhost:9", "LOCALHOST", "[::1]:8123"])
def test_the_machine_is_answered_by_each_of_its_names(client: TestClient, host: str) -> None:
    assert client.get("/statements", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://localhost:8123"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": AT, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_page_changes_nothing(
    client: TestClient, secret: str, headers: dict[str, str]
) -> None:
    sent = client.post("/decisions/1/undo", data={"form": secret}, headers=headers)
    assert sent.status_code == 403
    assert "own pages" in sent.text


@pytest.mark.parametrize("data", [{}, {"form": ""}, {"form": "guessed"}, {"form": "\udcffé"}])
def test_a_form_without_the_secret_changes_nothing(
    client: TestClient, data: dict[str, str]
) -> None:
    data = {name: value.encode("utf-8", "replace").decode() for name, value in data.items()}
    sent = client.post("/decisions/1/undo", data=data, headers={"Origin": AT})
    assert sent.status_code == 403
    assert "another run" in sent.text


def test_the_token_is_shown_once_and_then_kept(talks: Path) -> None:
    with opened(talks, Access(token=TOKEN)) as client:
        for refused in (
            client.get("/statements"),
            client.get("/static/desk.css"),
            client.get("/statements?token=wrong"),
            client.get("/statements", headers={"Authorization": TOKEN}),
            client.get("/statements", headers={"Authorization": "Bearer wrong"}),
            client.get("/statements", headers=[(b"Cookie", "dragoman-token=é".encode())]),
            client.post(f"/add?token={TOKEN}"),
        ):
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == "Bearer"
        bearer = {"Authorization": f"bearer {TOKEN}"}
        assert client.get("/statements", headers=bearer).status_code == 200
        first = client.get(f"/statements?q=ferry&token={TOKEN}", follow_redirects=False)
        assert (first.status_code, first.headers["location"]) == (303, "/statements?q=ferry")
        assert "HttpOnly" in first.headers["set-cookie"]
        assert "samesite=strict" in first.headers["set-cookie"].lower()
        assert client.get("/statements").status_code == 200


def test_the_token_leads_nowhere_else(talks: Path) -> None:
    with opened(talks, Access(token=TOKEN)) as client:
        for path in ("//evil.example/", "/%5Cevil.example", "///evil.example"):
            sent = client.get(f"{AT}{path}?token={TOKEN}", follow_redirects=False)
            assert sent.headers["location"].startswith("/evil.example")


def test_a_desk_at_any_name_has_a_token(talks: Path) -> None:
    with pytest.raises(ValueError, match="token"):
        Access(hosts=None)
    bearer = {"Authorization": f"Bearer {TOKEN}", "Host": "desk.example"}
    with opened(talks, Access(hosts=None, token=TOKEN)) as client:
        assert client.get("/statements", headers=bearer).status_code == 200
        assert client.get("/statements", headers={"Host": "desk.example"}).status_code == 401


def test_a_desk_for_reading_only_offers_and_takes_no_change(talks: Path) -> None:
    access = Access(read_only=True)
    with opened(talks, access) as client:
        record = client.get("/statements.json").json()[0]["record"]
        for address in (f"/records/{record}", "/decisions", "/add", "/statements"):
            found = page(client, address)
            assert not found.xpath("//form[@method='post']")
            assert access.forms not in client.get(address).text
        for address in ("/add", f"/records/{record}", "/decisions/1/undo"):
            sent = client.post(address, data={"form": access.forms}, headers={"Origin": AT})
            assert sent.status_code == 403
            assert "reading only" in sent.text


def test_every_answer_forbids_what_a_page_may_not_do(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a fault of our own")

    answers = [
        client.get(address)
        for address in ("/statements", "/statements.csv", "/statements.json", "/static/desk.css")
    ]
    answers += [client.get("/nowhere"), client.get("/statements?page=0"), client.put("/add")]
    answers += [client.get("/add", headers={"Host": "evil.example"}), client.post("/add")]
    monkeypatch.setattr("dragoman.web.application.answer", fails)
    failed = client.get("/statements")
    assert failed.status_code == 500
    assert "a fault of our own" not in failed.text
    for one in (*answers, failed):
        assert {name: one.headers.get(name) for name in HEADERS} == HEADERS, one.url
        assert one.headers["cache-control"] in ("no-store", "no-cache")
        assert "server" not in one.headers
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_what_is_too_long_is_refused(client: TestClient, secret: str) -> None:
    said = {"Origin": AT, "Content-Type": "application/x-www-form-urlencoded"}
    for length in (str(UPLOAD + 1), "9" * 30, "-1"):
        sent = client.post("/add", headers={**said, "Content-Length": length}, content=b"")
        assert sent.status_code == 413
    unsaid = (b"form=" + b"x" * (FORM // 4) for _ in range(8))  # no length is told before
    assert client.post("/decisions/1/undo", headers=said, content=unsaid).status_code == 413


def test_an_articles_text_is_never_markup(client: TestClient) -> None:
    rows = client.get("/statements.json").json()
    assert any("<img" in row["words"] for row in rows)
    for address in ("/statements", *(f"/records/{row['record']}" for row in rows)):
        found = page(client, address)
        assert not found.xpath("//script[not(starts-with(@src, '/static/'))]")
        assert not found.xpath("//img | //main//*[@onerror] | //a[contains(@href, 'javascript')]")
        assert "<img src=x" in text(found.xpath("//main")[0])


def test_a_faults_page_leads_nowhere_else(client: TestClient) -> None:
    found = page(client, f"{AT}//evil.example/%3Cscript%3Ealert(1)%3C/script%3E", 404)
    assert not found.xpath("//*[contains(@href, 'evil') or contains(@action, 'evil')]")
    assert "<script>alert(1)</script>" in text(found.xpath("//*[@role='alert']")[0])
