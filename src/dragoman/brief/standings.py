"""Where each side stands on the matters of a brief, with everything that its line stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman import views
from dragoman.brief.asking import Asked
from dragoman.brief.citing import Citations, Cited
from dragoman.brief.course import stale_words
from dragoman.brief.grounds import Grounds, cited_grounds
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
    return tuple(_matter(ledger, citations, rows, asked) for rows in grouped.values())


def _matter(
    ledger: Ledger, citations: Citations, rows: Sequence[PositionRow], asked: Asked
) -> Matter:
    name, on, known = rows[0].matter, asked.on, asked.as_known_on
    courses = views.positions_over_time(ledger, matter=name, on=on, as_known_on=known)
    by_side = {row.side: row for row in courses}
    found = views.grounds(ledger, matter=name, on=on, as_known_on=known)
    grounds = cited_grounds(citations, found, {row.side for row in rows})
    standings = tuple(_standing(citations, row, by_side.get(row.side), grounds) for row in rows)
    if sum(row.of for row in rows) > LARGE:
        points = points_of_course(courses)
    else:
        points = points_of_statements(
            views.statements(ledger, matter=name, until=on, as_known_on=known)
        )
    return Matter(name, rows[0].matter_name, standings, timeline(points))


def _standing(
    citations: Citations, row: PositionRow, course: OverTimeRow | None, grounds: Grounds
) -> Standing:
    several = course.runs if course and len(course.runs) > 1 else ()
    return Standing(
        row=row,
        quotes=tuple(_quoted(citations, row.evidence[:QUOTES])),
        grounds=grounds.get((row.matter, row.side), ()),
        voices=tuple(Cited(v, citations.of(v.record, v.spans)) for v in row.voices[:BESIDE]),
        runs=tuple(
            Course(run, tuple(_quoted(citations, run.evidence[:1]))) for run in several[-RUNS:]
        ),
        conditions=tuple(
            Cited(c, citations.of(c.record, c.spans)) for c in row.conditions[:BESIDE]
        ),
        stale=stale_words(course) if course else None,
    )


def _quoted(citations: Citations, quotes: Iterable[Quote]) -> Iterator[Cited[Quote]]:
    for quote in quotes:
        yield Cited(quote, citations.of(quote.record, quote.spans))
