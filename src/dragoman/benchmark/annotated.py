"""Annotated articles read and scored: the whole of `dragoman bench ledger` but its printing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.article import Article
from dragoman.benchmark.gold import Gold, all_gold
from dragoman.benchmark.ledger import Figure, scored
from dragoman.benchmark.mistakes import Mistake, mistakes
from dragoman.errors import UnreadableInput
from dragoman.intake import from_path
from dragoman.reading.reader import read_all
from dragoman.records import ReaderName, Reading


@dataclass(frozen=True, slots=True)
class Annotated:
    """The scores of a set of annotated articles, their mistakes and the readings made."""

    figures: tuple[Figure, ...]
    mistakes: tuple[Mistake, ...]
    readings: tuple[Reading, ...]


def bench_ledger(gold: Path, articles: Path, reader: ReaderName = "default") -> Annotated:
    """Read the articles that have gold, and score the readings against it.

    `gold` holds a NAME.gold.json for each article, `articles` its text as NAME.txt (or another
    ending that can be read). Raises UnreadableInput when either is missing.
    """
    golds = tuple(all_gold(gold))
    readings = tuple(read_all(_texts(golds, articles), reader))
    return Annotated(
        figures=scored(golds, readings),
        mistakes=tuple(
            mistake
            for one, reading in zip(golds, readings, strict=True)
            for mistake in mistakes(one, reading)
        ),
        readings=readings,
    )


def _texts(golds: Sequence[Gold], folder: Path) -> Iterator[Article]:
    for gold in golds:
        found = sorted(folder.glob(f"{gold.name}.*"))
        if not found:
            raise UnreadableInput(
                str(folder / f"{gold.name}.txt"),
                "the gold set has this article, but its text is not there",
                "Name the folder that holds the texts.",
            )
        yield from_path(found[0])
