"""The rows of positions over time."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.views.row import Row
from dragoman.views.rows import ConditionRow, Quote, Voice


@dataclass(frozen=True, slots=True)
class RunRow(Row):
    """Days in a row on which a side took one stance, from `first` to `last` (None: undated).

    `days` counts those on which it was said, `statements` those that take the stance. `steps`
    tells how far it moved from the run before along rejects < defers < conditional < open <
    supports, `direction` the same in a word (`hardened`, `softened`); both are None where
    nothing was before. `speakers` are those who took the stance for the side, `office` the role
    of the highest in the article's word and `rank` how high it stands (0: not known).
    `conditions` are the latest that the side set meanwhile.
    """

    stance: str
    scope: str | None
    first: str | None
    last: str | None
    days: int
    statements: int
    steps: int | None
    direction: str | None
    speakers: tuple[str, ...]
    office: str | None
    rank: int
    divided: bool
    evidence: tuple[Quote, ...]
    conditions: tuple[ConditionRow, ...]

    def __str__(self) -> str:
        """Return the run in a line: `open, 2024-01-01 to 2024-03-01 (3 statements), softened`."""
        days = self.first or "undated"
        if self.last != self.first:
            days += f" to {self.last}"
        told = f"{self.statements} statement{'' if self.statements == 1 else 's'}"
        return ", ".join(filter(None, (self.stance, f"{days} ({told})", self.direction)))


@dataclass(frozen=True, slots=True)
class OverTimeRow(Row):
    """One side's course on one matter: its `runs`, the undated first and then the earliest.

    `stance`, `scope`, `since` and `latest` are the position's, as `positions` has it. `stale`
    tells that nothing was said for so many months before `measured_to`, which is the end of a
    state that is no more; `silent` counts the whole months of silence. `voices` are the
    speakers of the side about its latest day, where they took different stances; empty where
    they agree.
    """

    matter: str
    matter_name: str
    side: str
    stance: str
    scope: str | None
    since: str | None
    latest: str | None
    statements: int
    stale: bool
    silent: int | None
    measured_to: str | None
    divided: bool
    runs: tuple[RunRow, ...]
    voices: tuple[Voice, ...]
