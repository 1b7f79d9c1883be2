"""The status of conditions with the words that say so, for all views that show conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, tuple_

from dragoman.article import Span
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref
from dragoman.views.demands import Demand, Evidence, firsts_and_lasts
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.quoting import title
from dragoman.views.status import Became, Status, became
from dragoman.views.told_of import demands_of


@dataclass(frozen=True, slots=True)
class StatusOf:
    """What became of what a condition asks for, since when, by which words."""

    status: Status
    since: str | None
    evidence: tuple[EvidenceRow, ...]


def statuses(
    connection: Connection, conditions: Sequence[int] | None, until: str | None
) -> dict[int, StatusOf]:
    """Return the status of conditions by their keys, None for all, up to a day.

    `conditions` are to hold all by which a side asks something of one actor on one matter; see
    `with_siblings`.
    """
    return statuses_of(connection, demands_of(connection, conditions, until, latest=True))


def statuses_of(connection: Connection, demands: Iterable[Demand]) -> dict[int, StatusOf]:
    """Return what became of demands, by the keys of the conditions that make them."""
    found = [(demand, became(demand)) for demand in demands]
    words = evidence_rows(connection, [one for _, state in found for one in state.evidence])
    statuses: dict[int, StatusOf] = {}
    for demand, state in found:
        statuses |= dict.fromkeys((one.condition for one in demand.times), status_of(state, words))
    return statuses


def status_of(state: Became, words: Mapping[Evidence, EvidenceRow]) -> StatusOf:
    """Return a status with its words."""
    return StatusOf(state.status, state.since, tuple(words[one] for one in state.evidence))


def with_siblings(
    connection: Connection, conditions: Collection[int], until: str | None
) -> list[int]:
    """Return conditions with the first and last others of the same demands, up to a day."""
    found = set(conditions)
    for some in chunks(_demand_keys(connection, conditions)):
        query = firsts_and_lasts(until, schema.demands.c.key.in_(some))
        found.update(connection.execute(query).scalars().all())
    return sorted(found)


def with_all_siblings(connection: Connection, conditions: Collection[int]) -> list[int]:
    """Return conditions with all others of the same demands."""
    demands = schema.demands.c
    found = set(conditions)
    for some in chunks(_demand_keys(connection, conditions)):
        query = select(demands.condition_key).where(demands.key.in_(some))
        found.update(connection.execute(query).scalars().all())
    return sorted(found)


def _demand_keys(connection: Connection, conditions: Collection[int]) -> list[str]:
    """Return what conditions have in common with others that may be one demand with them."""
    demands = schema.demands.c
    found: set[str] = set()
    for some in chunks(sorted(conditions)):
        query = select(demands.key).where(demands.condition_key.in_(some), demands.key.is_not(None))
        found.update(connection.execute(query.distinct()).scalars().all())
    return sorted(found)


def evidence_rows(
    connection: Connection, evidence: Collection[Evidence]
) -> dict[Evidence, EvidenceRow]:
    """Return the rows that show evidence."""
    places = {one.place for one in evidence}
    told = _clauses(connection, sorted(place for place in places if place[1] >= 0))
    asked = _conditions(connection, sorted(place[0] for place in places if place[1] < 0))
    return {one: _row(one, told.get(one.place) or asked[one.place[0]]) for one in evidence}


def _row(one: Evidence, found: Any) -> EvidenceRow:  # noqa: ANN401
    record = found.statement or found.event
    return EvidenceRow(
        says=one.says,
        by=one.by,
        side=found.side,
        speaker=found.speaker,
        words=found.words,
        record=record_ref(found.article, record) if record else None,
        article=found.article,
        title=found.title,
        spans=(Span(found.start, found.end),),
        day=one.day,
    )


def _clauses(
    connection: Connection, places: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], Any]:
    told, readings, editions = schema.fulfilments, schema.readings, schema.editions
    statements, standings, events = schema.statements, schema.standings, schema.events
    query = (
        select(
            told.c.article_key,
            told.c.n,
            told.c.side,
            told.c.words,
            told.c.clause_start.label("start"),
            told.c.clause_end.label("end"),
            statements.c.id.label("statement"),
            events.c.id.label("event"),
            schema.actors.c.shown.label("speaker"),
            schema.articles.c.id.label("article"),
            title().label("title"),
        )
        .join(readings, (readings.c.article_key == told.c.article_key) & readings.c.current)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(schema.articles, schema.articles.c.key == told.c.article_key)
        .outerjoin(statements, statements.c.key == told.c.statement_key)
        .outerjoin(standings, standings.c.statement_key == told.c.statement_key)
        .outerjoin(schema.actors, schema.actors.c.id == standings.c.actor_id)
        .outerjoin(events, events.c.key == told.c.event_key)
    )
    found: dict[tuple[int, int], Any] = {}
    for some in chunks(places):
        within = tuple_(told.c.article_key, told.c.n).in_(some)
        articles = {article for article, _ in some}  # SQLite finds pairs by no index
        for row in connection.execute(query.where(told.c.article_key.in_(articles), within)):
            found[row.article_key, row.n] = row
    return found


def _conditions(connection: Connection, keys: Sequence[int]) -> dict[int, Any]:
    conditions, standings, readings = schema.conditions, schema.condition_standings, schema.readings
    said = schema.standings
    query = (
        select(
            conditions.c.key,
            standings.c.side,
            conditions.c.act_words,
            conditions.c.cue_words,
            conditions.c.act_start.label("start"),
            conditions.c.act_end.label("end"),
            conditions.c.id.label("statement"),
            conditions.c.id.label("event"),
            (conditions.c.cue_words + " " + conditions.c.act_words).label("words"),
            schema.actors.c.shown.label("speaker"),
            schema.articles.c.id.label("article"),
            title().label("title"),
        )
        .join(standings, standings.c.condition_key == conditions.c.key)
        .join(readings, readings.c.key == conditions.c.reading_key)
        .join(schema.editions, schema.editions.c.key == readings.c.edition_key)
        .join(schema.articles, schema.articles.c.key == standings.c.article_key)
        .outerjoin(said, said.c.statement_key == standings.c.statement_key)
        .outerjoin(schema.actors, schema.actors.c.id == said.c.actor_id)
    )
    found: dict[int, Any] = {}
    for some in chunks(keys):
        for row in connection.execute(query.where(conditions.c.key.in_(some))):
            found[row.key] = row
    return found
