"""The rank of who speaks, stored for the statements of a ledger that an earlier Dragoman made."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from sqlalchemy import Connection, Table, bindparam, select, update

from dragoman.ledger import schema
from dragoman.ledger.schema_known import standings_before
from dragoman.vocabulary.ranks import NO_ROLE, ranks

_PORTION = 10_000
"""Statements in memory at a time."""


def rank_everything(connection: Connection) -> None:
    """Store the rank of who speaks in each statement, as `standing` tells it, by stored roles."""
    _rank_of.cache_clear()  # what it holds may be of another dossier's bodies
    for table in (schema.standings, standings_before):
        after = 0
        while True:
            portion = _portion(connection, table, after)
            if not portion:
                break
            _store(connection, table, portion)
            after = max(portion)


def _portion(connection: Connection, table: Table, after: int) -> dict[int, str]:
    """Return the ranks of the statements whose keys come next."""
    own, actors, joint = table.c, schema.actors.c, schema.joint_speakers.c
    alone = (
        select(own.statement_key, own.role, own.side, actors.country)
        .join(schema.actors, actors.id == own.actor_id)
        .where(own.statement_key > after)
        .order_by(own.statement_key)
        .limit(_PORTION)
    )
    told = [tuple(row) for row in connection.execute(alone)]
    if not told:
        return {}
    together = (
        select(joint.statement_key, joint.role, own.side, actors.country)
        .join(table, own.statement_key == joint.statement_key)
        .join(schema.actors, actors.id == joint.actor_id)
        .where(joint.statement_key.between(told[0][0], told[-1][0]))
    )
    found: dict[int, set[str]] = defaultdict(set)
    for key, role, side, country in [*told, *connection.execute(together)]:
        found[key].add(_rank_of(role, side is not None and side == country))
    return {key: ranks().highest(some) for key, some in found.items()}


def _store(connection: Connection, table: Table, found: dict[int, str]) -> None:
    rows = [{"of_key": key, "new_rank": rank} for key, rank in found.items() if rank != NO_ROLE]
    if rows:
        own = table.c.statement_key == bindparam("of_key")
        connection.execute(update(table).where(own).values(rank_name=bindparam("new_rank")), rows)


@cache
def _rank_of(role: str | None, for_state: bool) -> str:
    return ranks().of(role, for_state=for_state)
