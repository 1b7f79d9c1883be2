"""What intake costs beside reading: CPU time to make articles of files, and to read the same.

The files' bytes are in memory before, so that no disk is measured. The two take turns, so that
what else the machine does falls on both; the medians are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dragoman.article import Article
from dragoman.benchmark.speed import cpu_seconds
from dragoman.intake import from_bytes
from dragoman.reading.reader import load, read_all
from dragoman.records import ReaderName


@dataclass(frozen=True, slots=True)
class IntakeCost:
    """CPU seconds of each turn of taking articles in and of reading them."""

    articles: int
    words: int
    taken_in: tuple[float, ...]
    read: tuple[float, ...]

    @property
    def share(self) -> float:
        """Return intake's CPU time as a share of reading's, by medians."""
        return median(self.taken_in) / median(self.read)


def bench_intake(
    files: Sequence[Path], rounds: int = 5, reader: ReaderName = "default"
) -> IntakeCost:
    """Return what taking in files of one article each costs beside reading them.

    Models and vocabulary are loaded before. Raises UnreadableInput for a file that cannot be
    opened as one article.
    """
    raws = [(file, file.read_bytes()) for file in files]

    def take_in() -> list[Article]:
        return [
            from_bytes(raw, name=file.stem, origin=file.resolve().as_uri(), ending=file.suffix)
            for file, raw in raws
        ]

    articles = take_in()
    load(reader)
    taken_in: list[float] = []
    read: list[float] = []
    for _ in range(rounds):
        taken_in.append(cpu_seconds(take_in))
        read.append(cpu_seconds(lambda: [None for _ in read_all(articles, reader)]))
    words = sum(len(article.text.split()) for article in articles)
    return IntakeCost(len(articles), words, tuple(taken_in), tuple(read))
