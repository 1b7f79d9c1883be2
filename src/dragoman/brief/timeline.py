"""A matter over time: one lane a side, a dot for each statement, a line through its stance.

The geometry of a drawing that the page writes as SVG, so that it prints and needs no script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.brief.citing import anchor_of
from dragoman.brief.names import called, day_name
from dragoman.records import STANCES
from dragoman.views.course_rows import OverTimeRow, RunRow
from dragoman.views.rows import StatementRow

WIDTH, LEFT, RIGHT = 960, 130, 16
STEP, GAP, FOOT = 10, 26, 22
LANE = STEP * (len(STANCES) - 1)
LEAST = 3
"""Statements below which a list says the same better."""

LARGE = 100
"""Statements above which only the runs of each side's course are drawn: dots would hide it."""

QUOTED = 100
"""Characters of a statement that its dot tells."""

TICKS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One statement: where it stands in the drawing and where its words are on the page."""

    x: float
    y: float
    stance: str
    article: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One side's row: `top` and `base` are the heights of support and rejection."""

    side: str
    top: float
    base: float
    dots: tuple[Dot, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole drawing; `ticks` are years or months along its foot."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Point:
    """What is drawn: a stance that a side took on a day, and the record that says so."""

    side: str
    day: str
    stance: str
    record: str
    label: str

    @property
    def article(self) -> str:
        """Return the id of the article that it stands in."""
        return self.record.partition("/")[0]


def points_of_statements(rows: Sequence[StatementRow]) -> list[Point]:
    """Return a point for each side of every dated statement that counts for its position."""
    return [
        Point(side, row.day, row.stance, row.record, _label(called(row), row.day, row))
        for row in rows
        if row.counts and row.stance and row.day
        for side in row.sides
    ]


def points_of_course(rows: Sequence[OverTimeRow]) -> list[Point]:
    """Return a point for the beginning of each dated run of the sides' courses."""
    return [
        Point(row.side, run.first, run.stance, quote.record, _label(called(quote), run.first, run))
        for row in rows
        for run in row.runs
        if run.first
        for quote in run.evidence[:1]
    ]


def _label(who: str, day: str, said: StatementRow | RunRow) -> str:
    words = said.words if isinstance(said, StatementRow) else said.evidence[0].words
    told = words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"
    return f"{who}, {day_name(day)}: {said.stance}. “{told}”"


def timeline(shown: Sequence[Point]) -> Timeline | None:
    """Return the drawing of a matter's points, None when there is no course to be seen."""
    days = sorted({_date(point.day) for point in shown})
    if len(shown) < LEAST or len(days) < 2:
        return None
    scale = _Scale(days[0].toordinal(), days[-1].toordinal())
    sides = sorted({point.side for point in shown})
    lanes = tuple(
        _lane(side, n, [point for point in shown if point.side == side], scale)
        for n, side in enumerate(sides)
    )
    return Timeline(
        width=WIDTH,
        height=round(lanes[-1].base + GAP / 2 + FOOT),
        lanes=lanes,
        ticks=_ticks(days[0], days[-1], scale),
        articles=frozenset(point.article for point in shown),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _date(stated: str) -> date:
    """Return a day as far as it is stated, from the beginning of what is left open."""
    day = stated[:10]
    return date.fromisoformat(day + "0000-01-01"[len(day) :])


def _lane(side: str, n: int, points: Sequence[Point], scale: _Scale) -> Lane:
    top = GAP / 2 + n * (LANE + GAP)
    heights: dict[str, float] = {
        stance: top + LANE - STEP * level for level, stance in enumerate(STANCES)
    }
    by_day: dict[date, Counter[str]] = {}
    dots: list[Dot] = []
    for point in sorted(points, key=lambda point: (_date(point.day), point.record)):
        day, stance = _date(point.day), point.stance
        by_day.setdefault(day, Counter())[stance] += 1
        dots.append(
            Dot(
                scale.x(day),
                heights[stance],
                stance,
                point.article,
                anchor_of(point.record),
                point.label,
            )
        )
    turns = [(scale.x(day), heights[said.most_common(1)[0][0]]) for day, said in by_day.items()]
    path = "".join(
        f"{'H' if n else 'M'}{x}{'V' if n else ' '}{y}" for n, (x, y) in enumerate(turns)
    )
    return Lane(side, top, top + LANE, tuple(dots), path)


def _ticks(first: date, last: date, scale: _Scale) -> tuple[tuple[float, str], ...]:
    years = last.year - first.year
    if years < 2:
        return tuple((scale.x(day), day_name(day.isoformat())) for day in (first, last))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= TICKS)
    marked = range(-(-(first.year + 1) // step) * step, last.year + 1, step)
    return tuple((scale.x(date(year, 1, 1)), str(year)) for year in marked)
