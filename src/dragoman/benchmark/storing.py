"""What storing costs beside reading, whether memory stays flat, and how much two processes gain.

Each article is read and stored once, in one growing ledger; the processor time of the two is
taken apart, and told for each portion in turn, so that a cost that grows with the ledger shows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.article import Article
from dragoman.benchmark.speed import memory_now
from dragoman.engine import Workers, read_into
from dragoman.engine.taking import Source
from dragoman.ledger import Ledger, open_ledger
from dragoman.reading.reader import load, read_all
from dragoman.records import ReaderName


@dataclass(frozen=True, slots=True)
class Portion:
    """CPU seconds of reading and of storing some articles, and memory in bytes after them.

    `memory` is None where it cannot be told.
    """

    articles: int
    read: float
    stored: float
    memory: int | None


@dataclass(frozen=True, slots=True)
class StoringCost:
    """The portions in the order in which they were read."""

    words: int
    portions: tuple[Portion, ...]

    @property
    def share(self) -> float:
        """Return what storing takes as a share of reading."""
        read = sum(portion.read for portion in self.portions)
        return sum(portion.stored for portion in self.portions) / read


@dataclass(frozen=True, slots=True)
class JobsTime:
    """Seconds by the clock to read the same inputs with so many processes, turn by turn."""

    jobs: int
    seconds: tuple[float, ...]


def bench_storing(
    articles: Sequence[Article], portions: int = 10, reader: ReaderName = "default"
) -> StoringCost:
    """Return what storing the articles costs beside reading them, in a ledger of its own.

    Models are loaded before. Raises ValueError for less than one article a portion.
    """
    if len(articles) < portions:
        raise ValueError(f"{len(articles)} articles cannot be parted in {portions} portions")
    load(reader)
    bounds = [len(articles) * n // portions for n in range(portions + 1)]
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        told = tuple(
            _portion(ledger, articles[start:end], reader) for start, end in pairwise(bounds)
        )
    return StoringCost(sum(len(article.text.split()) for article in articles), told)


def _portion(ledger: Ledger, articles: Sequence[Article], reader: ReaderName) -> Portion:
    begin, stored = time.process_time(), 0.0
    for reading in read_all(articles, reader):
        before = time.process_time()
        ledger.add(reading)
        stored += time.process_time() - before
    both = time.process_time() - begin
    return Portion(len(articles), both - stored, stored, memory_now())


def bench_jobs(
    inputs: Callable[[], Iterable[Source]],
    jobs: Sequence[int],
    rounds: int = 3,
    reader: ReaderName = "default",
) -> tuple[JobsTime, ...]:
    """Return how long reading the inputs takes with each number of processes, by the clock.

    Each turn fills a new ledger, and starts and ends its processes; the numbers take turns.
    """
    taken: dict[int, list[float]] = {number: [] for number in jobs}
    for _ in range(rounds):
        for number in jobs:
            with TemporaryDirectory() as folder, open_ledger(Path(folder) / "new.db") as ledger:
                begin = time.perf_counter()
                read_into(ledger, inputs(), reader=reader, workers=Workers(number))
                taken[number].append(time.perf_counter() - begin)
    return tuple(JobsTime(number, tuple(turns)) for number, turns in taken.items())
