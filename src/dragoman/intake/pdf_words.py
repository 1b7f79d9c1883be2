"""The words of a PDF page with where they stand: x to the right, y downwards, in points.

PDFium tells of each letter its code, its box and its baseline; letters are put together to
words here, in no order yet.
"""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

LINE_HYPHEN = "\ufffe"
"""What stands for a hyphen at a line's end: PDFium reports it as the control character 2."""

MAX_LETTERS = 300_000
"""The most letters taken of a page; a newspaper's broadsheet has a tenth of it."""

_BLANK = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000})
_HYPHEN = 2
_GAP = 0.25
_OFF_LINE = 0.4


class Word(NamedTuple):
    """A word: its left and right edge, its baseline, its font's height, its letters."""

    left: float
    right: float
    base: float
    height: float
    letters: str


def words_of(page: pdfium.PdfPage) -> list[Word]:
    """Return a page's words in the order of its content; none where it has no text layer."""
    text = page.get_textpage()
    try:
        return _Letters(text, page).words()
    finally:
        text.close()


class _Letters:
    """One pass over the letters of a page."""

    def __init__(self, text: pdfium.PdfTextPage, page: pdfium.PdfPage) -> None:
        self._handle = text.raw
        self._count = min(text.count_chars(), MAX_LETTERS)
        self._turned = page.get_rotation()
        self._box = pdfium_c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._found: list[Word] = []
        self._letters: list[str] = []
        self._left = self._right = self._base = self._height = 0.0

    def words(self) -> list[Word]:
        """Return the words; blanks, jumps of the pen and changes of the baseline end one."""
        unicode = pdfium_c.FPDFText_GetUnicode
        for n in range(self._count):
            code = unicode(self._handle, n)
            if code in _BLANK or code == 0:
                self._end()
                continue
            self._take(n, LINE_HYPHEN if code == _HYPHEN else chr(min(code, 0x10FFFF)))
        self._end()
        return self._found

    def _take(self, n: int, letter: str) -> None:
        left, right, base, height = self._place(n)
        if self._letters and (
            abs(base - self._base) > _OFF_LINE * max(height, self._height)
            or left - self._right > _GAP * height
            or left < self._left - height
        ):
            self._end()
        if not self._letters:
            self._left, self._right, self._base, self._height = left, right, base, height
        self._letters.append(letter)
        self._right = max(self._right, right)

    def _place(self, n: int) -> tuple[float, float, float, float]:
        """Return a letter's left and right edge, baseline and height, as the page is looked at."""
        box, x, y = self._box, self._x, self._y
        pdfium_c.FPDFText_GetLooseCharBox(self._handle, n, box)
        pdfium_c.FPDFText_GetCharOrigin(self._handle, n, x, y)
        if self._turned == 0:
            return box.left, box.right, -y.value, max(box.top - box.bottom, 1.0)
        if self._turned == 180:
            return -box.right, -box.left, y.value, max(box.top - box.bottom, 1.0)
        height = max(box.right - box.left, 1.0)
        if self._turned == 90:
            return box.bottom, box.top, x.value, height
        return -box.top, -box.bottom, -x.value, height

    def _end(self) -> None:
        if self._letters:
            letters = "".join(self._letters)
            self._found.append(Word(self._left, self._right, self._base, self._height, letters))
            self._letters = []
