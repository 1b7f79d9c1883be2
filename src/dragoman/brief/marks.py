"""Marked words in a text: overlapping spans turned into properly nested pieces.

Records of one article often stand on the same or crossing words, but elements of a page may
not cross; a span that crosses another is closed and opened again where they part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.article import Span

Sort = Literal["statement", "condition", "event", "evidence"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked: `id` names the record, `first` its first words in the article."""

    id: str
    span: Span
    sort: Sort
    stance: str | None = None
    number: int | None = None
    first: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """One step through a marked text: a mark opens, a mark closes, or words follow.

    `again` says that a mark closes only to let another end, and that it opens anew.
    """

    step: Literal["open", "close", "words"]
    words: str = ""
    mark: Mark | None = None
    again: bool = False


def woven(text: str, window: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the pieces of the window's text with the marks that touch it, properly nested."""
    inside = sorted(_clipped(window, marks), key=lambda m: (m[0].start, -m[0].end))
    edges = sorted({*window, *(edge for span, _ in inside for edge in span)})
    opened: list[tuple[Span, Mark]] = []
    for start, end in pairwise(edges):
        yield from _closed(opened, start)
        for span, mark in inside:
            if span.start == start:
                opened.append((span, mark))
                yield Piece("open", mark=mark, again=mark.span.start < start)
        yield Piece("words", text[start:end])
    yield from _closed(opened, window.end)


def _clipped(window: Span, marks: Sequence[Mark]) -> Iterator[tuple[Span, Mark]]:
    for mark in marks:
        span = Span(max(mark.span.start, window.start), min(mark.span.end, window.end))
        if span.start < span.end:
            yield span, mark


def _closed(opened: list[tuple[Span, Mark]], at: int) -> Iterator[Piece]:
    """Close the marks that end here, with those inside them, and open the latter again."""
    ending = [n for n, (span, _) in enumerate(opened) if span.end <= at]
    if not ending:
        return
    lowest = ending[0]
    above = opened[lowest:]
    yield from (Piece("close", mark=mark, again=span.end > at) for span, mark in reversed(above))
    del opened[lowest:]
    for span, mark in above:
        if span.end > at:
            opened.append((span, mark))
            yield Piece("open", mark=mark, again=True)
