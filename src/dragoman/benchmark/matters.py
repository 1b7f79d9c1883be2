"""Tables of pairs of wordings, settled as in articles and scored: `dragoman bench matters`.

A line a row: `{"id", "verdict", "one", "other"}`, where `one` and `other` are `{"words", "side",
"among"}`: what a side calls a matter in an article about the states `among`. The verdict is
`same`, `opposite` (one matter from two ends), `part` (one is part of the other) or `different`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dragoman.article import Article, Span
from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.speakers import Share
from dragoman.ledger.matters import About, matters_of
from dragoman.records import Reading, Speaker, Statement, record_id

Verdict = Literal["same", "opposite", "part", "different"]
VERDICTS: tuple[Verdict, ...] = ("same", "opposite", "part", "different")
_TWICE = 2
"""How often each state speaks in an article that is about it."""


@dataclass(frozen=True, slots=True)
class Worded:
    """What a side calls a matter in an article about some states."""

    words: str
    side: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterPair:
    """Two wordings, and how their matters stand to each other."""

    id: str
    verdict: Verdict
    one: Worded
    other: Worded


@dataclass(frozen=True, slots=True)
class MatterScore:
    """How well pairs of one half of a table are told apart.

    `precision` is the share of pairs taken for one matter, from the same end or from two, that
    are; `recall` that of such pairs taken so. For each verdict there are the same two.
    """

    table: str
    rows: int
    shares: tuple[Share, ...]
    verdicts: tuple[Share, ...]
    mistakes: tuple[Mistake, ...]

    def share(self, name: str) -> Share:
        """Return one of the shares by its name."""
        return next(share for share in (*self.shares, *self.verdicts) if share.name == name)


def bench_matters(tables: Sequence[Path]) -> tuple[MatterScore, ...]:
    """Score the pairs of tables: of each the odd rows, to build by, and the even ones, to prove.

    Raises UnreadableInput for what is no such table.
    """
    scores = []
    for path in tables:
        rows = read_matters(path)
        scores.append(_score(f"{path.stem}, odd", rows[::2]))
        if rows[1::2]:
            scores.append(_score(f"{path.stem}, even", rows[1::2]))
    return tuple(scores)


def read_matters(path: Path) -> tuple[MatterPair, ...]:
    """Return the rows of a table of pairs; raises UnreadableInput for what is none."""
    return json_rows(path, _pair, "a table of pairs of matters")


def _pair(record: Mapping[str, Any]) -> MatterPair:
    if record["verdict"] not in VERDICTS:
        raise ValueError(f"verdict is {record['verdict']!r}, none of {', '.join(VERDICTS)}")
    one, other = _worded(record["one"]), _worded(record["other"])
    return MatterPair(str(record["id"]), record["verdict"], one, other)


def _worded(record: Mapping[str, Any]) -> Worded:
    return Worded(str(record["words"]), str(record["side"]), tuple(record["among"]))


def _score(table: str, rows: Sequence[MatterPair]) -> MatterScore:
    answers = [(row, _answer(row)) for row in rows]
    joins = ("same", "opposite")
    right = sum(row.verdict == got for row, got in answers if got in joins)
    shares = (
        Share("precision", right, sum(got in joins for _, got in answers)),
        Share("recall", right, sum(row.verdict in joins for row, _ in answers)),
    )
    verdicts: list[Share] = []
    for verdict in VERDICTS:
        hit = sum(row.verdict == got == verdict for row, got in answers)
        verdicts += [
            Share(f"{verdict} P", hit, sum(got == verdict for _, got in answers)),
            Share(f"{verdict} R", hit, sum(row.verdict == verdict for row, _ in answers)),
        ]
    mistakes = [
        Mistake(f"{table} {row.id}", "matter", _line(row), row.verdict, got)
        for row, got in answers
        if row.verdict != got
    ]
    return MatterScore(table, len(rows), shares, tuple(verdicts), tuple(mistakes))


def _line(row: MatterPair) -> str:
    return f"{row.one.words} / {row.other.words}"


def _answer(row: MatterPair) -> Verdict:
    one, other = _about(row.one), _about(row.other)
    if one.key == other.key:
        return "same" if one.turn == other.turn else "opposite"
    if other.key == one.whole or one.key == other.whole:
        return "part"
    return "different"


def _about(worded: Worded) -> About:
    """Return what the words are about in an article where each state speaks too."""
    speaking = [side for side in worded.among for _ in range(_TWICE)]
    told = [_statement(n, side, None) for n, side in enumerate(speaking)]
    told.append(_statement(len(told), worded.side, worded.words))
    article = Article("pair", "text:pair", "0" * 64, worded.words)
    reading = Reading(article, "none", "none", tuple(told), (), ())
    found = matters_of(reading)[-1]
    assert found is not None, "a wording is about something"
    return found


def _statement(n: int, side: str, words: str | None) -> Statement:
    span = Span(n, n + 1)
    return Statement(
        id=record_id("s", n, n + 1, set()),
        source=None,
        cue=None,
        content=(span,),
        kind="indirect",
        speaker=Speaker(None, None, side, "government"),
        side=side,
        matter=words,
        stance="supports" if words else None,
        confidence=1.0,
        rule="table",
    )
