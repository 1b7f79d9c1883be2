"""Every address of the desk is asked, as a page and as rows, and docs/desk.md names each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from desk import AT, opened, page, read_at_once, secret_of
from desk_pages import examples, with_ending
from dragoman.web import desk
from dragoman.web.application import CHANGES, PAGES

ARTICLE = """Belmora wants a ferry

Harvia, 4 March 2031

"We will not sign the ferry agreement," Russian Foreign Minister Oda Lind said on Tuesday. "We
support the lake treaty if Russia opens the harbour," Japanese Prime Minister Ken Aoba said. Lind
said Russia had suspended the ferry agreement on Monday.
"""
DOCUMENTED = (Path(__file__).parents[1] / "docs" / "desk.md").read_text(encoding="utf-8")
WHY = {"reason": "So it is.", "who": "Ines"}

FORMS: dict[str, dict[str, str]] = {
    "/records/{article}/{record}/confirm": WHY,
    "/records/{article}/{record}/correct": {"was.stance": "rejects", "stance": "open", **WHY},
    "/records/{article}/{record}/reject": WHY,
    "/actors/{id}/merge": {"other": "Ken Aoba", **WHY},
    "/actors/{id}/rename": {"name": "O. Lind", **WHY},
    "/actors/{id}/split": {"statement": "{record}", **WHY},
    "/matters/{id}/merge": {"other": "lake treaty", **WHY},
    "/matters/{id}/rename": {"name": "the ferry", **WHY},
    "/matters/{id}/split": {"statement": "{record}", **WHY},
    "/matters/{id}/part": {"of": "lake treaty", **WHY},
    "/articles/{article}/add": {
        "words": "suspended the ferry agreement on Monday",
        "speaker": "Ken Aoba",
        **WHY,
    },
    "/decisions/{number:int}/undo": {},
}
"""What a form of each address that changes something may bring; `{record}` is a statement of it."""


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("addresses") / "talks.db"
    read_at_once(at, ARTICLE)
    return at


@pytest.fixture(scope="module")
def client(talks: Path) -> Iterator[TestClient]:
    with opened(talks) as client:
        yield client


def documented(path: str) -> str:
    """Return how the documentation writes an address: `/records/ARTICLE/RECORD`."""
    return re.sub(r"\{(\w+?)(:int)?\}", lambda found: found[1].upper(), path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_as_html_and_with_the_same_rows(
    client: TestClient, talks: Path, path: str
) -> None:
    address = examples(talks)[path]
    found = page(client, address)
    assert found.xpath("//main//h1")
    links = {str(one) for one in found.xpath("//footer//a/@href")}
    rows: list[dict[str, Any]] = client.get(with_ending(address, ".json")).json()
    told = client.get(with_ending(address, ".csv"))
    assert told.status_code == 200
    assert told.headers["content-type"].startswith("text/csv")
    listed = list(csv.DictReader(io.StringIO(told.text)))
    assert len(listed) == len(rows)
    for row, line in zip(rows, listed, strict=True):
        assert list(row) == list(line)
    for ending in (".json", ".csv"):  # what is offered is what was asked here
        assert any(client.get(link).status_code == 200 for link in links if ending in link)


@pytest.mark.parametrize("path", CHANGES)
def test_a_form_changes_the_ledger_and_leads_to_a_page(
    talks: Path, path: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(talks.read_bytes())
    with opened(own) as client:
        row = client.get("/statements.json?q=stance:rejects").json()[0]
        article, _, record = row["record"].partition("/")
        names = {"article": article, "record": record}
        about = row["actor"] if path.startswith("/actors") else row["matter"]
        secret = secret_of(client)

        def send(to: str, form: dict[str, str]) -> str:
            sent = client.post(
                to, data={"form": secret, **form}, headers={"Origin": AT}, follow_redirects=False
            )
            assert sent.status_code == 303, sent.text
            return str(sent.headers["location"])

        if "undo" in path:
            send(f"/records/{row['record']}/reject", WHY)
        before = len(client.get("/decisions.json").json())
        form = {name: told.format(record=row["record"]) for name, told in FORMS[path].items()}
        led = send(path.replace(":int", "").format(**names, id=about, number=1), form)
        assert page(client, led).xpath("//p[@role='status']")
        assert len(client.get("/decisions.json").json()) == before + 1


def test_there_is_no_other_address() -> None:
    app = desk("nowhere.db")
    own = {
        (route.path, method)
        for route in app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }
    pages = [with_ending(path, ending) for path in PAGES for ending in (".json", ".csv")]
    known = {*PAGES, *pages, "/add", "/add.json", "/add.csv"}
    known |= {"/statements/all.json", "/statements/all.csv"}
    known |= {"/brief.html", "/brief.md", "/brief.docx", "/brief.pdf", "/conditions.argdown"}
    assert own == {(path, "GET") for path in known} | {
        (path, "POST") for path in (*CHANGES, "/add", "/statements/decide")
    }
    assert [route.path for route in app.routes if isinstance(route, Mount)] == ["/static"]


@pytest.mark.parametrize(
    "path", [*PAGES, *CHANGES, "/add", "/statements/all.json", "/statements/all.csv"]
)
def test_the_documentation_names_every_address(path: str) -> None:
    assert re.search(rf"`{re.escape(documented(path))}`", DOCUMENTED), documented(path)
