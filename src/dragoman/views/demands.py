"""Demands over time: what one side asks of another on one matter, however often and worded.

All is found by indexes from the conditions asked for: their acts stand with them (`demands`),
and what tells of such acts is looked up by the acts and who was to do them (`fulfilments`), so
that what is read grows with the demands of the matter and not with the ledger. What limits the
articles that count, as known on a day, belongs into `_asked` and `_told`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, Select, select

from dragoman.ledger import schema
from dragoman.ledger.act_words import is_called
from dragoman.ledger.acts import Act
from dragoman.ledger.bearing import Says, bearing, heads_of, same_demand
from dragoman.ledger.chunking import chunks
from dragoman.ledger.demanding import unpacked

By = Literal["setter", "report", "actor", "other"]
"""Who tells of an act: the side that asks for it, the report, who is to do it, another."""

Place: TypeAlias = tuple[int, int]
"""Where the words of an evidence stand: `(article key, number)`, `(condition key, -1)`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One time that a demand was made."""

    condition: int
    article: int
    day: str | None
    kind: str
    unmet: bool
    outcome: Act | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say what became of a demand; `implied` by the demand's own (`until`)."""

    says: Says
    by: By
    day: str
    place: Place
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What one side asks of another on one matter, each time that it did, in order of days."""

    side: str | None
    actor: str | None
    matter: str | None
    act: Act | None
    negated: bool
    times: tuple[Asked, ...]
    evidence: tuple[Evidence, ...] = ()

    @property
    def first(self) -> str | None:
        """Return the day on which the demand was first made, as far as days are known."""
        return next((one.day for one in self.times if one.day), None)


def demands_of(
    connection: Connection, conditions: Sequence[int] | None, until: str | None
) -> list[Demand]:
    """Return the demands that conditions make, with what tells of them up to a day.

    `conditions` are their keys, None for all. Conditions in which no act is understood are
    demands of their own.
    """
    rows: list[Row[Any]] = []
    for some in [None] if conditions is None else chunks(conditions):
        query = _asked(until)
        if some is not None:
            query = query.where(schema.demands.c.condition_key.in_(some))
        rows += connection.execute(query)
    found = _grouped(rows)
    told = _evidence(connection, found, until)
    return [
        Demand(d.side, d.actor, d.matter, d.act, d.negated, d.times, told[n])
        for n, d in enumerate(found)
    ]


def _asked(until: str | None) -> Select[Any]:
    demands, standings, matters = schema.demands, schema.condition_standings, schema.matters
    query = (
        select(demands, standings.c.day, standings.c.kind, matters.c.root)
        .join(standings, standings.c.condition_key == demands.c.condition_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
    )
    if until is not None:
        query = query.where(standings.c.day.is_(None) | (standings.c.day <= until))
    return query


def _told(heads: Sequence[str], until: str | None) -> Select[Any]:
    told = schema.fulfilments.c
    query = select(
        told.article_key, told.n, told.head, told.actor, told.sort, told.act, told.asked
    ).add_columns(told.voice, told.side, told.day)
    query = query.where(told.head.in_(heads), told.day.is_not(None))
    return query if until is None else query.where(told.day <= until)


_Group: TypeAlias = tuple[str | None, str | None, str | None, str, str, bool, bool]


def _grouped(rows: Iterable[Row[Any]]) -> list[Demand]:
    """Return the demands that rows make, in an order that does not depend on that of storing."""
    alone: list[Demand] = []
    alike: dict[_Group, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        outcome = unpacked(row.outcome)
        one = Asked(row.condition_key, row.article_key, row.day, row.kind, row.unmet, outcome)
        act = unpacked(row.act)
        if act is None or not act.head:
            alone.append(Demand(row.side, row.actor, row.root, None, row.negated, (one,)))
            continue
        group = (row.side, row.actor, row.root, act.head, act.patient, act.partial, row.negated)
        alike[group][row.act].append(one)
    found = alone
    for (side, actor, matter, _, _, _, negated), acts in alike.items():
        for act, times in _merged(acts):
            ordered = sorted(times, key=lambda one: (one.day is None, one.day or "", one.condition))
            found.append(Demand(side, actor, matter, act, negated, tuple(ordered)))
    return found


def _merged(acts: Mapping[str, list[Asked]]) -> list[tuple[Act, list[Asked]]]:
    """Put together acts that agree; one that says less joins only where it fits one alone."""
    unpacked_ = [(act, words) for words in acts if (act := unpacked(words))]
    order = sorted(unpacked_, key=lambda one: (-len(one[0].beside | one[0].around), one[1]))
    groups: list[tuple[Act, list[Asked]]] = []
    for act, words in order:
        fits = [group for group in groups if same_demand(group[0], act)]
        if len(fits) == 1 or (fits and act.beside | act.around):
            fits[0][1].extend(acts[words])
        else:
            groups.append((act, list(acts[words])))
    return groups


def _evidence(
    connection: Connection, found: Sequence[Demand], until: str | None
) -> dict[int, tuple[Evidence, ...]]:
    by_head: dict[str, list[int]] = defaultdict(list)
    for n, demand in enumerate(found):
        for head in heads_of(demand.act) if demand.act and demand.actor else ():
            by_head[head].append(n)
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for some in chunks(sorted(by_head)):
        for row in connection.execute(_told(some, until)):
            act = unpacked(row.act)
            for n in by_head[row.head] if act else ():
                one = _bears(found[n], row, act) if act else None
                if one:
                    evidence[n].append(one)
    for n, demand in enumerate(found):
        evidence[n] += [
            Evidence("not met", "setter", one.day, (one.condition, -1), implied=True)
            for one in demand.times
            if one.unmet and one.day
        ]
    return {n: tuple(sorted(evidence[n], key=_order)) for n in range(len(found))}


_WEIGHT: Mapping[By, int] = {"other": 0, "actor": 1, "report": 2, "setter": 3}


def _order(one: Evidence) -> tuple[str, bool, int, str, Place]:
    """Order evidence by its day; on one day what is implied comes first, the setter's word last."""
    return one.day, not one.implied, _WEIGHT[one.by], one.says, one.place


def _bears(demand: Demand, row: Row[Any], act: Act) -> Evidence | None:
    first = demand.first
    if demand.act is None or first is None or _before(row.day, first):
        return None
    if row.sort == "dropped":
        if not is_called(row.actor, demand.side or ""):
            return None
        if row.asked and not is_called(row.asked, demand.actor or ""):
            return None
        if row.voice == "side" and row.side != demand.side:
            return None
    elif row.actor and not is_called(row.actor, demand.actor or ""):
        return None
    says = bearing(demand.act, act, row.sort, named=bool(row.actor))
    if demand.negated and says != "withdrawn":
        says = "not met" if says in ("met", "partly met") else None
    if says is None:
        return None
    return Evidence(says, _by(demand, row), row.day, (row.article_key, row.n))


def _before(day: str, first: str) -> bool:
    """Tell whether a day, as far as it is written, is surely before another."""
    return day < first[: len(day)]


def _by(demand: Demand, row: Row[Any]) -> By:
    if row.voice == "report":
        return "report"
    if row.side is not None and row.side == demand.side:
        return "setter"
    return "actor" if row.side is not None and row.side == demand.actor else "other"
