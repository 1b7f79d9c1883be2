"""Demands over time: what one side asks of another on one matter, however often and worded.

All is found by indexes from the conditions asked for: their acts stand with them (`demands`),
and what tells of such acts is looked up by the acts and who was to do them (`fulfilments`), so
that what is read grows with the demands of the matter and not with the ledger. Of what is told
or asked again and again the first and last are enough for a status (`firsts_and_lasts`,
`latest`). What limits the articles that count, as known on a day, belongs into `_asked`,
`firsts_and_lasts` and `_told`, each of which has `article_key`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.act_words import is_called
from dragoman.ledger.acts import Act
from dragoman.ledger.bearing import Says, bearing, heads_of, same_demand
from dragoman.ledger.chunking import chunks
from dragoman.ledger.demanding import unpacked
from dragoman.vocabulary.countries import countries

By = Literal["setter", "report", "actor", "other"]
"""Who tells of an act: the side that asks for it, the report, who is to do it, another."""

Place: TypeAlias = tuple[int, int]
"""Where the words of an evidence stand: `(article key, number)`, `(condition key, -1)`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One time that a demand was made."""

    condition: int
    article: str
    day: str | None
    kind: str
    unmet: bool
    outcome: Act | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say what became of a demand; `implied` by the demand's own (`until`).

    `article` is the id of the article that tells it.
    """

    says: Says
    by: By
    day: str
    place: Place
    article: str
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
    connection: Connection,
    conditions: Sequence[int] | None,
    until: str | None,
    *,
    latest: bool = False,
) -> list[Demand]:
    """Return the demands that conditions make, with what tells of them up to a day.

    `conditions` are their keys, None for all. Conditions in which no act is understood are
    demands of their own. `latest` leaves out evidence that other words of the same kind follow:
    enough for what became of a demand by that day, not for its course.
    """
    rows: list[Row[Any]] = []
    for some in [None] if conditions is None else chunks(conditions):
        query = _asked(until)
        if some is not None:
            query = query.where(schema.demands.c.condition_key.in_(some))
        rows += connection.execute(query)
    found = _grouped(rows)
    told = _evidence(connection, found, until, latest=latest)
    return [
        Demand(d.side, d.actor, d.matter, d.act, d.negated, d.times, told[n])
        for n, d in enumerate(found)
    ]


