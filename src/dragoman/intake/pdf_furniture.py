"""Running heads, feet and page numbers: rows at a page's edge that come again on other pages.

Numbers in them count as alike (`Page 3 of 9`), and they must stand at the same height. A bare
page number at the very edge needs no second page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from dragoman.intake.pdf_layout import Row, rows_of
from dragoman.intake.pdf_words import Word

_EDGE = 4
_HEIGHT = 9.0
"""Points by which the same foot may stand higher or lower on another page."""
_SHORT_DOCUMENT = 4
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\[(\s]*(?:page|p\.?|seite|sheet)?\s*\d{1,4}\s*(?:(?:of|/|von|de)\s*\d{1,4})?"
    r"[-–—|\])\s.]*|[ivxlc]{1,7})\Z",
    re.IGNORECASE,
)

Key = tuple[bool, str, int]


@dataclass(slots=True)
class Sheet:
    """One page: the words of the article, and the running head and foot that were taken off."""

    words: list[Word]
    heads: list[str]
    feet: list[str]


def sheets_of(pages: list[list[Word]]) -> list[Sheet]:
    """Return the pages without their running heads, feet and page numbers."""
    rows = [rows_of(words) for words in pages]
    counts: Counter[Key] = Counter()
    for page in rows:
        counts.update(set(_keys(page)))
    least = 2 if len(pages) <= _SHORT_DOCUMENT else 3
    return [_parted(page, counts, least) for page in rows]


def _parted(rows: list[Row], counts: Counter[Key], least: int) -> Sheet:
    """Take rows off both ends as long as they are furniture."""
    top, bottom = 0, len(rows)
    while top < min(_EDGE, bottom) and _is_furniture(rows, top, counts, least, head=True):
        top += 1
    while bottom > max(len(rows) - _EDGE, top) and _is_furniture(
        rows, bottom - 1, counts, least, head=False
    ):
        bottom -= 1
    words = [word for row in rows[top:bottom] for word in row.words]
    return Sheet(words, [r.text for r in rows[:top]], [r.text for r in rows[bottom:]])


def _is_furniture(rows: list[Row], n: int, counts: Counter[Key], least: int, *, head: bool) -> bool:
    row = rows[n]
    words, height = _alike(row), round(row.base / _HEIGHT)
    # The same height can fall on either side of a rounding's edge.
    near = sum(counts[(head, words, height + step)] for step in (-1, 0, 1))
    if near >= least:
        return True
    if not _PAGE_NUMBER.match(row.text) or len(rows) < 2:
        return False
    beside = rows[n + 1] if head else rows[n - 1]
    apart = abs(beside.base - row.base) > 1.5 * max(row.height, beside.height)
    return apart and any(letter.isdigit() for letter in row.text)


def _keys(rows: list[Row]) -> list[Key]:
    found = [(True, _alike(row), round(row.base / _HEIGHT)) for row in rows[:_EDGE]]
    return found + [(False, _alike(row), round(row.base / _HEIGHT)) for row in rows[-_EDGE:]]


def _alike(row: Row) -> str:
    return _DIGITS.sub("#", row.text.casefold())
