"""Made articles with planted copies put into stories, and scored: `dragoman bench stories`.

Precision is of pairs: two articles in one story must be of one original. Recall is of copies:
each must be in its original's story. Beside a share stands the interval in which it lies in 95
of 100 such sets (Wilson's, which also tells something of a share of 1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.benchmark.made_stories import STRENGTHS, Made, made_stories
from dragoman.intake import from_text
from dragoman.resemblance import own_words
from dragoman.resemblance.bulk import stories
from dragoman.resemblance.prints import prints
from dragoman.views.auditing.proportions import wilson


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """One share of the benchmark: how many are right, of how many, and its interval."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float:
        """Return the share."""
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return where the share lies in 95 of 100 such sets."""
        return wilson(self.value, self.of)


def bench_stories(
    seeds: Iterable[int] = (1,), articles: int = 2000, copies: int = 400
) -> tuple[StoryFigure, ...]:
    """Make a set of articles for each seed, put them into stories, and score all sets together.

    The articles pass through intake as any text does, with headlines, datelines and furniture
    around the words. The figures are `precision` and one `recall` for each strength.
    """
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for seed in seeds:
        made = made_stories(seed, articles, copies)
        words = [own_words(from_text(one.text, origin=f"text:{n}")) for n, one in enumerate(made)]
        for name, counts in tally(made, stories(prints(words)).tolist()).items():
            right[name] += counts[0]
            of[name] += counts[1]
    return tuple(StoryFigure(name, right[name], of[name]) for name in figure_names())


def figure_names() -> list[str]:
    """Return the names of the figures in their order."""
    return ["precision", *(f"recall, {strength}" for strength in STRENGTHS)]


def tally(made: Sequence[Made], story: Sequence[int]) -> dict[str, tuple[int, int]]:
    """Return for each figure how many are right, of how many; `story` has a number each."""
    families: Counter[tuple[int, int]] = Counter()
    sizes: Counter[int] = Counter(story)
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for n, one in enumerate(made):
        families[story[n], n if one.of is None else one.of] += 1
        if one.of is not None:
            of[f"recall, {one.strength}"] += 1
            right[f"recall, {one.strength}"] += story[n] == story[one.of]
    right["precision"] = sum(map(_pairs, families.values()))
    of["precision"] = sum(map(_pairs, sizes.values()))
    return {name: (right[name], of[name]) for name in figure_names()}


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
