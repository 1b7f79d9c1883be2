"""Where each side stands on the matters of a brief, with everything that its line stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman import views
from dragoman.brief.asking import Asked
from dragoman.brief.citing import Citations, Cited
from dragoman.brief.course import stale_words
from dragoman.brief.grounds import Grounds, latest_grounds
from dragoman.brief.timeline import (
    LARGE,
    Timeline,
    points_of_course,
    points_of_statements,
    timeline,
)
from dragoman.ledger import Ledger
from dragoman.views.course_rows import OverTimeRow, RunRow
from dragoman.views.grounds import GroundRow
from dragoman.views.rows import ConditionRow, PositionRow, Quote, Voice

QUOTES = 3
"""How many of a position's quotes are shown: the weightiest; the rest is in the articles."""

BESIDE = 4
"""How many conditions and voices are told beside a position: the latest."""

RUNS = 4
"""How many runs of a course are told in words: the latest; the drawing has them all."""


@dataclass(frozen=True, slots=True)
class Course:
    """One run of a side's course, with its first words."""

    row: RunRow
    quotes: tuple[Cited[Quote], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one side stands, with its quotes and what it makes that depend on.

    `grounds` are why, in its own words, and whom it blames; `runs` its stances one after
    another, where it had several; `voices` those of the side who differ; `stale` says for how
    long it has said nothing.
    """

    row: PositionRow
    quotes: tuple[Cited[Quote], ...]
    conditions: tuple[Cited[ConditionRow], ...]
    runs: tuple[Course, ...] = ()
    voices: tuple[Cited[Voice], ...] = ()
    stale: str | None = None
    grounds: tuple[Cited[GroundRow], ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter, the sides that took a stance on it, and its course where there is one."""

    id: str
    name: str
    standings: tuple[Standing, ...]
    timeline: Timeline | None


def matters_shown(
    ledger: Ledger, citations: Citations, positions: Sequence[PositionRow], asked: Asked
) -> tuple[Matter, ...]:
    """Return the matters of those positions in their order, each with all its sides."""
    grouped: dict[str, list[PositionRow]] = {}
    for row in positions:
        grouped.setdefault(row.matter, []).append(row)
    told = [_told(ledger, rows, asked) for rows in grouped.values()]
    citations.expect(record for one in told for record in one.records())
    return tuple(_matter(citations, one) for one in told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the views hold on one matter; `runs` are the latest of each side that had several."""

    rows: Sequence[PositionRow]
    courses: Mapping[str, OverTimeRow]
    runs: Mapping[str, Sequence[RunRow]]
    grounds: Grounds
    timeline: Timeline | None

    def records(self) -> Iterator[str]:
        """Yield the records that may be cited."""
        for row in self.rows:
            yield from (one.record for one in row.evidence)
            yield from (one.record for one in row.voices)
            yield from (one.record for one in row.conditions)
            yield from (one.record for one in self.grounds.get((row.matter, row.side), ()))
            for run in self.runs.get(row.side, ()):
                yield from (one.record for one in run.evidence)


def _told(ledger: Ledger, rows: Sequence[PositionRow], asked: Asked) -> _Told:
    name, on, known = rows[0].matter, asked.on, asked.as_known_on
    courses = views.positions_over_time(ledger, matter=name, on=on, as_known_on=known, full=False)
    if sum(row.of for row in rows) > LARGE:
        points = points_of_course(courses)
    else:
        points = points_of_statements(
            views.statements(ledger, matter=name, until=on, as_known_on=known)
        )
    found = views.grounds(ledger, matter=name, on=on, as_known_on=known)
    return _Told(
        rows=rows,
        courses={row.side: row for row in courses},
        runs={row.side: row.runs[-RUNS:] for row in courses if len(row.runs) > 1},
        grounds=latest_grounds(found, {row.side for row in rows}),
        timeline=timeline(points),
    )


def _matter(citations: Citations, told: _Told) -> Matter:
    first = told.rows[0]
    standings = tuple(_standing(citations, row, told) for row in told.rows)
    return Matter(first.matter, first.matter_name, standings, told.timeline)


def _standing(citations: Citations, row: PositionRow, told: _Told) -> Standing:
    course = told.courses.get(row.side)
    grounds = told.grounds.get((row.matter, row.side), ())
    return Standing(
        row=row,
        quotes=citations.cited(row.evidence[:QUOTES]),
        grounds=citations.cited(grounds),
        voices=citations.cited(row.voices[:BESIDE]),
        runs=tuple(
            Course(run, citations.cited(run.evidence[:1])) for run in told.runs.get(row.side, ())
        ),
        conditions=citations.cited(row.conditions[:BESIDE]),
        stale=stale_words(course) if course else None,
    )
