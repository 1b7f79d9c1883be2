"""Things kept by where in the text they stand, so that long articles cost no more a word.

Whoever compared each quotation with each attribution of an article would need a hundred times
as long for one of ten times the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from dragoman.article import Span

T = TypeVar("T")

CELL = 512
"""Code points that are looked at together: a few sentences."""


class Nearby(Generic[T]):
    """Things with the spans on which they stand, found again by a span."""

    def __init__(self) -> None:
        self._things: list[T] = []
        self._cells: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, thing: T, spans: Iterable[Span]) -> None:
        """Take in a thing that stands on these spans."""
        for cell in {cell for span in spans for cell in _cells(span)}:
            self._cells[cell].append(len(self._things))
        self._things.append(thing)

    def __iter__(self) -> Iterator[T]:
        return iter(self._things)

    def near(self, span: Span) -> Sequence[T]:
        """Return, in the order taken in, all things that touch a span, and others close to it."""
        start, end = span
        first, last = start // CELL, max(start, end - 1) // CELL
        if first == last:
            return [self._things[place] for place in self._cells.get(first, ())]
        cells = range(first, last + 1)
        places = {place for cell in cells for place in self._cells.get(cell, ())}
        return [self._things[place] for place in sorted(places)]


def _cells(span: Span) -> range:
    return range(span.start // CELL, max(span.start, span.end - 1) // CELL + 1)
