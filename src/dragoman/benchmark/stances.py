"""Tables of sentences with the stance that each takes, read and scored: `dragoman bench stances`.

A line a row: `{"id", "text", "content", "stance"}`; `content` is the statement's words, `stance`
null for none, and of a list any is right. Other fields are for those who write the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.benchmark.counts import Count, interval, summed
from dragoman.benchmark.gold import Answers
from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.matching import overlap, points
from dragoman.benchmark.mistakes import Mistake
from dragoman.intake import from_text
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import STANCES, ReaderName, Reading, Statement

LIKE, COVERED = 0.3, 0.8
"""Jaccard index from which a statement is the one meant, or share of its words from which it is."""
MISSED = "not found"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A short article, the words of the statement in it, and the stances that are right."""

    id: str
    text: str
    content: str
    stances: Answers


@dataclass(frozen=True, slots=True)
class StanceScore:
    """How well the stances of one table are read.

    `low` and `high` bound the F1 of 95 of 100 resamples of the rows; `each` has the count of every
    stance, `right` the rows whose stance, or lack of one, is right, `unfound` those whose
    statement was not found.
    """

    table: str
    rows: int
    right: int
    unfound: int
    count: Count
    low: float
    high: float
    each: Mapping[str, Count]
    mistakes: tuple[Mistake, ...]


def bench_stances(
    tables: Sequence[Path], reader: ReaderName = "default"
) -> tuple[StanceScore, ...]:
    """Read the sentences of tables and score their stances.

    Raises UnreadableInput for what is no such table.
    """
    found = [(path.stem, json_rows(path, _sentence, "a table of stances")) for path in tables]
    return tuple(_score(name, rows, reader) for name, rows in found)


def _sentence(record: Mapping[str, Any]) -> Sentence:
    text, content, stance = record["text"], record["content"], record["stance"]
    if not content or content not in text:
        raise ValueError(f"{content!r} does not stand in its text")
    stances = tuple(stance) if isinstance(stance, list) else (stance,)
    if not stances or not set(stances) <= {None, *STANCES}:
        raise ValueError(f"stance is {stance!r}")
    return Sentence(str(record["id"]), text, content, stances)


def _score(table: str, rows: Sequence[Sentence], reader: ReaderName) -> StanceScore:
    counts: list[Count] = []
    each: dict[str, Count] = {name: Count(0, 0, 0) for name in STANCES}
    mistakes: list[Mistake] = []
    right = unfound = 0
    articles = (from_text(row.text, origin=f"text:{row.id}") for row in rows)
    for row, document in zip(rows, parse_all(articles), strict=True):
        statement = _meant(row, read_document(document, reader))
        stance = statement.stance if statement is not None else None
        unfound += statement is None
        counts.append(_count(row.stances, stance))
        wanted = stance if stance in row.stances else row.stances[0]
        for name in {wanted, stance} - {None}:
            each[str(name)] = summed([each[str(name)], _of_one(name, wanted, stance)])
        if stance in row.stances:
            right += 1
            continue
        read = MISSED if statement is None else stance or "none"
        gold = " or ".join(answer or "none" for answer in row.stances)
        mistakes.append(Mistake(f"{table} {row.id}", "stance", row.content, gold, read))
    low, high = interval(counts)
    return StanceScore(
        table, len(rows), right, unfound, summed(counts), low, high, each, tuple(mistakes)
    )


def _meant(row: Sentence, reading: Reading) -> Statement | None:
    """Return the statement whose content is most like the row's, None where none is like it."""
    start = reading.article.text.find(row.content)
    wanted = frozenset(range(start, start + len(row.content)))
    best: Statement | None = None
    most = 0.0
    for statement in reading.statements:
        read = points(statement.content)
        likeness = overlap(wanted, read)
        covered = len(wanted & read) / len(wanted)
        if (likeness >= LIKE or covered > COVERED) and likeness > most:
            best, most = statement, likeness
    return best


def _count(wanted: Answers, read: str | None) -> Count:
    if read is not None and read in wanted:
        return Count(1, 0, 0)
    return Count(0, int(read is not None), int(None not in wanted))


def _of_one(name: str | None, wanted: str | None, read: str | None) -> Count:
    return Count(int(wanted == read), int(read == name != wanted), int(wanted == name != read))
