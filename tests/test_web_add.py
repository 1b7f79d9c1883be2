"""Who adds articles on the desk sees what was read, and what failed and why."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from desk import AT, all_text, opened, page

ARTICLE = """Belmora wants a ferry

"We will not sign the ferry agreement," Russian Foreign Minister Oda Lind said on Tuesday.
"""


def _send(client: TestClient, files: list[tuple[str, bytes]], **fields: str) -> int:
    secret = page(client, "/add").xpath("//input[@name='form']/@value")[0]
    sent = client.post(
        "/add",
        data={"form": secret, **fields},
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


def test_a_form_with_nothing_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "talks.db") as client:
        assert _send(client, [], text="  ") == 400
