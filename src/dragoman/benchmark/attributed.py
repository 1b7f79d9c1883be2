"""Articles read and scored as PolNeAR is: all of `dragoman bench attribution` but its printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.benchmark.attribution_figures import AttributionFigure, figures
from dragoman.benchmark.attribution_mistakes import attribution_mistakes
from dragoman.benchmark.attribution_scoring import Tally, tally
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.polnear import AnnotatedArticle, Relation
from dragoman.benchmark.projection import MINIMUM, projected
from dragoman.benchmark.reliability import Bin, reliability
from dragoman.benchmark.tokens import tokens_of
from dragoman.reading.reader import read_all
from dragoman.records import ReaderName


@dataclass(frozen=True, slots=True)
class Attributed:
    """The scores of a set of annotated articles, their mistakes, and what was read.

    `gold` and `read` count attributions; `relations` has those read, an article each.
    """

    gold: int
    read: int
    figures: tuple[AttributionFigure, ...]
    reliability: tuple[Bin, ...]
    mistakes: tuple[Mistake, ...]
    relations: tuple[tuple[str, tuple[Relation, ...]], ...]


def bench_attribution(
    annotated: Sequence[AnnotatedArticle],
    reader: ReaderName = "default",
    on_read: Callable[[], None] | None = None,
) -> Attributed:
    """Read annotated articles, and score what is read against their annotations.

    `on_read` is called after each article.
    """
    tallies: list[Tally] = []
    mistakes: list[Mistake] = []
    relations: list[tuple[str, tuple[Relation, ...]]] = []
    found = read_all((each.article for each in annotated), reader, MINIMUM)
    for each, reading in zip(annotated, found, strict=True):
        read = projected(reading)
        tokens = tokens_of(each.article.text)
        tallies.append(tally(tokens, each.relations, read))
        mistakes += attribution_mistakes(each, read, tokens)
        relations.append((each.article.name, read))
        if on_read is not None:
            on_read()
    return Attributed(
        gold=sum(len(each.relations) for each in annotated),
        read=sum(len(read) for _, read in relations),
        figures=figures(tallies),
        reliability=reliability(each for one in tallies for each in one.sureness),
        mistakes=tuple(mistakes),
        relations=tuple(relations),
    )
