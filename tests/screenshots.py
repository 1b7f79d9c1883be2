"""Takes the pictures of the desk that its manual shows: `python tests/screenshots.py DIRECTORY`.

They are taken of the sample articles, in the browser of the tests. The same samples and fonts
give the same pictures, but for the day of the decisions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

import dragoman
from browser import CHROMIUM, FLAGS, read_samples, served
from dragoman.views import articles, conditions, statements
from dragoman.views.overview import overview

SIZE = (1200, 740)
PHONE = (390, 800)
PLAIN = [*FLAGS, "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file's name, the page, what is clicked first and comes of it, the look."""

    name: str
    address: str
    click: str = ""
    comes: str = ""
    dark: bool = False
    size: tuple[int, int] = SIZE


FIRST_RUN = Picture("first-run", "/")
"""The picture of a ledger that holds nothing yet."""


def pictures(ledger: Path) -> Iterator[Picture]:
    """Yield the pictures of the sample articles' desk."""
    with dragoman.open_ledger(ledger) as opened:
        cell = max(overview(opened).rows, key=lambda row: len(row.line))
        told = max(statements(opened, matter=cell.matter), key=lambda row: len(row.witnesses))
        speaker = next(row for row in statements(opened, side=cell.side) if row.actor and row.role)
        read = max(articles(opened), key=lambda row: row.statements)
        position = f"/position?q={quote(f'side:{cell.side} matter:{cell.matter}')}"
    yield Picture("ledger", "/")
    yield Picture("ledger-dark", "/", dark=True)
    yield Picture("ledger-phone", "/", size=PHONE)
    yield Picture("ledger-beside", "/", click="td.cell a", comes="#beside h2")
    yield Picture("position", position)
    yield Picture("conditions", "/conditions")
    yield Picture("conditions-phone", "/conditions", size=PHONE)
    yield Picture("statements", "/statements")
    yield Picture("statements-phone", "/statements", size=PHONE)
    yield Picture(
        "statement-right", "/statements?q=has:condition", click=".said a.right", comes=".decide"
    )
    yield Picture("cite", f"/statements/{told.record}/cite")
    yield Picture("articles", "/articles")
    yield Picture("reader", f"/articles/{read.article}")
    yield Picture("events", "/events")
    yield Picture("actors", "/actors")
    yield Picture("actor", f"/actors/{speaker.actor}")
    yield Picture("actor-change", f"/actors/{speaker.actor}/change")
    yield Picture("matters", "/matters")
    yield Picture("matter", f"/matters/{cell.matter}")
    yield Picture("sources", "/sources")
    yield Picture("record", f"/records/{told.record}")
    yield Picture("add-statement", f"/articles/{read.article}/add")
    yield Picture("brief", "/brief")
    yield Picture("add", "/add")
    yield Picture("decisions", "/decisions")


def decide(ledger: Path) -> None:
    """Take some decisions, so that there are some to be seen."""
    with dragoman.open_ledger(ledger) as opened:
        cell = max(overview(opened).rows, key=lambda row: len(row.line))
        some = statements(opened, matter=cell.matter)
        who = {"who": "Ina"}
        dragoman.records_confirm(opened, some[0].record, reason="as in the recording", **who)
        set_ = conditions(opened)[0]
        dragoman.records_correct(
            opened, set_.record, {"kind": "offer"}, reason="they offer it", **who
        )
        wrong = dragoman.records_reject(opened, some[-1].record, reason="not theirs", **who)
        dragoman.records_undo(opened, wrong.id, reason="it is theirs after all", **who)


def take(browser: Browser, at: str, one: Picture, to: Path) -> None:
    """Take one picture."""
    width, height = one.size
    page = browser.new_page(
        base_url=at,
        viewport={"width": width, "height": height},
        color_scheme="dark" if one.dark else "light",
        reduced_motion="reduce",
    )
    page.goto(one.address)
    if one.click:
        page.locator(one.click).first.click()
        page.locator(one.comes).first.wait_for()
        page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=to / f"{one.name}.png", animations="disabled", caret="hide")
    page.close()


def main(to: Path) -> None:
    """Take all pictures into a directory."""
    to.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as directory, sync_playwright() as playwright:
        sample, empty = Path(directory) / "samples.db", Path(directory) / "empty.db"
        read_samples(sample)
        decide(sample)
        dragoman.open_ledger(empty).close()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=PLAIN)
        with served(sample) as at:
            for one in pictures(sample):
                take(browser, at, one, to)
        with served(empty) as at:
            take(browser, at, FIRST_RUN, to)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
