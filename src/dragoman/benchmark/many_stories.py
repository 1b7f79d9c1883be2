"""Very many made articles hashed and put into stories: what it costs in time and memory.

Articles are made and hashed in lots, by as many processes as are given; the copies of a lot
are of originals in it. Stories are then found among all of them at once, in one process.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from dragoman.benchmark.made_stories import Made, made_stories
from dragoman.benchmark.stories import StoryFigure, figure_names, tally
from dragoman.resemblance.bulk import stories
from dragoman.resemblance.prints import Prints, fill_in, prints, room_for
from dragoman.resemblance.words import words_of

LOT = 5_000
COPIES = 0.2


@dataclass(frozen=True, slots=True)
class ManyStories:
    """What it cost, in seconds and bytes, and how right the stories are.

    `making` and `hashing` are of all processes together; `memory` is the peak of the process
    that finds the stories (None where the system does not tell).
    """

    articles: int
    words: int
    making: float
    hashing: float
    grouping: float
    whole: float
    memory: int | None
    stories: int
    figures: tuple[StoryFigure, ...]


@dataclass(frozen=True, slots=True)
class _Lot:
    made: list[Made]
    prints: Prints
    words: int
    making: float
    hashing: float


def bench_many_stories(articles: int, processes: int = 2) -> ManyStories:
    """Make so many articles, a fifth of them copies, hash them and put them into stories."""
    begin = time.perf_counter()
    made: list[Made] = []
    held = room_for(articles)
    words, making, hashing = 0, 0.0, 0.0
    for lot in _lots(articles, processes):
        at = len(made)
        made += [one if one.of is None else replace(one, of=one.of + at) for one in lot.made]
        fill_in(held, at, lot.prints)
        words, making, hashing = words + lot.words, making + lot.making, hashing + lot.hashing
    grouping = time.perf_counter()
    found = stories(held).tolist()
    end = time.perf_counter()
    counts = tally(made, found)
    return ManyStories(
        articles,
        words,
        making,
        hashing,
        end - grouping,
        end - begin,
        _peak_memory(),
        len(set(found)),
        tuple(StoryFigure(name, *counts[name]) for name in figure_names()),
    )


def _lots(articles: int, processes: int) -> Iterator[_Lot]:
    sizes = [min(LOT, articles - start) for start in range(0, articles, LOT)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(_lot, range(len(sizes)), sizes)


def _lot(seed: int, articles: int) -> _Lot:
    """Return a lot's fingerprints; of the articles, only which is a copy of which."""
    begin = time.process_time()
    made = made_stories(seed, articles, int(articles * COPIES))
    texts = ["\n".join(one.paragraphs) for one in made]
    between = time.process_time()
    words = [words_of(text) for text in texts]
    found = prints(words)
    end = time.process_time()
    bare = [Made((), "", one.of, one.strength) for one in made]
    return _Lot(bare, found, sum(map(len, words)), between - begin, end - between)


def _peak_memory() -> int | None:
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return None
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024)
