"""Which telling of an utterance counts for a side: today, and on each day before.

An utterance counts once for each side, by the commonest stance of its tellings, on one matter;
tellings that call the matter by other names do not make it two. As a day asks that knew only
some of the tellings, the same holds among those: `stances_before` has what counted then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.known import ALWAYS, Lifetime, lifetimes
from dragoman.ledger.schema_known import stances_before, tellings_before
from dragoman.ledger.utterances import Member
from dragoman.ledger.writing import fill

_KNOWN = (
    update(schema.stances)
    .where(
        schema.stances.c.matter_id == bindparam("of_matter"),
        schema.stances.c.side == bindparam("of_side"),
        schema.stances.c.statement_key == bindparam("of_statement"),
    )
    .values(known=bindparam("new_known"))
)

Place = tuple[int, int, int]
"""Which utterance a telling is of, its rank among the tellings, and 1 for an earlier version."""


@dataclass(frozen=True, slots=True)
class _Stance:
    """A stance taken in a telling; `counts` today, None in an earlier version of an article."""

    row: Mapping[str, Any]
    counts: bool | None

    @property
    def key(self) -> int:
        return int(self.row["statement_key"])

    @property
    def stance(self) -> str:
        return str(self.row["stance"])


class _Run(NamedTuple):
    """Days on which one stance counts for an utterance."""

    stance: _Stance
    known: str
    until: str | None


def count_once(connection: Connection, told: Sequence[Sequence[Member]]) -> None:
    """Let each utterance count once for each side, today and on each day before."""
    place: dict[int, Place] = {}
    said: dict[int, bool] = {}
    for n, group in enumerate(told):
        for m, one in enumerate(group):
            place[one.telling.key] = (n, m, 0)
            said[one.telling.key] = one.telling.said
    today = sorted(place)
    _add_earlier(connection, place, said)
    found: dict[tuple[int, str], list[_Stance]] = defaultdict(list)
    for stance in _stances(connection, today, sorted(place.keys() - set(today))):
        found[place[stance.key][0], stance.row["side"]].append(stance)
    lives = lifetimes(connection, {s.row["article_key"] for some in found.values() for s in some})
    runs: list[_Run] = []
    for stances in found.values():
        order = {s.key: (not said[s.key], place[s.key][1:]) for s in stances}
        now = [s for s in stances if s.counts is not None]
        if now:
            chosen = _chosen(now, order)
            for stance in now:
                if stance.counts != (stance is chosen):
                    _move(connection, stance)
        runs += _runs(stances, order, lives)
    _store(connection, sorted(place), runs)


def _add_earlier(connection: Connection, place: dict[int, Place], said: dict[int, bool]) -> None:
    """Add the tellings of earlier versions, each beside the one that took its place."""
    table = tellings_before.c
    query = select(table.statement_key, table.utterance, table.said)
    for some in chunks(sorted(place)):
        rows = connection.execute(query.where(table.utterance.in_(some))).all()
        for key, now, told in rows:
            place.setdefault(key, (*place[now][:2], 1))
            said.setdefault(key, told)


def _stances(connection: Connection, today: Sequence[int], earlier: Sequence[int]) -> list[_Stance]:
    found: list[_Stance] = []
    for table in (schema.stances, schema.stances_retold):
        for some in chunks(today):
            rows = connection.execute(select(table).where(table.c.statement_key.in_(some)))
            counts = table is schema.stances
            found += [_Stance(dict(row), counts) for row in rows.mappings()]
    held: dict[tuple[object, ...], _Stance] = {}
    for some in chunks(earlier):
        query = select(stances_before).where(stances_before.c.statement_key.in_(some))
        for row in connection.execute(query).mappings():
            own = (row["matter_id"], row["side"], row["statement_key"])
            held.setdefault(own, _Stance({k: row[k] for k in row if k != "until"}, None))
    return found + list(held.values())


def _chosen(stances: Collection[_Stance], order: Mapping[int, Any]) -> _Stance:
    taken = Counter(one.stance for one in stances)
    return min(stances, key=lambda s: (-taken[s.stance], *order[s.key], s.key, s.row["matter_id"]))


def _move(connection: Connection, stance: _Stance) -> None:
    """Let a stance that counted count no more, or the other way about."""
    source, target = schema.stances, schema.stances_retold
    if not stance.counts:
        source, target = target, source
    row = stance.row
    own = (
        source.c.statement_key == row["statement_key"],
        source.c.matter_id == row["matter_id"],
        source.c.side == row["side"],
    )
    connection.execute(insert(target), [dict(row)])
    connection.execute(delete(source).where(*own))


def _runs(
    stances: Sequence[_Stance], order: Mapping[int, Any], lives: Mapping[int, Lifetime]
) -> list[_Run]:
    """Return which of the stances counted from when until when, in the order of the days."""
    times = {id(s): lives.get(s.row["article_key"], ALWAYS) for s in stances}
    edges = sorted({day for life in times.values() for day in life if day is not None})
    found: list[_Run] = []
    for start, end in pairwise([*edges, None]):
        alive = [s for s in stances if times[id(s)].has(start or "")]
        if not alive:
            continue
        chosen = _chosen(alive, order)
        if found and found[-1].stance is chosen and found[-1].until == start:
            found[-1] = found[-1]._replace(until=end)
        else:
            found.append(_Run(chosen, start or "", end))
    held = {id(run.stance) for run in found}
    # What never counted is kept with no days, so that it can be weighed again.
    return found + [
        _Run(s, times[id(s)].known, times[id(s)].known)
        for s in stances
        if s.counts is None and id(s) not in held
    ]


def _store(connection: Connection, keys: Sequence[int], runs: Sequence[_Run]) -> None:
    for some in chunks(keys):
        connection.execute(delete(stances_before).where(stances_before.c.statement_key.in_(some)))
    rows = [
        {**run.stance.row, "known": run.known, "until": run.until}
        for run in runs
        if run.until is not None
    ]
    fill(connection, stances_before, rows)
    changed = [run for run in runs if run.until is None and run.stance.row["known"] != run.known]
    if changed:
        connection.execute(
            _KNOWN,
            [
                {
                    "of_matter": run.stance.row["matter_id"],
                    "of_side": run.stance.row["side"],
                    "of_statement": run.stance.key,
                    "new_known": run.known,
                }
                for run in changed
            ],
        )
