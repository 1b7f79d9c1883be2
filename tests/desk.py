"""The desk without a socket: pages asked for in process, and their HTML taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from dragoman import from_text, open_ledger, read_into
from dragoman.web import desk
from dragoman.web.safety import Access

AT = "http://127.0.0.1:8123"


@contextmanager
def opened(ledger: str | Path, access: Access | None = None) -> Iterator[TestClient]:
    """Give a client of a ledger's desk, as a browser on the same machine is one."""
    with TestClient(desk(ledger, access), base_url=AT, raise_server_exceptions=False) as client:
        yield client


def read_at_once(ledger: Path, words: str, name: str = "ferry.txt") -> None:
    """Read one text into a new ledger by the rules alone, which takes a moment."""
    with open_ledger(ledger) as opened_:
        read_into(opened_, [from_text(words, name=name)], reader="rules")


def page(client: TestClient, address: str, status: int = 200) -> HtmlElement:
    """Return a page's HTML, taken apart."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return lxml.html.document_fromstring(answer.text)


def text(element: HtmlElement) -> str:
    """Return an element's words on one line."""
    return " ".join(element.text_content().split())


def article_at(client: TestClient, title: str) -> str:
    """Return the address of the article of that title."""
    rows = client.get("/articles.json").json()
    return next(f"/articles/{row['article']}" for row in rows if row["title"] == title)


def secret_of(client: TestClient, address: str = "/add") -> str:
    """Return what the forms of a page hold and no other page on the web knows."""
    return str(page(client, address).xpath("//input[@name='form']/@value")[0])


def all_text(found: HtmlElement, selector: str) -> list[str]:
    """Return the words of each element that an XPath finds."""
    return [text(one) for one in found.xpath(selector)]
