"""What the ledger's articles tell of demanded acts: the evidence of what became of demands.

What tells of such acts is looked up by the acts and who was to do them (`fulfilments`), so that
what is read grows with the demands and not with the ledger. What limits the articles that count,
as known on a day, belongs into `_told`, which has `article_key`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.act_words import is_called
from dragoman.ledger.acts import Act
from dragoman.ledger.bearing import Says, bearing, heads_of
from dragoman.ledger.chunking import chunks
from dragoman.ledger.demanding import unpacked
from dragoman.ledger.given import given
from dragoman.views.demands import By, Demand, Evidence, Place, asked_for
from dragoman.vocabulary.countries import countries


def demands_of(
    connection: Connection,
    conditions: Sequence[int] | None,
    until: str | None,
    *,
    latest: bool = False,
) -> list[Demand]:
    """Return the demands that conditions make, with what tells of them up to a day.

    `conditions` are their keys, None for all. Conditions in which no act is understood are
    demands of their own. For `latest` see `with_evidence`.
    """
    return with_evidence(connection, asked_for(connection, conditions, until), until, latest=latest)


def with_evidence(
    connection: Connection, found: Sequence[Demand], until: str | None, *, latest: bool = False
) -> list[Demand]:
    """Return demands with what tells of them up to a day.

    `latest` leaves out evidence that other words of the same kind follow: enough for what became
    of a demand by that day, not for its course.
    """
    told = _evidence(connection, found, until, latest=latest)
    return [replace(demand, evidence=told[n]) for n, demand in enumerate(found)]


def _told(
    connection: Connection,
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
    if any(patient is None for _, patient in acts):
        query = query.where(told.head.in_([head for head, _ in acts]))
    else:  # Joined, for SQLite looks up no pairs of an IN list by an index.
        pairs = given(connection, "asked", ("head", "patient"), acts)
        same_act = (told.head == pairs.c.head) & (told.patient == pairs.c.patient)
        query = query.join_from(pairs, schema.fulfilments, same_act)
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


def _evidence(
    connection: Connection, found: Sequence[Demand], until: str | None, *, latest: bool
) -> dict[int, tuple[Evidence, ...]]:
    evidence: dict[int, dict[Place, Evidence]] = defaultdict(dict)
    firsts = [demand.first for demand in found]
    asked = _Asking(found)
    said: dict[tuple[object, ...], list[tuple[int, Says, By]]] = {}
    for some, of in product(asked.acts(), chunks(asked.parties, 50)):
        for row in connection.execute(_told(connection, some, of, until, latest=latest)).all():
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
