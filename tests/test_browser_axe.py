"""axe-core finds nothing wrong on any page, by day and by night."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from axe import faults, faults_of_colour
from browser import Browsing, served
from desk_pages import examples
from dragoman.web.application import PAGES
from dragoman.web.safety import Access

EVEN_SO = (
    "/add",
    "/?q=zzz",
    "/statements?q=treaty+zzz+side:RUS",
    "/articles?q=outlet:Nobody",
    "/conditions?q=side:GBR",
)
"""Pages that are asked for something, or find nothing."""


def _whole(page: Page) -> None:
    """Open all that is folded, so that all of the page is looked at."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def test_axe_finds_what_is_wrong(browse: Browsing, sample_desk: str) -> None:
    page = browse(sample_desk)
    page.goto("/sources")
    page.evaluate("""() => {
        const words = document.querySelector("main p");
        words.style.color = "#999";
        document.documentElement.removeAttribute("lang");
    }""")
    rules = {one.partition(":")[0] for one in found(page)}
    assert rules == {"color-contrast", "html-has-lang"}


def found(page: Page) -> list[str]:
    _whole(page)
    page.emulate_media(color_scheme="light")
    light = faults(page)
    page.emulate_media(color_scheme="dark")
    return [*light, *(f"dark: {one}" for one in faults_of_colour(page))]


@pytest.mark.parametrize("path", [*PAGES, *EVEN_SO])
def test_a_page_has_no_fault(
    browse: Browsing, sample_desk: str, sample_ledger: Path, path: str
) -> None:
    page = browse(sample_desk)
    page.goto(examples(sample_ledger).get(path, path))
    assert found(page) == []


@pytest.mark.parametrize("number", [0, 25])
def test_an_article_has_no_fault(browse: Browsing, sample_desk: str, number: int) -> None:
    page = browse(sample_desk)
    page.goto("/articles")
    page.goto(str(page.locator("main table th a").nth(number).get_attribute("href")))
    assert found(page) == []


@pytest.mark.parametrize("path", ["/nowhere", "/articles/zzzzz", "/statements?page=0"])
def test_a_page_of_an_error_has_no_fault(browse: Browsing, sample_desk: str, path: str) -> None:
    page = browse(sample_desk)
    page.goto(path)
    browse.expect("Failed to load resource")
    assert page.locator("[role=alert]").is_visible()
    assert found(page) == []


@pytest.mark.parametrize("path", ["/", "/statements", "/articles", "/conditions", "/decisions"])
def test_a_page_of_an_empty_ledger_has_no_fault(
    browse: Browsing, empty_desk: str, path: str
) -> None:
    page = browse(empty_desk)
    page.goto(path)
    assert found(page) == []


def test_a_desk_for_reading_only_has_no_fault(browse: Browsing, sample_ledger: Path) -> None:
    with served(sample_ledger, Access(read_only=True)) as at:
        page = browse(at)
        for path in ("/records/{article}/{record}", "/actors/{id}/change", "/decisions"):
            page.goto(examples(sample_ledger).get(path, path))
            assert found(page) == []
