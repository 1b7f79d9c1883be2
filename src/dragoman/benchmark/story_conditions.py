"""Conditions and events of a ledger held against those of an expected story."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dragoman.benchmark.deviations import Compared, Deviation
from dragoman.benchmark.expected_story import ExpectedCondition, ExpectedEvent, Story
from dragoman.benchmark.told_story import ToldEvent
from dragoman.views.asking import sides_of
from dragoman.views.rows import ConditionRow

_LIKE = 0.5
"""How like two acts must be (Jaccard index of their words), as in `bench conditions`."""

_WORD = re.compile(r"\w+")
_SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def compare_conditions(story: Story, told: Mapping[str, Sequence[ConditionRow]]) -> Compared:
    """Return which conditions are right, missing, extra, or differ in side, kind or actor."""
    left = {article: list(rows) for article, rows in told.items()}
    right, deviations = 0, []
    for condition in story.conditions or ():
        row = _found(condition, left.get(condition.article, []))
        if row is None:
            if not condition.optional:
                deviations.append(Deviation("condition", "missing", _told(condition)))
            continue
        left[condition.article].remove(row)
        faults = _faults(condition, row)
        right += not faults
        if faults:
            words = f"{_told(condition)}; {', '.join(faults)}"
            deviations.append(Deviation("condition", "different", words, row.act))
    deviations += [
        Deviation("condition", "extra", f"{article}: {row.kind} “{row.act}”", row.outcome or "")
        for article, rows in left.items()
        for row in rows
        if story.whole or any(article == one.article for one in story.conditions or ())
    ]
    return Compared("condition", right, tuple(sorted(deviations)))


def compare_statuses(
    story: Story,
    told: Mapping[str, Sequence[ConditionRow]],
    on: Callable[[str | None], Mapping[str, str]],
) -> Compared:
    """Return whether each condition had the right status on each day on which it changed.

    `on` tells the statuses of records as of a day. What is not read as a condition has no status,
    and is told as missing there.
    """
    right, deviations = 0, []
    asked = {day for one in story.conditions or () for day, _ in one.status} | {story.until}
    statuses = {day: on(day) for day in asked}
    for condition in story.conditions or ():
        row = _found(condition, told.get(condition.article, ()))
        last = condition.status[-1][1] if condition.status else "unknown"
        due = (*condition.status, (story.until, last)) if row and not condition.optional else ()
        for day, word in due:
            found = statuses[day].get(row.record) if row else None
            right += found == word
            if found != word:
                when = f"{_named(condition)}, {day or 'in the end'}: {word}"
                words = f"{when}; read as {found or 'not known yet'}"
                deviations.append(Deviation("status", "different", words))
    return Compared("status", right, tuple(sorted(deviations)))


def compare_events(story: Story, told: Sequence[ToldEvent]) -> Compared:
    """Return which of the events that must be there are there; others are passed over."""
    missing = [event for event in story.events or () if not any(_same(event, one) for one in told)]
    return Compared(
        "event",
        len(story.events or ()) - len(missing),
        tuple(sorted(Deviation("event", "missing", _event(event)) for event in missing)),
    )


def like(one: str, other: str) -> float:
    """Return how much of the words of two texts is the same (Jaccard index)."""
    a, b = (set(_WORD.findall(words.casefold())) for words in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def _found(condition: ExpectedCondition, rows: Sequence[ConditionRow]) -> ConditionRow | None:
    best = max(rows, key=lambda row: like(condition.act, row.act), default=None)
    return best if best and like(condition.act, best.act) >= _LIKE else None


def _faults(condition: ExpectedCondition, row: ConditionRow) -> list[str]:
    faults = []
    if condition.side and row.side not in sides_of(condition.side):
        faults.append(f"read as {row.side or 'nobody'}'s")
    if row.kind not in condition.kinds:
        faults.append(f"read as {row.kind}")
    if condition.actor and row.actor not in sides_of(condition.actor):
        faults.append(f"actor read as {row.actor or 'nobody'}")
    return faults


def _same(event: ExpectedEvent, told: ToldEvent) -> bool:
    if event.type != told.type or event.day != told.day:
        return False
    source, target = _sides(event.source), _sides(event.target)
    if event.type in _SYMMETRIC:
        return all((told.source | told.target) & names for names in (*source, *target))
    return all(told.source & names for names in source) and all(
        told.target & names for names in target
    )


def _sides(names: Sequence[str]) -> list[frozenset[str]]:
    return [frozenset(sides_of(name)) for name in names]


def _told(condition: ExpectedCondition) -> str:
    return f"{condition.article}: {' or '.join(condition.kinds)} “{condition.act}”"


def _named(condition: ExpectedCondition) -> str:
    return f"{condition.article}: “{condition.act}”"


def _event(event: ExpectedEvent) -> str:
    source, target = " and ".join(event.source), " and ".join(event.target)
    return f"{event.day}: {event.type} {source}{' to ' + target if target else ''}"
