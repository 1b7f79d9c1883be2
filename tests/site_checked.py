"""A published site taken apart: what each page leads to, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

ATTRIBUTES = ("href", "src", "action")


@cache
def taken_apart(page: Path) -> HtmlElement:
    return lxml.html.document_fromstring(page.read_text(encoding="utf-8"))


@cache
def _anchors(page: Path) -> frozenset[str]:
    return frozenset(one.get("id") for one in taken_apart(page).iter() if one.get("id"))


def leads(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the addresses to which a page leads or of which it asks, with the element's name."""
    for one in taken_apart(page).iter():
        for name in ATTRIBUTES:
            if one.get(name) is not None:
                yield str(one.tag), str(one.get(name))


def broken(site: Path) -> list[str]:
    """Return the links of all pages that lead to no file of the site, or to no place in it."""
    found = []
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    for page in sorted(site.rglob("*.html")):
        for tag, address in leads(page):
            told = urlsplit(address)
            if told.scheme in ("http", "https") and tag == "a":
                continue  # an article's own address
            at = page if not told.path else (page.parent / told.path).resolve()
            inside = not told.scheme and not told.netloc and at.is_relative_to(site.resolve())
            if not inside or at.relative_to(site.resolve()).as_posix() not in names:
                found.append(f"{page.relative_to(site)}: {address}")
            elif told.fragment and told.fragment not in _anchors(at):
                found.append(f"{page.relative_to(site)}: no such place: {address}")
    return found
