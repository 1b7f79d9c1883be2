"""Two hundred hostile articles in a real browser: nothing of theirs runs, loads or is an element.

Every field that an article or a decision can fill holds an attack. `make test` looks at one in
four, and at all pages of some; `make prove` at every page of every article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page

import dragoman
from browser import Browsing, served
from desk_pages import with_ending
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.overruling import actors_rename
from dragoman.ledger.overruling_matters import matters_rename
from dragoman.ledger.record_decisions import records_confirm
from dragoman.views import StatementRow, statements
from hostile_pages import FAMILIES, RUN, attacks, hostile

LISTS = ("/", "/conditions", "/statements", "/articles", "/events", "/actors", "/matters")
ATTACKS = attacks(200)
SOME = ATTACKS[::4]
PARTS = 16
"""Into how many tests the thousands of pages fall: several browsers can share them."""

_FOUND = """() => {
  const found = [];
  if (window.pwned) found.push("something of theirs ran");
  const never = "[theirs], img, iframe, object, embed, base, frameset, portal, video, audio, math,"
    + " template, plaintext, marquee, style, meta[http-equiv], animate, foreignObject, use";
  for (const one of document.querySelectorAll(never)) found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("*")) {
    for (const {name, value} of one.attributes) {
      if (/^on/i.test(name) || name === "style" || name === "srcdoc") found.push(name + value);
      if (/^(.*:)?(href|src|action|formaction|ping|data|(data-)?hx-(get|post))$/.test(name)) {
        const to = new URL(value, location.href);
        const own = to.origin === location.origin;
        const original = name === "href" && one.relList.contains("external")
          && ["http:", "https:"].includes(to.protocol);
        if (!own && !original) found.push(name + "=" + value);
      }
    }
    if (one.localName === "script" && !/^\\/static\\//.test(one.getAttribute("src")))
      found.push(one.outerHTML.slice(0, 200));
    if (one.localName === "link" && !/^\\/static\\//.test(one.getAttribute("href")))
      found.push(one.outerHTML.slice(0, 200));
  }
  if (!document.querySelector("footer.end") || !document.querySelector("main h1"))
    found.push("the page is cut short");
  return found;
}"""


def stored(at: Path, these: Sequence[str]) -> Path:
    """Keep articles full of attacks in a ledger, some of them decided on in words as hostile."""
    with dragoman.open_ledger(at) as opened:
        for number, attack in enumerate(these):
            opened.add(hostile(number, attack))
        for row, attack in zip(statements(opened)[::5], these, strict=False):
            _decide(opened, row, attack)
    return at


def _decide(opened: Ledger, row: StatementRow, attack: str) -> None:
    who, why = attack[:90].strip() or "x", attack[:900].strip() or "x"
    assert row.actor
    assert row.matter
    with suppress(DragomanError):  # not every attack may be a name
        actors_rename(opened, row.actor, f"{who} 1", who=who, reason=why)
    with suppress(DragomanError):
        matters_rename(opened, row.matter, f"{who} 2", who=who, reason=why)
    records_confirm(opened, row.record, who=who, reason=why)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of some of the hostile articles."""
    return stored(tmp_path_factory.mktemp("hostile") / "hostile.db", SOME)


@pytest.fixture(scope="module")
def at(ledger: Path) -> Iterator[str]:
    with served(ledger) as address:
        yield address


def said_in(ledger: Path) -> Sequence[StatementRow]:
    with dragoman.open_ledger(ledger) as opened:
        return statements(opened, each=True)


def harmless(page: Page, address: str) -> None:
    page.goto(address)
    found = page.evaluate(_FOUND)
    assert not found, (address, found)


def through(page: Page, path: str) -> None:
    """Look at all pages of a list."""
    harmless(page, path)
    while (further := page.locator("nav.pages a[rel=next]")).count():
        harmless(page, str(further.first.get_attribute("href")))


def pages_of(row: StatementRow, every: Sequence[str]) -> list[str]:
    """Return the address of each page that is about one hostile article."""
    return [
        f"/articles/{row.article}",
        *(f"/records/{record}" for record in every if record.startswith(f"{row.article}/")),
        f"/statements/{row.record}/cite",
        f"/actors/{row.actor}",
        f"/actors/{row.actor}/change",
        f"/matters/{row.matter}",
        f"/matters/{row.matter}/change",
    ]


def records(ledger: Path) -> list[str]:
    with dragoman.open_ledger(ledger) as opened:
        readings = [opened.reading(article) for article in opened.article_ids()]
    return [
        f"{one.article.id}/{record}"
        for one in readings
        for record in (
            *(said.id for said in one.statements),
            *(asked.id for asked in one.conditions),
            *(event.id for event in one.events),
        )
    ]


@pytest.mark.parametrize("path", [*LISTS, "/sources", "/decisions"])
def test_no_list_runs_anything(browse: Browsing, at: str, path: str) -> None:
    page = browse(at)
    through(page, path)
    page.goto(with_ending(path, ".json"))
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("number", range(0, len(SOME), 12))
def test_no_page_of_an_article_runs_anything(
    browse: Browsing, at: str, ledger: Path, number: int
) -> None:
    page = browse(at)
    every = records(ledger)
    article = every[number * 3].partition("/")[0]
    row = next(row for row in said_in(ledger) if row.article == article)
    for address in pages_of(row, every):
        harmless(page, address)


def test_what_ran_would_be_found(browse: Browsing, at: str) -> None:
    page = browse(at)
    for made in ("<b theirs>b</b>", f"<a href='javascript:{RUN}'>a</a>", "<p onclick=a>p</p>"):
        page.goto("/matters")
        page.evaluate("made => { document.querySelector('h1').innerHTML = made; }", made)
        assert page.evaluate(_FOUND), made
        browse.complaints.clear()  # the page's policy tells of the handler


def test_what_is_asked_is_no_markup(browse: Browsing, at: str) -> None:
    page = browse(at)
    for number, family in enumerate(FAMILIES.values()):
        path = LISTS[number % len(LISTS)]
        for words in family[:1]:
            page.goto(path)
            page.locator("#q").fill(f'"{words}"'.replace("\n", " "))
            page.locator("#q").press("Enter")
            page.wait_for_url("**/*q=*")
            found = page.evaluate(_FOUND)
            assert not found, (words, found)
    harmless(page, f"/position?q=side:VAL+matter:%3Cscript%3E{RUN}%3C/script%3E")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all the hostile articles."""
    return stored(tmp_path_factory.mktemp("whole") / "hostile.db", ATTACKS)


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_of_any_article_runs_anything(browse: Browsing, whole: Path, part: int) -> None:
    every, rows = records(whole), said_in(whole)
    assert len({row.article for row in rows}) == len(ATTACKS)
    seen = {address for row in rows for address in pages_of(row, every)}
    for row in rows:
        seen.add(f"/position?q=matter:{row.matter}+side:VAL")
        seen.add(f"/statements?q=matter:{row.matter}")
    with served(whole) as address:
        page = browse(address)
        for path in sorted(seen)[part::PARTS]:
            harmless(page, path)
        if not part:
            for path in (*LISTS, "/sources", "/decisions"):
                through(page, path)
    print(f"part {part + 1} of {PARTS}: {len(ATTACKS)} articles, {len(seen)} pages in all")
