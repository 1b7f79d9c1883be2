"""The rows that follow from a reading, as its standings have them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from dragoman.ledger.chunking import chunks
from dragoman.ledger.matters import MatterKey
from dragoman.ledger.standing import Standing, sides_of
from dragoman.ledger.wording import wording
from dragoman.ledger.writing import Keys


def matter_row(key: MatterKey, called: str | None = None) -> dict[str, Any]:
    """Return the row of a matter that nobody merged or named; `called` is a dossier's name."""
    return {
        "id": key.id,
        "root": key.id,
        "parties": json.dumps(key.parties, ensure_ascii=False),
        "subject": " ".join(key.subject),
        "name": None,
        "case_name": called or None,
    }


def points_to(words: str) -> int:
    """Return whether words for a matter only point to it (`such talks`), as a number."""
    said = wording(words)
    return int(said.points or said.bare)


def held(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    """Return which of the ids a table has."""
    found: set[str] = set()
    for some in chunks(sorted(ids)):
        query = select(table.c.id).where(table.c.id.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def statement_rows(
    found: Standing, keys: Keys, article_key: int, article_id: str, spoken: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Return the standings of statements; `spoken` are their speakers' ids."""
    return [
        {
            "statement_key": keys.statements[one.n],
            "article_key": article_key,
            "article": article_id,
            "n": one.n,
            "actor_id": spoken[one.n],
            "role": one.statement.speaker.role,
            "matter_id": one.matter.id if one.matter else None,
            "wording": one.statement.matter if one.matter else None,
            "turn": one.about.turn if one.about else "",
            "side": one.statement.side,
            "stance": one.stance,
            "scope": one.statement.scope,
            "day": one.day,
            "rank": one.rank,
            "rank_name": one.rank_name,
            "sides": json.dumps(sides_of(one.statement), ensure_ascii=False),
            "counts": one.counts,
        }
        for one in found.statements
    ]


def stance_rows(
    found: Standing, keys: Keys, article_key: int, spoken: Mapping[int, str], known: str
) -> list[dict[str, Any]]:
    """Return the stances that count, of an article known from a day on."""
    return [
        {
            "matter_id": one.matter.id,
            "side": side,
            "statement_key": keys.statements[one.n],
            "article_key": article_key,
            "day": one.day,
            "stance": one.stance,
            "scope": one.statement.scope,
            "rank": one.rank,
            "actor_id": spoken[one.n],
            "known": known,
        }
        for one in found.statements
        if one.matter and one.counts
        for side in one.once
    ]


def condition_rows(found: Standing, keys: Keys, article_key: int) -> list[dict[str, Any]]:
    """Return the standings of conditions."""
    return [
        {
            "condition_key": keys.conditions[one.n],
            "article_key": article_key,
            "matter_id": one.matter.id if one.matter else None,
            "statement_key": None if one.statement is None else keys.statements[one.statement],
            "side": one.side,
            "kind": one.condition.kind,
            "actor": one.condition.actor,
            "day": one.day,
        }
        for one in found.conditions
    ]


def event_rows(found: Standing, keys: Keys, article_key: int) -> list[dict[str, Any]]:
    """Return the standings of events."""
    return [
        {
            "event_key": keys.events[one.n],
            "article_key": article_key,
            "type": one.event.type,
            "status": one.event.status,
            "date": one.event.date,
            "day": one.day,
        }
        for one in found.events
    ]
