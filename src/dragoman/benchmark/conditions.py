"""Tables of sentences with the conditions they state, read and scored: `dragoman bench conditions`.

A line a row: `{"id", "text", "conditions"}`, each condition with `kind`, `act`, `actor`, `outcome`.
Kind and actor may be lists, any of which is right, names with or without `the`; `act_also` and
`outcome_also` give other wordings of the same words. A row without a condition is a trap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.article import Span
from dragoman.benchmark.counts import Count, interval, summed
from dragoman.benchmark.gold import Answers
from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.matching import overlap, pairs, points
from dragoman.benchmark.mistakes import Mistake, either
from dragoman.benchmark.speakers import Share, WithShares
from dragoman.intake import from_text
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import CONDITION_KINDS, Condition, ReaderName, Reading

ASKED = ("kind", "actor", "outcome")
"""What is asked of a condition that was found."""

ACT, OUTCOME = 0.5, 0.3
"""Jaccard index from which an act, and an outcome, are the same words."""


_OBLIGED = re.compile(
    r"\b(?:must|should|shall|(?:has|have|needs?) (?:first )?to)(?: first)? (?=\w+ \w)"
)
"""Behind this stands the act itself: `both armies must pull back` is told without it, too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition that a sentence states, with every answer that is fair."""

    kind: Answers
    actor: Answers
    acts: tuple[str, ...]
    outcomes: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A short article and the conditions in it, none for a trap."""

    id: str
    text: str
    conditions: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class ConditionScore(WithShares):
    """How well the conditions of one table are read.

    `low` and `high` bound the F1 of 95 of 100 resamples of the rows; `shares` are of the
    conditions found.
    """

    table: str
    rows: int
    count: Count
    low: float
    high: float
    shares: tuple[Share, ...]
    mistakes: tuple[Mistake, ...]


def bench_conditions(
    tables: Sequence[Path], reader: ReaderName = "default"
) -> tuple[ConditionScore, ...]:
    """Read the sentences of tables and score their conditions.

    Raises UnreadableInput for what is no such table.
    """
    found = [(path.stem, json_rows(path, _row, "a table of conditions")) for path in tables]
    return tuple(_score(name, rows, reader) for name, rows in found)


def _row(record: Mapping[str, Any]) -> Sentence:
    text = record["text"]
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text")
    wanted = tuple(_wanted(text, each) for each in record["conditions"])
    return Sentence(str(record["id"]), text, wanted)


def _wanted(text: str, record: Mapping[str, Any]) -> Wanted:
    told = (record["act"], *record.get("act_also", ()))
    acts = (*told, *(act[found.end() :] for act in told if (found := _OBLIGED.search(act))))
    outcomes = (record["outcome"], *record.get("outcome_also", ()))
    for words in (*acts, *(o for o in outcomes if o is not None)):
        if not words or words not in text:
            raise ValueError(f"{words!r} does not stand in its text")
    kind = _answers(record["kind"])
    if not set(kind) <= set(CONDITION_KINDS):
        raise ValueError(f"kind is {record['kind']!r}")
    return Wanted(kind, _answers(record["actor"]), acts, outcomes)


def _answers(value: object) -> Answers:
    answers = tuple(value) if isinstance(value, list) else (value,)
    if not all(answer is None or isinstance(answer, str) for answer in answers):
        raise TypeError(f"{value!r} is no answer")
    return answers


def _score(table: str, rows: Sequence[Sentence], reader: ReaderName) -> ConditionScore:
    counts: list[Count] = []
    right = dict.fromkeys(ASKED, 0)
    mistakes: list[Mistake] = []
    articles = (from_text(row.text, origin=f"text:{row.id}") for row in rows)
    for row, document in zip(rows, parse_all(articles), strict=True):
        reading = read_document(document, reader)
        text, read = reading.article.text, reading.conditions
        matches = pairs(row.conditions, read, lambda w, c, t=text: _likeness(t, w, c), ACT)  # type: ignore[misc]
        counts.append(
            Count(len(matches), len(read) - len(matches), len(row.conditions) - len(matches))
        )
        for i, k in matches.items():
            for asked in _right(text, row.conditions[i], read[k]):
                right[asked] += 1
        mistakes += _mistakes(f"{table} {row.id}", row, reading, matches)
    whole = summed(counts)
    low, high = interval(counts)
    shares = tuple(Share(asked, right[asked], whole.found) for asked in ASKED)
    return ConditionScore(table, len(rows), whole, low, high, shares, tuple(mistakes))


def _likeness(text: str, wanted: Wanted, read: Condition) -> float:
    return max(overlap(_points(text, words), points([read.act])) for words in wanted.acts)


def _points(text: str, words: str) -> frozenset[int]:
    start = text.find(words)
    return points([Span(start, start + len(words))] if start >= 0 else [])


def _is_actor(wanted: Wanted, read: str | None) -> bool:
    """Return whether who must act is one of those named, articles aside.

    `both` is also right for two whom the row names and the act's own words, too.
    """
    answers = {_party(answer) for answer in wanted.actor}
    if _party(read) in answers:
        return True
    acting = [a for a in wanted.actor if a is not None and any(a in act for act in wanted.acts)]
    return read == "both" and len(acting) > 1


def _party(name: str | None) -> str | None:
    """Return a name without its article, and `both` for every way to say it."""
    bare = name.lower().removeprefix("the ") if name is not None else None
    return "both" if bare is not None and bare.split()[0] in ("both", "two") else bare


def _right(text: str, wanted: Wanted, read: Condition) -> tuple[str, ...]:
    """Return what of a condition that was found is right."""
    answers = {
        "kind": read.kind in wanted.kind,
        "actor": _is_actor(wanted, read.actor),
        "outcome": any(
            read.outcome is None
            if words is None
            else overlap(_points(text, words), points([read.outcome])) >= OUTCOME
            for words in wanted.outcomes
        ),
    }
    return tuple(asked for asked in ASKED if answers[asked])


def _mistakes(
    where: str, row: Sentence, reading: Reading, matches: Mapping[int, int]
) -> list[Mistake]:
    text, read = reading.article.text, reading.conditions
    found: list[Mistake] = []
    for i, wanted in enumerate(row.conditions):
        if i not in matches:
            found.append(Mistake(where, "missed", wanted.acts[0], either(wanted.kind)))
            continue
        one = read[matches[i]]
        outcome = one.outcome.of(text) if one.outcome else None
        answers = {
            "kind": (wanted.kind, one.kind),
            "actor": (wanted.actor, one.actor),
            "outcome": (wanted.outcomes, outcome),
        }
        right = _right(text, wanted, one)
        for asked, (gold, got) in answers.items():
            if asked not in right:
                found.append(Mistake(where, asked, wanted.acts[0], either(gold), got or "none"))
    for k in sorted(set(range(len(read))) - set(matches.values())):
        found.append(Mistake(where, "not there", read[k].act.of(text), read=read[k].kind))
    return found
