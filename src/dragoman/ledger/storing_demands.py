"""Demands and fulfilments stored with their article."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from dragoman.ledger import schema
from dragoman.ledger.demanding import (
    Fulfilment,
    demand_key,
    demand_of,
    fulfilments_of,
    packed,
)
from dragoman.ledger.standing import Standing
from dragoman.ledger.versioning import stands
from dragoman.ledger.writing import Keys, fill
from dragoman.records import Reading


def store_demands(
    connection: Connection, article_key: int, reading: Reading, found: Standing, keys: Keys
) -> None:
    """Store what an article's conditions ask for, and what its words tell of such acts."""
    fill(connection, schema.demands, demand_rows(article_key, reading, found, keys))
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


def demand_rows(
    article_key: int, reading: Reading, found: Standing, keys: Keys
) -> list[dict[str, Any]]:
    """Return what an article's conditions ask for."""
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
    return rows


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
