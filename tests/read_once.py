"""An article that was read before is not read again: for tests of what is done with readings.

The same article gives the same reading (other tests hold that), and the documentation's commands
read the samples on nearly every page. Nor is a process begun for each command that reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from dragoman import engine
from dragoman.article import Article
from dragoman.engine import here
from dragoman.engine.reading import read_into
from dragoman.reading.reader import read_all
from dragoman.records import ReaderName, Reading
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier


class ReadOnce:
    """Does what `read_all` does, once for each article, reader and dossier."""

    def __init__(self) -> None:
        self._read_all = read_all
        self._known: dict[tuple[Article, ReaderName, Dossier], Reading] = {}

    def read_all(
        self,
        articles: Iterable[Article],
        reader: ReaderName = "default",
        *,
        dossier: Dossier = NO_DOSSIER,
    ) -> Iterator[Reading]:
        for article in articles:
            # Where a file lies changes nothing in what is read.
            key = (replace(article, origin=""), reader, dossier)
            if key not in self._known:
                self._known[key] = next(self._read_all([article], reader, dossier=dossier))
            yield replace(self._known[key], article=article)


def _in_this_process(*given: Any, workers: object = None, **more: Any) -> engine.Outcome:
    return read_into(*given, **more)


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Let no article be read twice by the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(here, "read_all", ReadOnce().read_all)
        patch.setattr(engine, "read_into", _in_this_process)
        yield
