"""The reader that a measurement is of, by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.article import Article
from dragoman.errors import DragomanError
from dragoman.reading.reader import read_all
from dragoman.records import Reading

ReaderName = Literal["default", "careful"]


def readings(articles: Iterable[Article], reader: ReaderName = "default") -> Iterator[Reading]:
    """Yield the readings that a reader makes of articles, in order, one at a time."""
    if reader != "default":
        raise DragomanError(f"There is no {reader} reader yet. Use the default one.")
    return read_all(articles)
