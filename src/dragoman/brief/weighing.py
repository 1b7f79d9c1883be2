"""The order in which a reader wants matters: what most is said on, by several sides, first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from dragoman.views.course_rows import OverTimeRow
from dragoman.views.rows import PositionRow

P = TypeVar("P", PositionRow, OverTimeRow)


def weightiest(rows: Sequence[P]) -> tuple[P, ...]:
    """Return positions matter by matter, those of many sides and statements first."""
    sides = Counter(row.matter for row in rows)
    said: Counter[str] = Counter()
    for row in rows:
        said[row.matter] += row.statements

    def weight(row: P) -> tuple[int, int, str, str]:
        return -min(sides[row.matter], 2), -said[row.matter], row.matter_name, row.matter

    return tuple(sorted(rows, key=weight))
