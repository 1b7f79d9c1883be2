"""Lines and dots on one axis of time, as the server writes them: they need no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records import STANCES
from dragoman.views.overview import whole_day
from dragoman.views.overview_rows import Point

WIDTH, STEP, EDGE = 160, 6, 4
HEIGHT = STEP * (len(STANCES) - 1) + 2 * EDGE


@dataclass(frozen=True, slots=True)
class Axis:
    """The time that all drawings of a page share."""

    first: str
    last: str
    width: int = WIDTH

    def x(self, day: str) -> float:
        """Return where a day stands."""
        start, end = (whole_day(one).toordinal() for one in (self.first, self.last))
        share = (whole_day(day).toordinal() - start) / max(1, end - start)
        return round(EDGE + min(1.0, max(0.0, share)) * (self.width - 2 * EDGE), 1)


def height_of(stance: str) -> int:
    """Return how low a stance stands: `supports` is at the top."""
    scale: list[str] = list(STANCES)
    return HEIGHT - EDGE - STEP * scale.index(stance)


def step_line(axis: Axis, points: Sequence[Point]) -> str:
    """Return the path of a stance over time, which keeps its height until the next turn."""
    steps = [(axis.x(one.day), height_of(one.stance)) for one in points]
    return "".join(
        f"{'H' if n else 'M'}{x}{'V' if n else ' '}{y}" for n, (x, y) in enumerate(steps)
    )
