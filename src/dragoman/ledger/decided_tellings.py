"""What people decided on which statements are one utterance, as it holds now."""

from __future__ import annotations

import json
from collections.abc import Collection
from itertools import product

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.by_name import rows_by_name
from dragoman.ledger.following import names_now
from dragoman.ledger.utterances import Decided, Pair, pair

SUBJECT = "telling"
"""The subject of decisions on what is one utterance."""


def decided_tellings(connection: Connection) -> Decided:
    """Return what people decided on what is one utterance; of two on a pair the later holds."""
    decisions = schema.decisions.c
    query = select(decisions.verb, decisions.after).where(decisions.subject == SUBJECT)
    decided: list[tuple[str, str, str]] = []
    for verb, after in connection.execute(query.order_by(decisions.id)):
        named = json.loads(after)
        decided += [(verb, *refs) for refs in product(named["statements"], named["others"])]
    if not decided:
        return Decided()
    keys = _keys_of(connection, {ref for _, *refs in decided for ref in refs})
    last: dict[Pair, str] = {}
    for verb, one, other in decided:
        if one in keys and other in keys and keys[one] != keys[other]:
            last[pair(*sorted((keys[one], keys[other])))] = verb
    same = {pair_ for pair_, verb in last.items() if verb == "merge"}
    return Decided(frozenset(same), frozenset(last.keys() - same))


def _keys_of(connection: Connection, refs: set[str]) -> dict[str, int]:
    """Return the keys of the statements of those full names that stand, under whatever name."""
    found = _keys_by_name(connection, refs)
    now = names_now(connection, refs - found.keys())
    moved = _keys_by_name(connection, set(now.values())) if now else {}
    return found | {ref: moved[name] for ref, name in now.items() if name in moved}


def _keys_by_name(connection: Connection, refs: Collection[str]) -> dict[str, int]:
    """Return the keys of the statements of those full names that stand."""
    standings, statements, articles = schema.standings, schema.statements, schema.articles
    query = (
        select(statements.c.key)
        .select_from(articles)
        .join(standings, standings.c.article_key == articles.c.key)
        .join(statements, statements.c.key == standings.c.statement_key)
    )
    return {ref: row.key for ref, row in rows_by_name(connection, query, statements.c.id, refs)}
