"""A published site in a real browser, from the disk: reading, searching, and nothing beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

import dragoman
from axe import faults
from browser import Browsing, words
from dragoman.ledger.search_postgresql import words_of
from dragoman.views import statements
from dragoman.web.asked import ALIASES, asked_of
from dragoman.web.pages.statements import narrowed
from dragoman.web.published import publish
from dragoman.web.published.addresses import SEARCHED
from hostile_pages import attacks
from test_browser_hostile import stored

QUERIES = (
    "",
    "treaty",
    "peace treaty",
    '"peace treaty"',
    "side:Russia",
    "side:Tokyo islands",
    "side:RUS stance:rejects",
    "stance:none",
    "negotiat*",
    "n*",
    "talks talking talked",
    "kind:direct has:condition",
    "sourcing:anonymous",
    "rank:foreign-minister side:Valdoria",
    "reported:doubting",
    "language:en after:2031",
    "before:2026-02",
    "after:2026-01-20 before:2026-01",
    'outlet:"Tarn Herald"',
    "no-such-word-anywhere",
    "...",
)


@pytest.fixture(scope="module")
def site(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("published") / "a site"
    publish(sample_ledger, to)
    return to


@pytest.fixture
def disk(chromium: Browser) -> Iterator[Browsing]:
    """Opens pages of the disk, which may ask for nothing else."""
    browsing = Browsing(chromium)
    yield browsing
    browsing.close()
    assert not browsing.complaints, browsing.complaints
    schemes = {urlsplit(url).scheme for url in browsing.requests}
    assert schemes <= {"file", "data", "about"}, browsing.requests


def opened(page: Page, site: Path, name: str, query: str = "") -> Page:
    page.goto(f"{(site / name).as_uri()}{query}")
    return page


def searched(page: Page, site: Path, query: str) -> Page:
    opened(page, site, "search.html", f"?{urlencode({'q': query})}")
    page.wait_for_selector("body[data-searched]")
    return page


def every_row(page: Page) -> list[str]:
    while page.locator("#further").is_visible():
        page.locator("#further").click()
    return [
        str(one).replace("-", "/", 1)
        for one in page.locator("#found > li").evaluate_all("rows => rows.map(row => row.id)")
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_finds_what_the_desk_finds(
    disk: Browsing, site: Path, sample_ledger: Path, query: str
) -> None:
    asked = asked_of({"q": query})
    with dragoman.open_ledger(sample_ledger) as ledger:
        wanted = [row.record for row in statements(ledger, asked.query, **narrowed(asked))]
    page = searched(disk("about:blank"), site, query)
    assert every_row(page) == wanted
    told = {0: "No statement found for this query.", 1: "1 statement"}
    assert words(page, "#counts") == told.get(len(wanted), f"{len(wanted)} statements")


@pytest.mark.prove
def test_finds_by_every_side_speaker_and_matter_that_there_is(
    disk: Browsing, site: Path, sample_ledger: Path
) -> None:
    page = searched(disk("about:blank"), site, "treaty")
    with dragoman.open_ledger(sample_ledger) as ledger:
        rows = statements(ledger, each=True)
        queries = {f"speaker:{row.actor}" for row in rows if row.actor}
        queries |= {f'speaker:"{row.speaker}"' for row in rows if row.speaker}
        queries |= {f"matter:{row.matter}" for row in rows if row.matter}
        queries |= {f'side:"{side}"' for row in rows for side in row.sides}
        for query in sorted(queries):
            asked = asked_of({"q": query})
            wanted = [row.record for row in statements(ledger, asked.query, **narrowed(asked))]
            found = page.evaluate(
                """async query => {
                  const numbers = await found(askedOf(new URLSearchParams({q: query})));
                  return (await Promise.all(numbers.map(rowOf))).map(row => row[0]);
                }""",
                query,
            )
            assert found == wanted, query


def test_reads_queries_and_words_as_the_ledger_does(
    disk: Browsing, site: Path, sample_ledger: Path
) -> None:
    page = searched(disk("about:blank"), site, "treaty")
    with dragoman.open_ledger(sample_ledger) as ledger:
        texts = [article.text for article in ledger.articles()]
    assert page.evaluate("SEARCHED") == list(SEARCHED)
    assert dict(page.evaluate("[...ALIASES]")) == ALIASES
    texts.append("naïve Ωμέγας Ёлка straße İstanbul 日本語 x_y e\u0301t relational hopping ponies")
    for text in texts:
        assert page.evaluate("text => wordsOf(text)", text) == list(words_of(text))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("known:2026", "known: cannot be asked here"),
        ("nothing:such", "nothing: cannot be asked here"),
    ],
)
def test_says_what_it_cannot_do(disk: Browsing, site: Path, query: str, told: str) -> None:
    page = searched(disk("about:blank"), site, query)
    assert told in words(page, "#counts")


def test_search_is_asked_from_every_page(disk: Browsing, site: Path) -> None:
    page = opened(disk("about:blank"), site, "matters.html")
    page.keyboard.press("/")
    page.keyboard.type('side:Russia "peace treaty"')
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-searched]")
    assert page.locator("#q").input_value() == 'side:Russia "peace treaty"'
    found = every_row(page)
    assert found
    page.locator("#found a.words").first.click()
    page.wait_for_selector("article.reader")
    record = found[0].partition("/")[2]
    assert page.url.endswith(f"#{record}")
    assert page.locator(f"#{record}").is_visible()


def test_facets_and_lists_lead_to_what_they_count(disk: Browsing, site: Path) -> None:
    page = opened(disk("about:blank"), site, "statements.html")
    facet = page.locator("#narrow li a").first
    count = words(page, "#narrow li a .n").replace(",", "")
    facet.click()
    page.wait_for_selector("body[data-searched]")
    assert words(page, "#counts").startswith(f"{count} statement")
    page.locator("#asked a").first.click()
    page.wait_for_selector("body[data-searched]")
    assert not page.locator("#asked li").count()


def test_an_article_is_read_by_the_keyboard(disk: Browsing, site: Path) -> None:
    page = opened(disk("about:blank"), site, "articles.html")
    page.locator("main table a").first.click()
    page.wait_for_selector("article.reader")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.keyboard.press("p")
    page.wait_for_url(first)
    page.keyboard.press("n")
    page.wait_for_url(second)
    page.keyboard.press("j")
    card = page.locator(".card.here")
    anchor = str(card.get_attribute("data-words"))
    assert page.url.endswith(f"#{anchor}")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".card.here").get_attribute("data-words") == anchor
    page.locator(f"#card-{anchor} a", has_text="Cite").click()
    page.wait_for_selector("section.cite")


def test_reads_without_a_script(disk: Browsing, site: Path) -> None:
    page = opened(disk("about:blank", java_script_enabled=False), site, "search.html", "?q=treaty")
    assert "Searching needs JavaScript" in words(page)
    page.locator("main a", has_text="all statements").click()
    assert "Statements" in words(page, "h1")
    page.locator("main ol.statements a.words").first.click()
    assert page.locator("article.reader").count() == 1


@pytest.mark.parametrize(
    "name",
    ["index.html", "conditions.html", "statements.html", "matters.html", "search.html?q=treaty"],
)
def test_axe_finds_nothing(disk: Browsing, site: Path, name: str) -> None:
    file, mark, query = name.partition("?")
    page = opened(disk("about:blank"), site, file, f"{mark}{query}")
    if mark:
        page.wait_for_selector("body[data-searched]")
    assert faults(page) == []


def test_axe_finds_nothing_in_an_article_and_a_position(disk: Browsing, site: Path) -> None:
    page = disk("about:blank")
    for folder in ("articles", "position", "cite"):
        name = next(iter(sorted((site / folder).rglob("*.html"))))
        opened(page, site, name.relative_to(site).as_posix())
        assert faults(page) == [], name


_FOUND = """site => {
  const found = [];
  if (window.pwned) found.push("something of theirs ran");
  const never = "[theirs], img, iframe, object, embed, base, frameset, video, audio, math, style,"
    + " template, plaintext, marquee, animate, foreignObject, use, meta[http-equiv=refresh]";
  for (const one of document.querySelectorAll(never)) found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("*")) {
    for (const {name, value} of one.attributes) {
      if (/^on/i.test(name) || name === "style" || name === "srcdoc") found.push(name + value);
      if (/^(.*:)?(href|src|action|formaction|ping|data|hx-.*)$/.test(name)) {
        const to = new URL(value, location.href);
        const original = name === "href" && one.relList.contains("external")
          && ["http:", "https:"].includes(to.protocol);
        if (!to.href.startsWith(site) && !original) found.push(name + "=" + value);
      }
    }
  }
  if (!document.querySelector("footer.end") || !document.querySelector("main h1"))
    found.push("the page is cut short");
  return found;
}"""


@pytest.mark.prove
def test_nothing_of_a_hostile_article_runs(disk: Browsing, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(stored(tmp_path / "hostile.db", attacks(200)[::9]), site)
    page = disk("about:blank")
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    few = [name for n, name in enumerate(names) if "/" not in name or n % 7 == 0]
    for name in few:
        opened(page, site, name)
        assert not page.evaluate(_FOUND, site.as_uri()), name
    for query in ("", "side:VAL", "script", "stance:rejects"):
        searched(page, site, query)
        every_row(page)
        assert not page.evaluate(_FOUND, site.as_uri()), query
