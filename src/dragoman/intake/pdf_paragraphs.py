"""Paragraphs out of a PDF's lines: by their spacing, indentation, size and last lines.

A sentence that runs on in the next column or on the next page is one paragraph; the running
heads between come after it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from dragoman.intake.blocks import ENDED, is_bullet
from dragoman.intake.composing import cleaned
from dragoman.intake.line_ends import LINE_HYPHENS, Words
from dragoman.intake.pdf_furniture import Sheet
from dragoman.intake.pdf_layout import Column, Row, columns_of
from dragoman.intake.pdf_words import LINE_HYPHEN

_SPACED = 1.3
"""Times the usual distance of lines at which a paragraph ends."""
_INDENT = 0.7
_OTHER_SIZE = 1.12
_CENTRED = 1.0
_USUAL = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column: its words, its place, its column's edges, its page's number."""

    words: str
    left: float
    right: float
    base: float
    height: float
    first_width: float
    column: int
    margin: float
    edge: float
    page: int


@dataclass(slots=True)
class Paragraph:
    """Words of one paragraph or piece of furniture; `begins` are the pages that begin in it.

    `begins` tells at which letter of the words which page begins.
    """

    words: str
    height: float
    page: int
    furniture: bool = False
    begins: list[tuple[int, int]] = field(default_factory=list)


def lines_of(sheet: Sheet, page: int, column: int) -> list[Line]:
    """Return a page's lines in reading order; columns are counted from `column` on."""
    return [
        line
        for n, each in enumerate(columns_of(sheet.words), start=column)
        for line in _lines_in(each, page, n)
    ]


def paragraphs_of(sheets: list[Sheet]) -> list[Paragraph]:
    """Return the paragraphs of all pages in order, with the furniture between them."""
    pages: list[list[Line]] = []
    columns = 0
    for n, sheet in enumerate(sheets):
        pages.append(lines_of(sheet, n, columns))
        columns += len({line.column for line in pages[-1]})
    lines = [line for page in pages for line in page]
    words = Words(line.words for line in lines)
    spacing = _spacing(lines)
    found: list[Paragraph] = []
    waiting: list[Paragraph] = []
    opened: list[Line] = []
    for n, (sheet, page) in enumerate(zip(sheets, pages, strict=True)):
        waiting += _furniture(sheet.heads, n)
        for line in page:
            if opened and not _goes_on(opened, line, spacing):
                found += [_joined(opened, words), *waiting]
                opened, waiting = [], []
            elif not opened:
                found, waiting = [*found, *waiting], []
            opened.append(line)
        waiting += _furniture(sheet.feet, n)
    if opened:
        found.append(_joined(opened, words))
    return found + waiting


def _lines_in(column: Column, page: int, number: int) -> list[Line]:
    starts = Counter(round(row.words[0].left) for row in column.rows)
    margin = min((s for s in starts if starts[s] > 1), default=column.left)
    return [
        Line(
            words=row.text,
            left=row.words[0].left,
            right=max(word.right for word in row.words),
            base=row.base,
            height=_height(row),
            first_width=row.words[0].right - row.words[0].left,
            column=number,
            margin=margin,
            edge=column.right,
            page=page,
        )
        for row in column.rows
    ]


def _height(row: Row) -> float:
    """Return the height of most letters of a row: an initial or a note's mark is none."""
    heights: Counter[float] = Counter()
    for word in row.words:
        heights[word.height] += len(word.letters)
    return max(heights, key=lambda size: (heights[size], size))


def _spacing(lines: list[Line]) -> float:
    """Return the usual distance of two lines, in heights."""
    steps = [
        (below.base - above.base) / above.height
        for above, below in pairwise(lines)
        if above.column == below.column and _alike(above, below)
    ]
    return median(steps) if steps else _USUAL


def _alike(above: Line, below: Line) -> bool:
    return max(above.height, below.height) < _OTHER_SIZE * min(above.height, below.height)


def _goes_on(opened: list[Line], line: Line, spacing: float) -> bool:
    """Return whether a line goes on with the paragraph that is open."""
    last = opened[-1]
    if not _alike(last, line):
        return False
    if is_bullet(line.words) and not last.words.endswith(LINE_HYPHENS):
        return False
    if last.column != line.column:
        return _crosses(last, line, len(opened))
    if line.base - last.base > _SPACED * spacing * last.height:
        return False
    if _centred(last) and _centred(line):
        return True
    indent = _INDENT * line.height
    if line.left > last.left + indent:
        # A bullet's further lines stand under its words.
        return is_bullet(opened[0].words) and len(opened) == 1
    if line.left < last.left - indent and len(opened) > 1:
        return False
    room = last.edge - last.right
    return not (last.words.endswith(ENDED) and room > line.first_width + line.height)


def _crosses(last: Line, line: Line, height: int) -> bool:
    """Return whether a paragraph of `height` lines goes on in the next column or page."""
    if last.words.endswith(LINE_HYPHENS):
        return True
    if last.words.endswith(ENDED) or line.left > line.margin + _INDENT * line.height:
        return line.words[0].islower() and not last.words.endswith((".", "!", "?"))
    # A heading is one line with room behind it; a sentence stops where its next word is too long.
    room = last.edge - last.right
    return line.words[0].islower() or height > 1 or room < line.first_width + 2 * line.height


def _centred(line: Line) -> bool:
    before, after = line.left - line.margin, line.edge - line.right
    return before > _INDENT * line.height and abs(before - after) < _CENTRED * line.height


def _joined(lines: list[Line], words: Words) -> Paragraph:
    text = ""
    begins: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        longer = words.joined(text, line.words)
        if n and line.page != lines[n - 1].page:
            begins.append((len(cleaned(longer)) - len(cleaned(line.words)), line.page))
        text = longer
    # What is left of them stands inside a line: a plain hyphen.
    text = text.replace(LINE_HYPHEN, "-")
    return Paragraph(cleaned(text), _most(lines), lines[0].page, begins=begins)


def _most(lines: list[Line]) -> float:
    return max(line.height for line in lines)


def _furniture(rows: list[str], page: int) -> list[Paragraph]:
    return [Paragraph(cleaned(words), 0.0, page, furniture=True) for words in rows]
