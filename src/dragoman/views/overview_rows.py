"""The rows of the ledger as matters × sides."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class Point(Row):
    """A stance on a day, a turn of a line."""

    day: str
    stance: str

    def __str__(self) -> str:
        """Return the point in words: `2024-05-01 open`."""
        return f"{self.day} {self.stance}"


@dataclass(frozen=True, slots=True)
class CellRow(Row):
    """Where one side stands on one matter.

    It takes its `stance` since the day `since` and said so last on `latest`; `before` is the
    stance that it took until `before_day`, None where it never had another. `steps` and
    `direction` tell how it moved between them. `statements` counts its own with a stance.
    `stale` tells that it has been `silent` for so many months before the ledger's last day.
    `differing` counts the pairs of accounts that cannot both hold of which it tells one. `line`
    has the turns of its stance as they are drawn, at some 80 days of the page's time.
    """

    matter: str
    matter_name: str
    side: str
    stance: str
    since: str | None
    latest: str | None
    before: str | None
    before_day: str | None
    steps: int | None
    direction: str | None
    statements: int
    stale: bool
    silent: int | None
    differing: int
    line: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of the ledger: its cells by matter, of how many `matters`, between which days.

    `begun` is the first day of which it tells, which may be before the lines begin.
    """

    rows: tuple[CellRow, ...]
    matters: int
    axis: tuple[str, str] | None
    begun: str | None = None