def _asked(until: str | None) -> Select[Any]:
    demands, standings, matters = schema.demands, schema.condition_standings, schema.matters
    query = (
        select(demands, standings.c.day, standings.c.kind, matters.c.root)
        .add_columns(schema.articles.c.id.label("article"))
        .join(schema.articles, schema.articles.c.key == demands.c.article_key)
        .join(standings, standings.c.condition_key == demands.c.condition_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
    )
    if until is not None:
        query = query.where(standings.c.day.is_(None) | (standings.c.day <= until))
    return query


def firsts_and_lasts(until: str | None, *where: ColumnElement[bool]) -> Select[Any]:
    """Return a query for the first and the last time that each wording of a demand was set.

    That is enough for what became of a demand, and few rows where it was repeated often.
    """
    demands, standings, matters = schema.demands, schema.condition_standings, schema.matters
    day = standings.c.day
    what = (demands.c.key, demands.c.side, demands.c.actor, demands.c.act, demands.c.unmet)
    alike = (*what, matters.c.root, day.is_(None))
    tie = (schema.articles.c.id, demands.c.condition_key)
    first = sql.row_number().over(partition_by=alike, order_by=(day, *tie))
    last = sql.row_number().over(
        partition_by=alike, order_by=(day.desc(), *(column.desc() for column in tie))
    )
    ranked = (
        select(demands.c.condition_key, first.label("first"), last.label("last"))
        .join(standings, standings.c.condition_key == demands.c.condition_key)
        .join(schema.articles, schema.articles.c.key == demands.c.article_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
        .where(*where)
    )
    if until is not None:
        ranked = ranked.where(day.is_(None) | (day <= until))
    found = ranked.subquery()
    return select(found.c.condition_key).where((found.c.first == 1) | (found.c.last == 1))


def _told(
    acts: Sequence[tuple[str, str | None]],
    parties: Sequence[str],
    until: str | None,
    *,
    latest: bool,
) -> Select[Any]:
    """Return what is told of acts of those parties; others' acts may still be among them.

    `acts` are heads with what they are done to, or all with None, for anything. `latest` asks
    for the last of the clauses that say the same of one act in the same voice.
    """
    told = schema.fulfilments.c
    codes = [party for party in parties if party in countries().by_iso3]
    names = [party for party in parties if party not in codes]
    called = (told.actor.startswith(name[:-1], autoescape=True) for name in names)
    by = or_(told.actor.in_(["", *codes]), *called)
    columns = (told.article_key, told.n, told.head, told.actor, told.sort, told.act, told.asked)
    query = select(*columns, told.voice, told.side, told.day)
    query = query.where(told.head.in_(sorted({head for head, _ in acts})))
    patients = {patient for _, patient in acts if patient is not None}
    if patients:  # each by itself, for SQLite finds pairs by no index
        query = query.where(told.patient.in_(sorted(patients)))
    query = query.where(by, told.day.is_not(None))
    if until is not None:
        query = query.where(told.day <= until)
    if latest:
        same = (told.head, told.actor, told.sort, told.act, told.asked, told.voice, told.side)
        place = sql.rank().over(partition_by=same, order_by=told.day.desc())
        query = query.add_columns(place.label("place"))
    # Joined last, for the few that are the latest: articles are wide rows far apart.
    ranked = query.subquery()
    found = select(ranked, schema.articles.c.id.label("article")).join(
        schema.articles, schema.articles.c.key == ranked.c.article_key
    )
    return found.where(ranked.c.place == 1) if latest else found


_Group: TypeAlias = tuple[str | None, str | None, str | None, str, str, bool, bool]


def _grouped(rows: Iterable[Row[Any]]) -> list[Demand]:
    """Return the demands that rows make, in an order that does not depend on that of storing."""
    alone: list[Demand] = []
    alike: dict[_Group, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        outcome = unpacked(row.outcome)
        one = Asked(row.condition_key, row.article, row.day, row.kind, row.unmet, outcome)
        act = unpacked(row.act)
        if act is None or not act.head:
            alone.append(Demand(row.side, row.actor, row.root, None, row.negated, (one,)))
            continue
        group = (row.side, row.actor, row.root, act.head, act.patient, act.partial, row.negated)
        alike[group][row.act].append(one)
    found = alone
    for (side, actor, matter, _, _, _, negated), acts in alike.items():
        for act, times in _merged(acts):
            found.append(Demand(side, actor, matter, act, negated, tuple(sorted(times, key=_age))))
    return found


def _age(one: Asked) -> tuple[bool, str, str, int]:
    """Order by days, the undated last, and by what does not depend on the order of storing."""
    return one.day is None, one.day or "", one.article, one.condition


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
    connection: Connection, found: Sequence[Demand], until: str | None, *, latest: bool
) -> dict[int, tuple[Evidence, ...]]:
    evidence: dict[int, dict[Place, Evidence]] = defaultdict(dict)
    firsts = [demand.first for demand in found]
    asked = _Asking(found)
    said: dict[tuple[object, ...], list[tuple[int, Says, By]]] = {}
    for some, of in product(asked.acts(), chunks(asked.parties, 50)):
        for row in connection.execute(_told(some, of, until, latest=latest)):
            key, place, *told_, day = row[:10]
            told = tuple(told_)
            if told not in said:
                said[told] = [(n, says, _by(found[n], row)) for n, says in asked.bearing(row)]
            for n, says, by in said[told]:
                if not _before(day, firsts[n]):
                    at = (key, place)
                    evidence[n][at] = Evidence(says, by, day, at, row.article)
    for n, demand in enumerate(found):
        for one in demand.times:
            if one.unmet and one.day:
                at = (one.condition, -1)
                evidence[n][at] = Evidence(
                    "not met", "setter", one.day, at, one.article, implied=True
                )
    return {n: tuple(sorted(evidence[n].values(), key=_order)) for n in range(len(found))}


_WEIGHT: Mapping[By, int] = {"other": 0, "actor": 1, "report": 2, "setter": 3}


def _order(one: Evidence) -> tuple[str, bool, int, str, str, int]:
    """Order evidence by its day; on one day what is implied comes first, the setter's word last."""
    return one.day, not one.implied, _WEIGHT[one.by], one.says, one.article, one.place[-1]


class _Asking:
    """Demands by their acts and parties, so that a clause is held only against what it may tell of.

    Without it each of thousands of clauses would be held against each of thousands of demands.
    """

    def __init__(self, found: Sequence[Demand]) -> None:
        self._found = found
        self._acts: dict[tuple[str, str | None], dict[Act, dict[str, list[int]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        self._called: dict[str, tuple[str, ...]] = {}
        for n, demand in enumerate(found):
            if demand.act is None or not demand.actor:
                continue
            for head in heads_of(demand.act):
                stopped = demand.act.head == "end" and head == demand.act.patient
                patient = None if stopped else demand.act.patient
                self._acts[head, patient][demand.act][demand.actor].append(n)
        self.parties = sorted({party for d in found for party in (d.side, d.actor) if party})

    def acts(self) -> Iterator[Sequence[tuple[str, str | None]]]:
        """Yield the heads of the acts with what they are done to, and those for anything."""
        one = sorted((head, to) for head, to in self._acts if to is not None)
        yield from chunks(one, 200)
        yield from chunks(sorted({(head, None) for head, to in self._acts if to is None}), 200)

    def bearing(self, row: Row[Any]) -> Iterator[tuple[int, Says]]:
        """Yield the demands on which a clause bears, with what it says of each."""
        act, dropped, named = unpacked(row.act), row.sort == "dropped", bool(row.actor)
        for patient in (act.patient, None) if act is not None else ():
            for demanded, by_actor in self._acts.get((row.head, patient), {}).items():
                says = bearing(demanded, act, row.sort, named=named) if act is not None else None
                parties = by_actor if dropped or not named else self._parties(row.actor)
                for party in parties if says else ():
                    for n in by_actor.get(party, ()):
                        if (told := self._says(n, says, row, dropped=dropped)) is not None:
                            yield n, told

    def _parties(self, called: str) -> tuple[str, ...]:
        """Return the parties that are called so."""
        if called not in self._called:
            self._called[called] = tuple(p for p in self.parties if is_called(called, p))
        return self._called[called]

    def _says(self, n: int, says: Says | None, row: Row[Any], *, dropped: bool) -> Says | None:
        """Return what a clause says of a demand, None when it is about something else."""
        demand = self._found[n]
        if dropped:
            if not is_called(row.actor, demand.side or ""):
                return None
            if row.asked and not is_called(row.asked, demand.actor or ""):
                return None
            if row.voice == "side" and row.side != demand.side:
                return None
        if demand.negated and says != "withdrawn":
            return "not met" if says in ("met", "partly met") else None
        return says


def _before(day: str, first: str | None) -> bool:
    """Tell whether a day, as far as it is written, is before a demand was made, or may be."""
    return first is None or day < first[: len(day)]


def _by(demand: Demand, row: Row[Any]) -> By:
    if row.voice == "report":
        return "report"
    if row.side is not None and row.side == demand.side:
        return "setter"
    return "actor" if row.side is not None and row.side == demand.actor else "other"
