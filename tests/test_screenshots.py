"""The manual of the desk shows a picture of every page, and no picture that is not taken."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from playwright.sync_api import Browser

from browser import served
from dragoman.web.application import PAGES
from screenshots import FIRST_RUN, Picture, pictures, take

DOCS = Path(__file__).parents[1] / "docs"


def test_every_page_has_its_picture(sample_ledger: Path) -> None:
    taken = [one.address.partition("?")[0] for one in pictures(sample_ledger)]
    for path in (*PAGES, "/add"):
        page = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        alike = path == "/matters/{id}/change"
        shown = alike or any(page.fullmatch(one) for one in taken)
        assert shown, path


def test_the_manual_shows_what_is_taken(sample_ledger: Path) -> None:
    told = re.findall(r"\]\(images/([\w-]+)\.png\)", (DOCS / "desk.md").read_text("utf-8"))
    assert sorted(told) == sorted(one.name for one in (*pictures(sample_ledger), FIRST_RUN))
    kept = list((DOCS / "images").iterdir())
    assert {one.name for one in kept} == {f"{name}.png" for name in told}
    assert sum(one.stat().st_size for one in kept) < 3_200_000


def test_a_picture_is_taken_in_its_size(
    chromium: Browser, sample_ledger: Path, tmp_path: Path
) -> None:
    with served(sample_ledger) as at:
        take(
            chromium,
            at,
            Picture("phone", "/", "td.cell a", "#beside h2", size=(390, 500)),
            tmp_path,
        )
    written = (tmp_path / "phone.png").read_bytes()
    assert struct.unpack(">II", written[16:24]) == (390, 500)
