"""The reading order of a page's words: rows, columns and the lines in them.

A page is cut where at least a few rows in a stretch leave a gutter free, with words on both
sides; a headline that spans the columns ends such a stretch. Each side is looked at again, so
that three columns are found as well. A gutter beside narrow pieces is a list's or a table's,
unless it is the last column's, whose few rows stand at its top.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from dragoman.intake.pdf_words import Word

_SAME_ROW = 0.4
_RUN_GAP = 0.9
"""Blank in heights that parts two columns; words in a justified line stand closer."""
_LEAST_ROWS = 4
_LEAST_WIDTH = 5.0
_FILLED = 0.5
_DEEPEST = 6


class Run(NamedTuple):
    """A stretch of a row without a wide blank."""

    left: float
    right: float


@dataclass(slots=True)
class Row:
    """Words on one baseline, from left to right."""

    base: float
    height: float
    words: list[Word]

    @property
    def text(self) -> str:
        """Return the row's words with single blanks."""
        return " ".join(word.letters for word in self.words)

    def runs(self) -> list[Run]:
        """Return the stretches that wide blanks part."""
        found: list[Run] = []
        for word in self.words:
            if found and word.left - found[-1].right <= _RUN_GAP * self.height:
                found[-1] = Run(found[-1].left, max(found[-1].right, word.right))
            else:
                found.append(Run(word.left, word.right))
        return found


@dataclass(frozen=True, slots=True)
class Column:
    """The rows of one column in order, and its edges."""

    rows: tuple[Row, ...]
    left: float
    right: float


def rows_of(words: list[Word]) -> list[Row]:
    """Return the rows of words from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        row = rows[-1] if rows else None
        if row and word.base - row.base <= _SAME_ROW * max(row.height, word.height):
            row.words.append(word)
            row.height = max(row.height, word.height)
        else:
            rows.append(Row(word.base, word.height, [word]))
    for row in rows:
        row.words.sort(key=lambda w: w.left)
    return rows


def columns_of(words: list[Word], depth: int = 0) -> list[Column]:
    """Return the columns of a page or of a part of it in reading order."""
    rows = rows_of(words)
    if not rows:
        return []
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        left = min(row.words[0].left for row in rows)
        right = max(word.right for row in rows for word in row.words)
        return [Column(tuple(rows), left, right)]
    found: list[Column] = []
    for free, stretch in _stretches(rows, gutter):
        inside = [word for row in stretch for word in row.words]
        if free:
            found += columns_of([w for w in inside if w.left < gutter], depth + 1)
            found += columns_of([w for w in inside if w.left >= gutter], depth + 1)
        else:
            found += columns_of(inside, depth + 1)
    return found


def _gutter(rows: list[Row]) -> float | None:
    """Return where the gutter is that the most rows leave free, or None."""
    if len(rows) < _LEAST_ROWS:
        return None
    height = median(row.height for row in rows)
    runs = [row.runs() for row in rows]
    ends = {round(run.right + 0.3 * height) for row in runs for run in row}
    inner = max(run.left for row in runs for run in row)
    best, place = 0, None
    for end in sorted(ends):
        if end > inner:
            break
        free = _free_rows(runs, end, height)
        if free > best:
            best, place = free, float(end)
    return place


def _free_rows(runs: list[list[Run]], place: float, height: float) -> int:
    """Return how many rows stand in stretches that a gutter at `place` parts into columns."""
    total = rows = 0
    left: list[Run] = []
    right: list[Run] = []
    beside: list[int] = []
    for row in [*runs, [Run(place - 1, place + 1)]]:
        before = [run for run in row if run.right <= place]
        after = [run for run in row if run.left >= place]
        if len(before) + len(after) == len(row):
            rows += 1
            if before:
                left.append(Run(before[0].left, before[-1].right))
            if after:
                right.append(Run(after[0].left, after[-1].right))
                beside.append(rows)
            continue
        ends_early = (
            0 < len(right) < _LEAST_ROWS
            and beside[0] <= _LEAST_ROWS
            and beside[-1] - beside[0] < len(beside)
        )
        if _is_column(left, height) and (ends_early or _is_column(right, height)):
            total += rows
        left, right, rows, beside = [], [], 0, []
    return total


def _is_column(runs: list[Run], height: float) -> bool:
    """Return whether runs fill a column as lines of prose do."""
    if len(runs) < _LEAST_ROWS:
        return False
    width = max(run.right for run in runs) - min(run.left for run in runs)
    usual = median(run.right - run.left for run in runs)
    return width >= _LEAST_WIDTH * height and usual >= _FILLED * width


def _stretches(rows: list[Row], gutter: float) -> list[tuple[bool, list[Row]]]:
    """Return the rows in stretches that leave the gutter free, and those between."""
    height = median(row.height for row in rows)
    found: list[tuple[bool, list[Row]]] = []
    for row in rows:
        free = not any(run.left < gutter < run.right for run in row.runs())
        if found and found[-1][0] == free:
            found[-1][1].append(row)
        else:
            found.append((free, [row]))
    joined: list[tuple[bool, list[Row]]] = []
    for free, stretch in found:
        parted = free and _free_rows([row.runs() for row in stretch], gutter, height) > 0
        if joined and not parted and not joined[-1][0]:
            joined[-1][1].extend(stretch)
        else:
            joined.append((parted, stretch))
    return joined
