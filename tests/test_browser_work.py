"""The desk's work in a real browser, with scripts and without: nothing needs them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from axe import faults
from browser import Browsing, words
from command_line import STRAIT

REFUSALS = '/statements?q=stance:rejects matter:"talks between Valdoria and Kestrelia"'
LONG = 60_000
"""Milliseconds for reading an article, the language pipeline's start among them."""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read(page: Page) -> None:
    """Send what was given to the page that adds, and wait until it is read."""
    page.get_by_role("button", name="Read into the ledger").click()
    expect(page.get_by_role("status")).to_contain_text("Done", timeout=LONG)


def pick(page: Page, path: str) -> str:
    """Return where the first statement of the list leads, without what was asked."""
    page.goto(path)
    to = page.locator("ol.statements a.words").first.get_attribute("href") or ""
    return re.sub(r"\?[^#]*", "", to)


def record_at(page: Page, path: str = "/statements") -> str:
    """Return the address of the record of the first statement of a list."""
    article, _, record = pick(page, path).partition("#")
    return f"{article.replace('/articles/', '/records/')}/{record}"


def test_the_first_run_leads_to_an_article_that_was_read(
    browse: Browsing, empty_desk: str, scripts: bool
) -> None:
    page = browse(empty_desk, java_script_enabled=scripts)
    page.goto("/")
    page.locator("main").get_by_role("link", name="Add").first.click()
    page.get_by_label("Paste").fill(STRAIT)
    read(page)
    expect(page.get_by_role("status")).to_contain_text("1 read")
    page.get_by_role("link", name="Valdoria says talks must wait").click()
    assert page.title().startswith("Valdoria says talks must wait")
    assert "talks with Japan on a fishing treaty were impossible" in words(page, "article")
    assert page.locator("mark.statement").count() >= 2
    page.get_by_role("link", name="Ledger", exact=True).click()
    assert "fishing treaty" in words(page, "main table")


def test_what_cannot_be_read_is_told_apart_from_what_was(
    browse: Browsing, empty_desk: str, tmp_path: Path, scripts: bool
) -> None:
    article = tmp_path / "strait.txt"
    article.write_text(STRAIT, encoding="utf-8")
    picture = tmp_path / "<img src=x onerror=alert(1)>.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    page = browse(empty_desk, java_script_enabled=scripts)
    page.goto("/add")
    page.get_by_label("files").set_input_files([article, picture])
    page.get_by_label("addresses").fill("http://127.0.0.1/secret\nno address")
    read(page)
    expect(page.get_by_role("status")).to_contain_text("3 not read")
    failed = page.locator("ul.failed li")
    assert failed.count() == 3
    for told in failed.all_inner_texts():
        assert re.match(r"\S.*\s\S.*\.", told, re.DOTALL), told  # what it is, and why not
    assert page.locator("ul.added li").all_inner_texts()[0].endswith("read")


def test_a_file_is_dropped_on_its_field(browse: Browsing, empty_desk: str, tmp_path: Path) -> None:
    article = tmp_path / "strait.txt"
    article.write_text(STRAIT, encoding="utf-8")
    page = browse(empty_desk)
    page.goto("/add")
    box = page.locator("#files").bounding_box()
    assert box
    hand = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        hand.send(
            "Input.dispatchDragEvent",
            {
                "type": step,
                "x": box["x"] + box["width"] / 2,
                "y": box["y"] + box["height"] / 2,
                "data": {"items": [], "files": [str(article)], "dragOperationsMask": 1},
            },
        )
    read(page)
    expect(page.locator("ul.added li")).to_have_count(1)


def test_an_article_is_read_with_its_cards_beside_its_words(
    browse: Browsing, sample_desk: str, scripts: bool
) -> None:
    page = browse(sample_desk, java_script_enabled=scripts)
    to = pick(page, "/statements?q=treaty")
    page.goto(to)
    name = to.partition("#")[2]
    marked, card = page.locator(f'[id="{name}"]'), page.locator(f'[id="card-{name}"]')
    expect(marked).to_be_in_viewport()
    assert marked.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    at, beside = marked.locator("xpath=ancestor::p").bounding_box(), card.bounding_box()
    assert at
    assert beside
    assert beside["x"] >= at["x"] + at["width"]
    card.get_by_role("link", name="Words of").click()
    expect(marked).to_be_in_viewport()
    marked.get_by_role("link").first.click()
    expect(card).to_be_in_viewport()
    assert page.url.endswith(f"#card-{name}")
    summary = page.get_by_text("Get a summary")
    if summary.count():
        summary.click()
        page.locator("details.summary a").first.click()
        target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        expect(page.locator(f'[id="{target}"]')).to_be_in_viewport()


