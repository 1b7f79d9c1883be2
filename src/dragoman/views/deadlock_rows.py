"""The row of a deadlock: who waits for whose act, each with the words of its condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.views.row import Row
from dragoman.views.rows import ConditionRow

Link = Literal["direct", "same matter"]


@dataclass(frozen=True, slots=True)
class DeadlockRow(Row):
    """Sides that wait for each other's act, each the next one's, the last the first one's.

    `link` is `direct` where what each would do is what another waits for, `same matter` where
    the conditions only are on one matter, or on one and the one it is part of. `conditions` has
    one for each side, in the order of `sides`: the latest by which it was set; `first_set` when
    each was first set. `since` is the day from which all of them stood, `ended` the day on which
    one was met or withdrawn; None while it lasts.
    """

    matter: str | None
    matter_name: str | None
    sides: tuple[str, ...]
    link: Link
    since: str | None
    ended: str | None
    first_set: tuple[str | None, ...]
    conditions: tuple[ConditionRow, ...]
