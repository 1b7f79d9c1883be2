"""Why a side stands where it does, and whom it blames, as the brief shows it beside positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from dragoman.brief.names import called, on_day
from dragoman.views.grounds import GroundRow

Grounds: TypeAlias = Mapping[tuple[str, str], Sequence[GroundRow]]
"""The grounds of each matter and side."""

GROUNDS = 3
"""How many grounds are shown beside one position: the latest; `dragoman grounds` gives all."""


def latest_grounds(rows: Iterable[GroundRow], sides: Collection[str]) -> Grounds:
    """Return the latest grounds that each of the sides gives on each matter."""
    found: dict[tuple[str, str], list[GroundRow]] = defaultdict(list)
    for row in rows:
        if row.matter and row.side in sides and row.side:
            found[row.matter, row.side].append(row)
    return {place: some[:GROUNDS] for place, some in found.items()}


def given_by(row: GroundRow) -> str:
    """Return who gave a ground, and when: `Ilse Marrane, 4 March 2031`."""
    return on_day(called(row), row.day)
