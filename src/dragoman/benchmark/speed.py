"""What reading costs: CPU time against bare spaCy on the same texts, turn by turn.

Bare spaCy is its full English pipeline through `nlp.pipe` with batches of 32 texts. The two
take turns, so that what else the machine does falls on both; the medians are compared.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import spacy

from dragoman.article import Article
from dragoman.reading.pipeline import model_name
from dragoman.reading.reader import load, read_all
from dragoman.records import ReaderName

BATCH = 32
"""spaCy's fastest batch size on articles of news length (docs/benchmarks.md)."""


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU seconds of each turn, and peak memory in bytes (None where it cannot be told)."""

    articles: int
    words: int
    read: tuple[float, ...]
    spacy: tuple[float, ...]
    read_memory: int | None
    spacy_memory: int | None

    @property
    def ratio(self) -> float:
        """Return how many times bare spaCy's CPU time reading takes, by medians."""
        return median(self.read) / median(self.spacy)


def bench_speed(
    articles: Sequence[Article],
    rounds: int = 5,
    reader: ReaderName = "default",
    *,
    memory: bool = True,
) -> Speed:
    """Return what reading the articles costs beside bare spaCy, over `rounds` turns each.

    Without `memory` the peaks, which take a further process each, are left out.
    """
    bare = spacy.load(model_name())
    load(reader)
    read_turns: list[float] = []
    spacy_turns: list[float] = []
    for _ in range(rounds):
        read_turns.append(cpu_seconds(lambda: _read(articles, reader)))
        spacy_turns.append(cpu_seconds(lambda: _parse(bare, articles)))
    return Speed(
        articles=len(articles),
        words=sum(len(article.text.split()) for article in articles),
        read=tuple(read_turns),
        spacy=tuple(spacy_turns),
        read_memory=_peak_memory(partial(_read_alone, reader=reader), articles) if memory else None,
        spacy_memory=_peak_memory(_parse_alone, articles) if memory else None,
    )


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _read(articles: Sequence[Article], reader: ReaderName) -> None:
    for _ in read_all(articles, reader):
        pass


def _parse(bare: spacy.language.Language, articles: Sequence[Article]) -> None:
    for _ in bare.pipe((article.text for article in articles), batch_size=BATCH):
        pass


def _read_alone(articles: Sequence[Article], reader: ReaderName) -> int | None:
    _read(articles, reader)
    return _peak_so_far()


def _parse_alone(articles: Sequence[Article]) -> int | None:
    _parse(spacy.load(model_name()), articles)
    return _peak_so_far()


def _peak_memory(
    work: Callable[[Sequence[Article]], int | None], articles: Sequence[Article]
) -> int | None:
    """Return the peak of a fresh process that does the work: a process cannot forget its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (articles,))


def memory_now() -> int | None:
    """Return this process's memory in bytes, None where it cannot be told."""
    return _told_by_linux("VmRSS:")


def _peak_so_far() -> int | None:
    """Return this process's own peak of memory in bytes, None where it cannot be told."""
    # Not ru_maxrss on Linux: a process starts with the peak of the one that started it.
    peak = _told_by_linux("VmHWM:")
    if peak is not None:
        return peak
    try:
        import resource  # noqa: PLC0415  (absent on Windows)
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _told_by_linux(what: str) -> int | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition(what)[2].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        return None
