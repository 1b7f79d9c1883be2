"""How the desk looks: on paper, on a telephone and a wall, by night, from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

import dragoman
from browser import Browsing, overflows, served, words
from desk_pages import examples

FARAWAY = """محادثات حول المضيق

قال الوزير يوم الثلاثاء إن المحادثات حول المضيق مستحيلة في الوقت الحاضر. وأضاف أن بلاده ستعود إلى
الطاولة إذا سحبت الدولة الأخرى زوارق الدورية التابعة لها من الميناء القديم.

وقالت السفيرة إن حكومتها مستعدة للقاء في أي يوم وفي أي مدينة.
"""
"""An article of our own, in a language that is written from right to left."""


@pytest.fixture
def right_to_left(tmp_path: Path, browse: Browsing) -> Iterator[str]:
    at = tmp_path / "far.db"
    with dragoman.open_ledger(at) as ledger:
        dragoman.read_into(ledger, [dragoman.from_text(FARAWAY, name="far.txt")])
    with served(at) as address:
        yield address
        browse.close()


def test_no_page_is_wider_than_a_telephone_or_a_wall(
    browse: Browsing, sample_desk: str, sample_ledger: Path
) -> None:
    page = browse(sample_desk)
    wide = []
    for path in (*examples(sample_ledger).values(), "/add", "/statements?q=zzz"):
        page.goto(path)
        for width, height in ((360, 740), (1280, 900), (2560, 1440)):
            page.set_viewport_size({"width": width, "height": height})
            if overflows(page):
                wide.append((path, width))
    assert not wide


def test_what_is_opened_beside_the_matrix_fits_a_telephone(
    browse: Browsing, sample_desk: str
) -> None:
    page = browse(sample_desk, viewport={"width": 360, "height": 740})
    page.goto("/")
    page.locator("td.cell > a").first.click()
    expect(page.locator("#beside h2").first).to_be_in_viewport()
    assert not overflows(page)


def test_letters_of_twice_their_size_fit(
    browse: Browsing, sample_desk: str, sample_ledger: Path
) -> None:
    page = browse(sample_desk, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    for path in ("/", "/statements", "/articles/{article}", "/add"):
        page.goto(examples(sample_ledger).get(path, path))
        assert not overflows(page), path


@pytest.mark.parametrize(
    "path", ["/", "/conditions", "/statements", "/articles/{article}", "/matters/{matter}"]
)
def test_a_printed_page_keeps_its_words_and_leaves_out_its_tools(
    browse: Browsing, sample_desk: str, sample_ledger: Path, path: str
) -> None:
    page = browse(sample_desk, color_scheme="dark")
    page.goto(examples(sample_ledger)[path])
    before = page.locator("main .words, main p.stored, main .stance").all_inner_texts()
    page.emulate_media(media="print")
    expect(page.locator("header nav")).to_be_hidden()
    expect(page.locator("#q")).to_be_hidden()
    assert not page.locator("main button:visible").count()
    after = page.locator("main .words, main p.stored, main .stance").all_inner_texts()
    assert before
    assert after == before
    white = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert white in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_it_is_dark_by_night(browse: Browsing, sample_desk: str) -> None:
    page = browse(sample_desk, color_scheme="light")
    page.goto("/")
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        told = page.evaluate("getComputedStyle(document.body).backgroundColor")
        seen[scheme] = sum(int(part) for part in told.strip("rgb()").split(",")) / 3
    assert seen["light"] > 220
    assert seen["dark"] < 60


def test_nothing_moves_for_who_asks_for_that(browse: Browsing, sample_desk: str) -> None:
    page = browse(sample_desk, reduced_motion="reduce")
    for path in ("/", "/statements"):
        page.goto(path)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(one => {
            const style = getComputedStyle(one);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).map(one => one.outerHTML.slice(0, 120))""")
        assert not moving


def test_an_article_is_read_from_right_to_left(browse: Browsing, right_to_left: str) -> None:
    page = browse(right_to_left)
    page.goto("/articles")
    link = page.locator("main table th a")
    assert link.inner_text() == "محادثات حول المضيق"
    assert link.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert link.get_attribute("lang") == "ar"
    link.click()
    stored = page.locator("article .stored").all()
    assert len(stored) == 4
    for told in stored:
        assert told.get_attribute("lang") == "ar"
        assert told.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "ltr"
    assert "المضيق" in words(page, "article")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert not overflows(page)
