"""A story that a person wrote down, against what is read of its articles: `bench story`.

The articles are read into a ledger of their own, and its views are compared with the expected
ledger part by part; each deviation is listed in plain words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.benchmark.deviations import Compared, Deviation
from dragoman.benchmark.expected_story import Story, read_story
from dragoman.benchmark.story_accounts import compare_accounts, compare_deadlocks
from dragoman.benchmark.story_conditions import (
    compare_conditions,
    compare_events,
    compare_statuses,
)
from dragoman.benchmark.story_positions import (
    compare_matters,
    compare_positions,
    compare_shifts,
    compare_stale,
)
from dragoman.benchmark.told_story import (
    told_accounts,
    told_conditions,
    told_deadlocks,
    told_events,
    told_shifts,
    told_stale,
    told_stances,
    told_statuses,
)
from dragoman.engine import read_into
from dragoman.errors import UnreadableInput
from dragoman.intake import gather
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import ReaderName
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier


@dataclass(frozen=True, slots=True)
class StoryComparison:
    """An expected ledger against one that was read; `failed` articles could not be read."""

    articles: int
    parts: tuple[Compared, ...]
    failed: tuple[UnreadableInput, ...] = ()

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Return all deviations, part by part."""
        return tuple(deviation for part in self.parts for deviation in part.deviations)


def bench_story(
    story: Path,
    articles: Sequence[str],
    reader: ReaderName = "default",
    dossier: Dossier = NO_DOSSIER,
) -> StoryComparison:
    """Read articles into a ledger of their own and compare it with a story's expected ledger.

    Raises UnreadableInput for what is no such file, or when no article can be read.
    """
    expected = read_story(story)
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "story.db") as ledger:
        outcome = read_into(ledger, gather(articles), reader=reader, dossier=dossier)
        if not outcome.articles and outcome.failed:
            raise outcome.failed[0]
        parts = compare_story(expected, ledger)
    return StoryComparison(len(outcome.articles), parts, outcome.failed)


def compare_story(story: Story, ledger: Ledger) -> tuple[Compared, ...]:
    """Return how a ledger compares with a story's expected one, part by part."""
    parts: list[Compared] = []
    if story.positions is not None:
        told = told_stances(ledger, story.until)
        parts.append(compare_matters(story, told))
        parts.append(compare_positions(story, told))
        parts.append(compare_shifts(story, told_shifts(ledger, story.until)))
        stale = told_stale(ledger, story.until)
        parts += [compare_stale(story, told, stale)] if story.until else []
    if story.conditions is not None:
        conditions = told_conditions(ledger)
        parts.append(compare_conditions(story, conditions))
        parts.append(compare_statuses(story, conditions, lambda on: told_statuses(ledger, on)))
    if story.deadlocks is not None:
        parts.append(compare_deadlocks(story, told_deadlocks(ledger, story.until)))
    if story.accounts is not None:
        parts.append(compare_accounts(story, told_accounts(ledger, story.until)))
    if story.events is not None:
        parts.append(compare_events(story, told_events(ledger)))
    return tuple(parts)
