"""What people decided on which statements are one utterance, as it holds now."""

from __future__ import annotations

import json
from collections.abc import Collection
from itertools import product

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.utterances import Decided, Pair, pair

SUBJECT = "telling"
"""The subject of decisions on what is one utterance."""


def decided_tellings(connection: Connection) -> Decided:
    """Return what people decided on what is one utterance; of two on a pair the later holds."""
    decisions = schema.decisions.c
    query = select(decisions.verb, decisions.after).where(decisions.subject == SUBJECT)
    last: dict[frozenset[str], str] = {}
    for verb, after in connection.execute(query.order_by(decisions.id)):
        named = json.loads(after)
        for one, other in product(named["statements"], named["others"]):
            last[frozenset((one, other))] = verb
    if not last:
        return Decided()
    keys = _keys_of(connection, {ref for refs in last for ref in refs})
    same: set[Pair] = set()
    apart: set[Pair] = set()
    for refs, verb in last.items():
        known = sorted(keys[ref] for ref in refs if ref in keys)
        if len(known) == 2:
            (same if verb == "merge" else apart).add(pair(*known))
    return Decided(frozenset(same), frozenset(apart))


def _keys_of(connection: Connection, refs: Collection[str]) -> dict[str, int]:
    """Return the keys of the statements of those full names that stand."""
    standings, statements = schema.standings, schema.statements
    found: dict[str, int] = {}
    for some in chunks(sorted({ref.partition("/")[0] for ref in refs})):
        query = (
            select(standings.c.article, statements.c.id, statements.c.key)
            .join(statements, statements.c.key == standings.c.statement_key)
            .join(schema.articles, schema.articles.c.key == standings.c.article_key)
            .where(schema.articles.c.id.in_(some))
        )
        found.update((f"{article}/{id_}", key) for article, id_, key in connection.execute(query))
    return {ref: found[ref] for ref in refs if ref in found}
