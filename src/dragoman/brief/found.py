"""What the views hold on the matters and sides of a brief, as much of each as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman import views
from dragoman.brief.asking import Asked
from dragoman.brief.weighing import weightiest
from dragoman.ledger import Ledger
from dragoman.views.account_rows import AccountRow
from dragoman.views.asking import within
from dragoman.views.corpus import Held, weightiest_matters
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.rows import ConditionRow, EventRow, PositionRow
from dragoman.views.shifts import LatestShifts

FEW = 300
"""Matters up to which conditions and accounts are those of all, shown or not."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The matters that a brief shows, and those that it asks for conditions and accounts.

    None among them stands for all matters at once. `left_out` says what is not shown.
    """

    matters: tuple[str | None, ...]
    beside: tuple[str | None, ...]
    left_out: tuple[str, ...] = ()


def matters_asked(ledger: Ledger, asked: Asked) -> Shown:
    """Return which matters are shown: the one that is asked for, else the weightiest."""
    if asked.matter is not None:
        return Shown((asked.matter,), (asked.matter,))
    on, known = asked.on, asked.as_known_on
    order, of = weightiest_matters(ledger, asked.sides, on=on, as_known_on=known)
    room = asked.room.matters if len(order) <= FEW else asked.room.of_many
    # A side may speak on few matters among very many: those of all others are not looked at.
    few = of <= FEW
    if not order or (few and len(order) <= room):
        return Shown((None,), (None,))
    if few or not asked.sides:
        told = f"Of {len(order)} matters these are the {room} on which most was said."
    else:
        shown = min(room, len(order))
        told = f"Of {of} matters these are the {shown} on which these sides said most."
    return Shown(order[:room], (None,) if few else order[:room], (told,))


def positions_on(
    ledger: Ledger, matters: Iterable[str | None], asked: Asked
) -> tuple[PositionRow, ...]:
    """Return where the sides stand on the matters, the weightiest matter first."""
    on, known = asked.on, asked.as_known_on
    rows = (
        row
        for matter in matters
        for row in views.positions(ledger, matter=matter, on=on, as_known_on=known)
    )
    return weightiest([row for row in rows if not asked.sides or row.side in asked.sides])


@dataclass(frozen=True, slots=True)
class Found:
    """Conditions, deadlocks and differing accounts, the latest first.

    `changed` are all conditions that were set since the day asked for, or of which it became
    known since then what came of them: what there is room for is for its reader to choose.
    """

    conditions: tuple[ConditionRow, ...]
    changed: tuple[ConditionRow, ...]
    deadlocks: tuple[DeadlockRow, ...]
    differing: tuple[AccountRow, ...]


def found_on(ledger: Ledger, matters: Iterable[str | None], asked: Asked) -> Found:
    """Return what the matters hold beside positions, as much of each as there is room for."""
    on, known, room = asked.on, asked.as_known_on, asked.room
    conditions: dict[str, ConditionRow] = {}
    deadlocks: dict[tuple[str, ...], DeadlockRow] = {}
    differing: dict[tuple[str, str], AccountRow] = {}
    # What changed since a day may be an old condition.
    first = None if asked.sides or asked.since else room.conditions
    for one in matters:
        for row in views.conditions(ledger, matter=one, on=on, as_known_on=known, limit=first):
            if _concerns(asked, row.side, row.actor):
                conditions.setdefault(row.record, row)
        for lock in views.deadlocks(ledger, matter=one, on=on, as_known_on=known):
            if _concerns(asked, *lock.sides):
                deadlocks.setdefault(tuple(c.record for c in lock.conditions), lock)
        for pair in views.accounts(ledger, matter=one, on=on, as_known_on=known):
            if _concerns(asked, pair.one.side, pair.other.side):
                differing.setdefault((pair.one.record, pair.other.record), pair)
    # A matter's rows come the latest first: of several matters the latest are taken.
    latest = sorted(conditions.values(), key=lambda row: row.day or "", reverse=True)
    return Found(
        tuple(latest[: room.conditions]),
        tuple(row for row in latest if asked.since and _is_of_period(asked, row)),
        tuple(deadlocks.values())[: room.moves],
        tuple(differing.values())[: room.differing],
    )


def _is_of_period(asked: Asked, row: ConditionRow) -> bool:
    return any(within(day, asked.since, asked.on) for day in (row.day, row.status_since))


def _concerns(asked: Asked, *parties: str | None) -> bool:
    return not asked.sides or any(party in asked.sides for party in parties)


def events_in(ledger: Ledger, period: Iterable[Held], asked: Asked) -> list[EventRow]:
    """Return the latest events of the period's articles, in the order of their days."""
    about = {one.article for one in period}
    rows = views.events(
        ledger,
        limit=None if asked.matter or asked.sides else asked.room.events,
        party=asked.sides[0] if len(asked.sides) == 1 else None,
        since=asked.since,
        until=asked.on,
        as_known_on=asked.as_known_on,
    )
    return [
        row for row in rows if row.article in about and _concerns(asked, *row.source, *row.target)
    ][: asked.room.events]


def moves_on(ledger: Ledger, matters: Sequence[str], asked: Asked) -> LatestShifts:
    """Return how sides moved on the matters since the day asked for, the latest first."""
    return views.latest_shifts(
        ledger,
        matters,
        asked.room.moves,
        sides=asked.sides,
        since=asked.since,
        on=asked.on,
        as_known_on=asked.as_known_on,
    )
