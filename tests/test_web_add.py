"""Who adds articles on the desk sees what was read, and what failed and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import AT, all_text, opened, page, secret_of, text
from dragoman.web.adding import AddedRow, Progress
from dragoman.web.safety import Access

ARTICLE = """Belmora wants a ferry

"We will not sign the ferry agreement," Russian Foreign Minister Oda Lind said on Tuesday.
"""


def _send(client: TestClient, files: list[tuple[str, bytes]], **fields: str) -> int:
    sent = client.post(
        "/add",
        data={"form": secret_of(client), **fields},
        files=[("files", one) for one in files] or None,
        headers={"Origin": AT},
        follow_redirects=False,
    )
    client.app.state.adding.wait(60)  # type: ignore[attr-defined]
    return sent.status_code


def test_what_was_read_and_what_failed_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "talks.db") as client:
        files = [("../../ferry.txt", ARTICLE.encode()), ("picture.png", b"\x89PNG\r\n\x1a\n")]
        urls = "http://127.0.0.1/secret\n/etc/passwd\nfile:///etc/passwd"
        assert _send(client, files, urls=urls) == 303
        rows = client.get("/add.json").json()
        assert [row["state"] for row in rows].count("read") == 1
        failed = {row["name"]: row["why"] for row in rows if row["state"] == "failed"}
        assert failed.keys() == {"picture.png", *urls.splitlines()}
        assert "no address of the web" in failed["/etc/passwd"]
        assert len(all_text(page(client, "/add"), "//ul[@class='failed']/li")) == 4
        assert "dragoman-" not in client.get("/add").text  # where an upload lay is no matter
        assert client.get("/statements.json").json()
        assert _send(client, files[:1]) == 303
        again = client.get("/add.json").json()
        assert [row["state"] for row in again] == ["known"], again


def test_how_far_a_reading_is_shows_with_scripts_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "talks.db") as client:
        rows = (AddedRow("failed", "picture.png", None, "This is a picture. Give its text."),)
        going = Progress(running=True, rows=rows, size=10, taken=3)
        monkeypatch.setattr(client.app.state.adding, "progress", lambda: going)  # type: ignore[attr-defined]
        found = page(client, "/add")
        assert found.xpath("//head/noscript/meta[@http-equiv='refresh']/@content") == ["2"]
        assert found.xpath("//*[@hx-get='/add' and @hx-select='#adding']/@id") == ["adding"]
        assert found.xpath("//progress/@value") == ["3"]
        assert "Give its text" in text(found.xpath("//ul[@class='failed']/li")[0])
        assert not found.xpath("//form[@class='add']")


@pytest.mark.parametrize("path", ["articles", "events", "actors", "matters", "sources"])
def test_an_empty_list_says_how_the_first_ones_come(tmp_path: Path, path: str) -> None:
    with opened(tmp_path / "talks.db") as client:
        assert "/add" in page(client, f"/{path}").xpath("//main//a/@href")
    with opened(tmp_path / "talks.db", Access(read_only=True)) as client:
        assert "/add" not in page(client, f"/{path}").xpath("//a/@href")


def test_a_form_with_nothing_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "talks.db") as client:
        assert _send(client, [], text="  ") == 400
