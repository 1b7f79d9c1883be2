"""The keyboard alone suffices: it reaches all that a mouse does, and one sees where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import Browsing, words
from desk_pages import examples

STOPS = 400
"""More than any page has: who is not round by then is caught."""

_REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']"
  )].filter(one => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden"
    && one.checkVisibility({visibilityProperty: true})
    && !(one.localName === "input" && one.type === "radio" && !one.checked)).length"""

_HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const box = one.getClientRects()[0] || one.getBoundingClientRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  one.dataset.stop = one.dataset.stop || String(document.querySelectorAll("[data-stop]").length);
  return {
    stop: one.dataset.stop,
    html: one.outerHTML.slice(0, 160),
    outlined: [null, "::after"].some(part => outlined(getComputedStyle(one, part))),
    shown: box.width > 0 && box.right > 0 && box.bottom > 0
      && box.top < innerHeight && box.left < innerWidth
      && top !== null && (one.contains(top) || top.contains(one)),
  };
}"""


def stops(page: Page) -> list[dict[str, object]]:
    """Press Tab until the page is left, and return where it stopped."""
    found: list[dict[str, object]] = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None or (found and here["stop"] == found[0]["stop"]):
            return found
        if not found or here["stop"] != found[-1]["stop"]:  # a field of a day has several
            found.append(here)
    raise AssertionError(f"the keyboard does not come out of the page: {found[-3:]}")


@pytest.mark.parametrize(
    "path",
    ["/", "/add", "/conditions", "/articles/{article}", "/records/{article}/{record}"],
)
def test_all_is_reached_and_seen(
    browse: Browsing, sample_desk: str, sample_ledger: Path, path: str
) -> None:
    page = browse(sample_desk, reduced_motion="reduce")  # what is focused is there at once
    page.goto(examples(sample_ledger).get(path, path))
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    wanted = page.evaluate(_REACHABLE)
    found = stops(page)
    assert len(found) == wanted
    assert [one["stop"] for one in found] == [str(n) for n in range(wanted)]  # each once
    assert not [one["html"] for one in found if not one["outlined"]]
    assert not [one["html"] for one in found if not one["shown"]]


def test_the_first_stop_leads_past_the_navigation(browse: Browsing, sample_desk: str) -> None:
    page = browse(sample_desk)
    page.goto("/statements")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_search_is_typed_and_its_statements_are_stepped_through(
    browse: Browsing, sample_desk: str
) -> None:
    page = browse(sample_desk)
    page.goto("/conditions")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.goto("/statements")
    page.keyboard.press("/")
    page.keyboard.type("treaty jkn/p")  # in a field the keys are letters
    expect(page.get_by_role("searchbox")).to_have_value("treaty jkn/p")
    for _ in range(len(" jkn/p")):
        page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements?q=treaty")
    found = page.locator("ol.statements a.words")
    page.keyboard.press("j")
    expect(found.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(found.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    assert "q=treaty" in page.url


def test_an_article_is_stepped_through(browse: Browsing, sample_desk: str) -> None:
    page = browse(sample_desk)
    page.goto("/articles?q=treaty")
    page.locator("main table th a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    title = words(page, "h1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    name = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    second = page.locator("section.card").nth(1)
    assert name == second.get_attribute("data-words")
    expect(page.locator(f'[id="{name}"]')).to_be_in_viewport()
    page.keyboard.press("k")
    assert name != page.evaluate("decodeURIComponent(location.hash.slice(1))")
    page.keyboard.press("n")
    page.wait_for_function("title => document.querySelector('h1').innerText !== title", arg=title)
    assert "q=treaty" in page.url
    page.keyboard.press("p")
    page.wait_for_function("title => document.querySelector('h1').innerText === title", arg=title)


def test_a_cell_is_opened_and_read_from_its_heading(browse: Browsing, sample_desk: str) -> None:
    page = browse(sample_desk)
    page.goto("/")
    page.locator("td.cell > a").first.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#beside h2").first
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert page.locator("#beside ol.statements li").count()


def test_a_record_is_confirmed_without_a_mouse(browse: Browsing, own_desk: str) -> None:
    page = browse(own_desk)
    page.goto("/statements")
    page.keyboard.press("j")
    href = page.evaluate("document.activeElement.getAttribute('href')")
    article, _, record = href.partition("#")
    page.goto(f"{article.partition('?')[0].replace('articles', 'records')}/{record}")
    confirm = page.get_by_role("button", name="Confirm it")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if confirm.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Decision 1")
