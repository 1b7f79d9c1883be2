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
from dragoman.views.rows import StatementRow

WIDTH, LEFT, RIGHT = 960, 130, 16
STEP, GAP, FOOT = 10, 26, 22
LANE = STEP * (len(STANCES) - 1)
LEAST = 3
"""Statements below which a list says the same better."""

TICKS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One statement: where it stands in the drawing and where its words are on the page."""

    x: float
    y: float
    stance: str
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


def timeline(rows: Sequence[StatementRow]) -> Timeline | None:
    """Return the drawing of a matter's statements, None when there is no course to be seen.

    Only dated statements that count for their side's position are drawn.
    """
    shown = [row for row in rows if row.counts and row.stance and row.day]
    days = sorted({_date(row) for row in shown})
    if len(shown) < LEAST or len(days) < 2:
        return None
    scale = _Scale(days[0].toordinal(), days[-1].toordinal())
    sides = sorted({side for row in shown for side in row.sides})
    lanes = tuple(
        _lane(side, n, [row for row in shown if side in row.sides], scale)
        for n, side in enumerate(sides)
    )
    return Timeline(
        width=WIDTH,
        height=round(lanes[-1].base + GAP / 2 + FOOT),
        lanes=lanes,
        ticks=_ticks(days[0], days[-1], scale),
        articles=frozenset(row.article for row in shown),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _date(row: StatementRow) -> date:
    """Return a day as far as it is stated, from the beginning of what is left open."""
    day = (row.day or "")[:10]
    return date.fromisoformat(day + "0000-01-01"[len(day) :])


def _lane(side: str, n: int, rows: Sequence[StatementRow], scale: _Scale) -> Lane:
    top = GAP / 2 + n * (LANE + GAP)
    heights: dict[str, float] = {
        stance: top + LANE - STEP * level for level, stance in enumerate(STANCES)
    }
    by_day: dict[date, Counter[str]] = {}
    dots: list[Dot] = []
    for row in sorted(rows, key=lambda row: (_date(row), row.record)):
        stance = row.stance or ""
        by_day.setdefault(_date(row), Counter())[stance] += 1
        who = called(row)
        label = f"{who}, {day_name(row.day)}: {stance}. “{row.words}”"
        x, y = scale.x(_date(row)), heights[stance]
        dots.append(Dot(x, y, stance, anchor_of(row.record), label))
    points = [(scale.x(day), heights[said.most_common(1)[0][0]]) for day, said in by_day.items()]
    path = "".join(
        f"{'H' if n else 'M'}{x}{'V' if n else ' '}{y}" for n, (x, y) in enumerate(points)
    )
    return Lane(side, top, top + LANE, tuple(dots), path)


def _ticks(first: date, last: date, scale: _Scale) -> tuple[tuple[float, str], ...]:
    years = last.year - first.year
    if years < 2:
        return tuple((scale.x(day), day_name(day.isoformat())) for day in (first, last))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= TICKS)
    marked = range(-(-(first.year + 1) // step) * step, last.year + 1, step)
    return tuple((scale.x(date(year, 1, 1)), str(year)) for year in marked)
