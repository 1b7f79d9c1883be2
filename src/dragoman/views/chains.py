"""Chains: what a side would do may be what another waits for, whose act a third waits for.

Once observers come one side would withdraw, and once it withdraws another would lift its
sanctions: two conditions, each in the words of whoever set it. Who waits for each other in a
ring is in a deadlock (`deadlocks`), not in a chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.bearing import brings_about
from dragoman.ledger.matters import party_name
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.conditions import condition_rows
from dragoman.views.demands import Demand, asked_for
from dragoman.views.knowing import connected
from dragoman.views.row import Row
from dragoman.views.rows import ConditionRow
from dragoman.views.statuses import statuses_of
from dragoman.views.told_of import with_evidence

LONGEST = 5
"""Conditions of a chain that are followed."""
COMPARED = 2_000
"""Conditions that are compared; where there are more, no chains are looked for."""
MOST = 20
"""Chains that are given, the longest first."""

_Next: TypeAlias = Mapping[int, Sequence[Demand]]


@dataclass(frozen=True, slots=True)
class ChainRow(Row):
    """Conditions of which each brings about what the next one waits for, with who must act."""

    sides: tuple[str, ...]
    conditions: tuple[ConditionRow, ...]


def chains(
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    on: str | None = None,
    as_known_on: str | None = None,
) -> tuple[ChainRow, ...]:
    """Return the chains of conditions on a matter, or in which a side takes part, longest first.

    Without a matter, chains lead over all of them. Raises NotFound for a matter that the ledger
    does not have, DragomanError for what is no date.
    """
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        every = asked_for(connection, _keys(connection, matter), until)
        names = None if side is None else {party_name(one) for one in sides_shown(connection, side)}
        found = [
            chain
            for chain in _chains([one for one in every if _waits(one)])
            if names is None or any({one.side, one.actor} & names for one in chain)
        ]
        found = sorted(found, key=lambda chain: -len(chain))[:MOST]
        told = with_evidence(connection, [one for chain in found for one in chain], until)
        shown = [one.shown for one in told]
        rows = iter(condition_rows(connection, shown, until, statuses_of(connection, told)))
        made = [ChainRow(_sides(chain), tuple(next(rows) for _ in chain)) for chain in found]
    return tuple(sorted(made, key=_order))


def _order(row: ChainRow) -> tuple[int, list[str]]:
    """Order the longest first, and then by the days of their conditions."""
    return -len(row.conditions), [one.day or "" for one in row.conditions]


def _keys(connection: Connection, matter: str | None) -> list[int]:
    """Return the conditions that are compared; none where there are too many."""
    standings = schema.condition_standings.c
    query = select(standings.condition_key).order_by(standings.condition_key).limit(COMPARED + 1)
    asked = matters_of(connection, matter)
    if asked is not None:
        query = query.where(standings.matter_id.in_(asked))
    found = list(connection.execute(query).scalars())
    return found if len(found) <= COMPARED else []


def _waits(one: Demand) -> bool:
    return bool(one.side and one.actor) and one.actor not in ("both", one.side)


def _chains(every: Sequence[Demand]) -> Iterator[tuple[Demand, ...]]:
    """Yield the chains of at least two conditions that are part of no longer one."""
    after = _after(every)
    led = {id(one) for some in after.values() for one in some}
    for first in every:
        if id(first) not in led and id(first) in after:
            yield from _from((first,), after)


def _from(chain: tuple[Demand, ...], after: _Next) -> Iterator[tuple[Demand, ...]]:
    waiting = {one.side for one in chain} | {chain[0].actor}
    further = [one for one in after.get(id(chain[-1]), ()) if one.side not in waiting]
    if further and len(chain) < LONGEST:
        for one in further:
            yield from _from((*chain, one), after)
    elif len(chain) > 1:
        yield chain


def _after(every: Sequence[Demand]) -> _Next:
    """Return by demand those that wait for what whoever makes it would do then."""
    asked: dict[tuple[str | None, str], list[Demand]] = defaultdict(list)
    for one in every:
        if one.act:
            asked[one.actor, one.act.head].append(one)
    after: dict[int, list[Demand]] = {}
    for one in every:
        found = [
            other
            for time in one.times[-1:]
            if time.outcome
            for other in asked[one.side, time.outcome.head]
            if other.side != one.actor and other.act and brings_about(time.outcome, other.act)
        ]
        if found:
            after[id(one)] = found
    return after


def _sides(chain: Sequence[Demand]) -> tuple[str, ...]:
    """Return who must act in turn: whom the first waits for, and then whoever waits."""
    return (chain[0].actor or "", *(one.side or "" for one in chain))
