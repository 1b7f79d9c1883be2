"""Who moved on what, and when: a side's stance on one day against that on its next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

from dragoman.ledger import Ledger
from dragoman.ledger.naming import NamedMatter, members, name_matters
from dragoman.records import STANCES
from dragoman.views.asking import last_day, matters_of, sides_shown, within
from dragoman.views.course import Day, actors_of, course, names_of
from dragoman.views.knowing import connected
from dragoman.views.rows import ShiftRow
from dragoman.views.series import Said, Series, evidence, series

_Move: TypeAlias = tuple[Day, Day]
"""A side's days before and after it moved."""


class LatestShifts(NamedTuple):
    """The latest moves of a period, the latest first, and how many it has in all.

    `anew` says of each whether the side had not taken the stance before.
    """

    rows: tuple[ShiftRow, ...]
    anew: tuple[bool, ...]
    of: int


def shifts(
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    on: str | None = None,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[ShiftRow, ...]:
    """Return every move of a side's stance up to `on`, by matter's name, side and day.

    `parts` adds what is part of the matter. Undated statements move nothing. `as_known_on`
    leaves out what was not known by that day. Raises NotFound for a matter that the ledger does
    not have, DragomanError for a date that is none.
    """
    until = last_day(on, "on")
    rows: list[ShiftRow] = []
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        found = series(connection, asked, None if side is None else sides_shown(connection, side))
        named = name_matters(connection, {one.matter for one in found})
        for one in found:
            rows += moves(connection, one, named[one.matter], until)
    return tuple(sorted(rows, key=lambda r: (r.matter_name, r.matter, r.side, r.after_day)))


def latest_shifts(  # noqa: PLR0913
    ledger: Ledger,
    matters: Sequence[str],
    limit: int,
    *,
    sides: Collection[str] = (),
    since: str | None = None,
    on: str | None = None,
    as_known_on: str | None = None,
) -> LatestShifts:
    """Return the latest moves on the matters of those ids since a day, the latest first.

    Only these are quoted, which takes longest. On one day they stand in the order of the
    matters, then by side; `sides` are names as they stand in the ledger.
    """
    until = last_day(on, "on")
    place = {matter: n for n, matter in enumerate(matters)}
    with connected(ledger, as_known_on) as connection:
        found = series(connection, members(connection, matters), tuple(sides) or None)
        moved = [
            (one, move, anew)
            for one in sorted(found, key=lambda one: (place[one.matter], one.side))
            for move, anew in _first_or_again(_moved(connection, one, until))
            if within(move[1].day, since, on)
        ]
        latest = sorted(moved, key=lambda of: of[1][1].day or "", reverse=True)[:limit]
        by_series: dict[Series, list[_Move]] = defaultdict(list)
        for one, move, _ in latest:
            by_series[one].append(move)
        named = name_matters(connection, {one.matter for one in by_series})
        rows = {
            (one, row.after_day): row
            for one, some in by_series.items()
            for row in _quoted(connection, one, named[one.matter], some)
        }
    return LatestShifts(
        tuple(rows[one, move[1].day or ""] for one, move, _ in latest),
        tuple(anew for *_, anew in latest),
        len(moved),
    )


def moves(
    connection: Connection, one: Series, matter: NamedMatter, until: str | None = None
) -> list[ShiftRow]:
    """Return every move of one side's stance on one matter up to a day, the first one first."""
    return _quoted(connection, one, matter, _moved(connection, one, until))


def _moved(connection: Connection, one: Series, until: str | None) -> list[_Move]:
    said = [day for day in course(connection, one, until) if day.day is not None]
    return [(old, new) for old, new in pairwise(said) if old.stance != new.stance]


def _first_or_again(moved: Iterable[_Move]) -> Iterator[tuple[_Move, bool]]:
    """Yield the moves of a side in their order, and whether each is to a stance never taken."""
    taken: set[str] = set()
    for old, new in moved:
        taken.add(old.stance)
        yield (old, new), new.stance not in taken
        taken.add(new.stance)


def _quoted(
    connection: Connection, one: Series, matter: NamedMatter, moved: Sequence[_Move]
) -> list[ShiftRow]:
    """Return moves with the words before and after them."""
    days = [Said(day.day, day.stance, day.of) for move in moved for day in move]
    quoted = evidence(connection, one, days)
    names = names_of(connection, actors_of(day for move in moved for day in move))
    return [
        ShiftRow(
            matter=one.matter,
            matter_name=matter.name,
            side=one.side,
            before=old.stance,
            after=new.stance,
            steps=_steps(old, new),
            direction="softened" if _steps(old, new) > 0 else "hardened",
            before_day=old.day or "",
            after_day=new.day or "",
            evidence_before=quoted[old.day],
            evidence_after=quoted[new.day],
            speakers_before=tuple(names.speakers([old])),
            speakers_after=tuple(names.speakers([new])),
            divided_before=names.divided(old),
            divided_after=names.divided(new),
        )
        for old, new in moved
    ]


def _steps(before: Day, after: Day) -> int:
    scale: list[str] = list(STANCES)
    return scale.index(after.stance) - scale.index(before.stance)
