"""Lines and dots on one axis of time, as the server writes them: they need no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.brief.names import MONTHS
from dragoman.records import STANCES
from dragoman.views.overview import whole_day
from dragoman.views.overview_rows import Point

MARKS = 8
"""Years or months that are named on an axis at most."""
FEW = 2
"""Years between first and last up to which months are named."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)

_SCALE: list[str] = list(STANCES)


@lru_cache(maxsize=4096)
def _number(day: str) -> int:
    """Return a day's number; a page draws most of its days many times."""
    return whole_day(day).toordinal()


@dataclass(frozen=True, slots=True)
class Plot:
    """Stances over the time that all drawings of a page share: `supports` is at the top."""

    first: str
    last: str
    width: int = 160
    step: int = 6
    edge: int = 4

    @property
    def height(self) -> int:
        """Return how high the drawing is."""
        return self.step * (len(STANCES) - 1) + 2 * self.edge

    def x(self, day: str) -> float:
        """Return where a day stands; what is before the axis stands at its beginning."""
        start, end = _number(self.first), _number(self.last)
        share = (_number(day) - start) / max(1, end - start)
        return round(self.edge + min(1.0, max(0.0, share)) * (self.width - 2 * self.edge), 1)

    def y(self, stance: str) -> int:
        """Return how low a stance stands."""
        return self.height - self.edge - self.step * _SCALE.index(stance)

    def line(self, points: Sequence[Point]) -> str:
        """Return the path of a stance over time, which keeps its height until the next turn."""
        steps = [(self.x(one.day), self.y(one.stance)) for one in points]
        return "".join(
            f"{'H' if n else 'M'}{x}{'V' if n else ' '}{y}" for n, (x, y) in enumerate(steps)
        )

    def bounds(self) -> str:
        """Return the path of the lines at which a side supports and rejects."""
        ends = [self.y(one) for one in (_SCALE[0], _SCALE[-1])]
        return "".join(f"M{self.edge} {y}H{self.width - self.edge}" for y in ends)

    def marks(self) -> list[tuple[float, str]]:
        """Return the years to name with their places, or the months where there are few years."""
        start, end = (whole_day(one) for one in (self.first, self.last))
        if end.year - start.year > FEW:
            step = next(n for n in _STEPS if (end.year - start.year) / n <= MARKS)
            years = [str(year) for year in range(start.year + 1, end.year + 1) if year % step == 0]
            return [(self.x(year), year) for year in years]
        months = range(start.year * 12 + start.month, end.year * 12 + end.month)
        step = next(n for n in (1, 2, 3, 6, 12) if len(months) / n <= MARKS)
        days = [f"{n // 12}-{n % 12 + 1:02d}" for n in months if n % step == 0]
        return [(self.x(day), f"{MONTHS[int(day[5:]) - 1][:3]} {day[:4]}") for day in days]