def test_a_search_is_narrowed_and_gone_back_from(
    browse: Browsing, sample_desk: str, scripts: bool
) -> None:
    page = browse(sample_desk, java_script_enabled=scripts)
    page.goto("/statements")
    page.get_by_role("searchbox").fill("islands")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/statements?q=islands*")
    broad = page.locator("ol.statements > li").all_inner_texts()
    assert broad
    facet = page.locator("aside.facets section", has_text="side").locator("li a").first
    count = int(facet.locator(".n").inner_text())
    facet.click()
    page.wait_for_url("**/statements?q=side*islands*")
    narrow = page.locator("ol.statements > li").all_inner_texts()
    assert len(narrow) == min(count, 50)
    address = page.url
    page.go_back()
    assert page.locator("ol.statements > li").all_inner_texts() == broad
    assert page.get_by_role("searchbox").input_value() == "islands"
    page.go_forward()
    page.get_by_role("link", name="Take away side").click()
    page.wait_for_url("**/statements?q=islands*")
    another = browse(sample_desk, java_script_enabled=scripts)
    another.goto(address)
    assert another.locator("ol.statements > li").all_inner_texts() == narrow


def test_a_record_is_confirmed_corrected_rejected_and_all_is_undone(
    browse: Browsing, own_desk: str, scripts: bool
) -> None:
    page = browse(own_desk, java_script_enabled=scripts)
    at = record_at(page, REFUSALS)
    before = page.locator("ol.statements").inner_text()
    page.goto(at)
    page.get_by_role("button", name="Confirm it").click()
    expect(page.get_by_role("status")).to_contain_text("Decision 1")
    page.locator("summary", has_text="Correct it").click()
    form = page.locator("form[action$='/correct']")
    form.get_by_role("combobox", name="Stance").select_option("open")
    form.get_by_label("Why").fill("It only hints.")
    form.get_by_label("Your name").fill("Ines")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Decision 2")
    assert "open" in words(page, "dl.stands")
    assert "by Ines" in words(page, "ul.history")
    page.locator("summary", has_text="Reject it").click()
    page.locator("form[action$='/reject']").get_by_label("Why").fill("Nobody said this.")
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Decision 3")
    page.goto(REFUSALS)
    assert page.locator("ol.statements").inner_text() != before
    page.goto("/decisions")
    for number in (3, 2, 1):
        page.get_by_role("button", name=f"Undo decision {number}").click()
        expect(page.get_by_role("status")).to_be_visible()
    page.goto(REFUSALS)
    assert page.locator("ol.statements").inner_text() == before


@pytest.mark.parametrize("what", ["actors", "matters"])
def test_two_are_made_one_and_two_again(
    browse: Browsing, own_desk: str, scripts: bool, what: str
) -> None:
    page = browse(own_desk, java_script_enabled=scripts)
    page.goto(f"/{what}")
    links = page.locator("main table th a")
    (to, name), (other, another) = (
        (links.nth(n).get_attribute("href") or "", links.nth(n).inner_text()) for n in (0, 3)
    )
    assert name != another
    page.goto(f"{to}/change")
    form = page.locator("form[action$='/merge']")
    form.get_by_role("textbox", name="The other").fill(other.rpartition("/")[2])
    form.get_by_label("Why").fill("They are one.")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("status")).to_contain_text("Decision 1")
    page.goto(to)
    both = words(page, "h1")
    page.goto(other)  # who kept the address of what was merged comes to what it is now
    assert words(page, "h1") == both
    assert both in (name, another)
    page.goto("/decisions")
    page.get_by_role("button", name="Undo decision 1").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto(other)
    assert words(page, "h1") == another


def test_selected_words_are_added_as_a_statement(browse: Browsing, own_desk: str) -> None:
    page = browse(own_desk)
    page.goto(pick(page, "/statements?q=treaty").partition("#")[0])
    chosen = page.evaluate("""() => {
        const block = document.querySelector("p.stored.body:has(mark .number)");
        const range = document.createRange();
        range.selectNodeContents(block);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        const bare = block.cloneNode(true);
        for (const number of bare.querySelectorAll(".number")) number.remove();
        return [block.dataset.start, bare.textContent.trim()];
    }""")
    page.get_by_role("button", name="Add these words as a statement").click()
    form = page.locator("#add-statement form")
    expect(form.get_by_label("Its words")).to_have_value(chosen[1])
    expect(form.locator("[name='at']")).to_have_value(chosen[0])
    assert faults(page) == []
    speaker = form.get_by_label("Speaker: an actor")
    expect(speaker).to_be_focused()
    speaker.fill("Ilse Marrane")
    form.get_by_label("Why").fill("Missed.")
    form.get_by_role("button", name="Add the statement").click()
    expect(page.get_by_role("status")).to_contain_text("Decision 1 is kept")
    name = page.url.partition("#card-")[2]
    assert name.startswith(f"s{chosen[0]}-")
    expect(page.locator(f'[id="card-{name}"]')).to_contain_text("Decision 1: added")


def test_words_are_added_and_told_apart_without_scripts(browse: Browsing, own_desk: str) -> None:
    page = browse(own_desk, java_script_enabled=False)
    page.goto(pick(page, "/statements?q=treaty").partition("#")[0])
    page.get_by_text("Add a statement").first.click()
    form = page.locator("#add-statement form")
    form.get_by_label("Its words").fill("the")
    form.get_by_label("Speaker: an actor").fill("Ilse Marrane")
    form.get_by_label("Why").fill("Missed.")
    form.get_by_role("button", name="Add the statement").click()
    expect(page.get_by_role("alert")).to_contain_text("several times")
    browse.expect("400")
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Add the statement").click()
    expect(page.get_by_role("status")).to_contain_text("Decision 1 is kept")
