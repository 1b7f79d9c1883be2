"""Demands and fulfilments stored with their article, and for a ledger that had none."""

from __future__ import annotations

from sqlalchemy import Connection, select

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.carrying import carried_corrections
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.demanding import (
    Fulfilment,
    demand_key,
    demand_of,
    fulfilments_of,
    packed,
)
from dragoman.ledger.standing import Standing, standing
from dragoman.ledger.versioning import stands
from dragoman.ledger.writing import Keys, fill, keys_of
from dragoman.records import Reading


def store_demands(
    connection: Connection, article_key: int, reading: Reading, found: Standing, keys: Keys
) -> None:
    """Store what an article's conditions ask for, and what its words tell of such acts."""
    rows = []
    for one in found.conditions:
        demand = demand_of(reading, one)
        rows.append(
            {
                "condition_key": keys.conditions[one.n],
                "article_key": article_key,
                "key": demand_key(demand),
                "side": demand.side,
                "actor": demand.actor,
                "act": packed(demand.act),
                "outcome": packed(demand.outcome),
                "negated": demand.negated,
                "unmet": demand.unmet,
            }
        )
    fill(connection, schema.demands, rows)
    recorded = reading.statements or reading.conditions or reading.events
    if not recorded and not stands(connection, article_key):
        return  # another version took its place
    told = fulfilments_of(reading, found)
    text = reading.article.text
    fill(
        connection,
        schema.fulfilments,
        (_row(article_key, n, one, text, keys) for n, one in enumerate(told)),
    )


def _row(
    article_key: int, n: int, one: Fulfilment, text: str, keys: Keys
) -> dict[str, str | int | None]:
    clause = one.clause
    return {
        "article_key": article_key,
        "n": n,
        "head": clause.act.head,
        "patient": clause.act.patient,
        "actor": clause.actor,
        "sort": clause.sort,
        "act": packed(clause.act),
        "asked": clause.of,
        "voice": one.voice,
        "side": one.side,
        "statement_key": None if one.statement is None else keys.statements[one.statement],
        "event_key": None if one.event is None else keys.events[one.event],
        "day": one.day,
        "clause_start": clause.start,
        "clause_end": clause.end,
        "words": text[clause.start : clause.end],
    }


def tell_demands_everywhere(connection: Connection) -> None:
    """Store demands and fulfilments for all articles of a ledger that an earlier Dragoman made."""
    readings = schema.readings.c
    query = select(readings.key, readings.article_key).where(readings.current)
    for reading_key, article_key in connection.execute(query.order_by(readings.key)).all():
        if not stands(connection, article_key):
            continue
        reading = rebuilding.reading_of(connection, reading_key)
        corrections = {
            **carried_corrections(connection, article_key, reading),
            **corrections_of(connection, reading.article.id),
        }
        found = standing(reading, corrections)
        store_demands(connection, article_key, reading, found, keys_of(connection, reading_key))
