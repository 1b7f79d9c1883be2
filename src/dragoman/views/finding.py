"""One page of statements, folded by utterance, without reading all that a query finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from dragoman.ledger import schema

_BATCH = 500


def latest_first() -> tuple[ColumnElement[Any], ...]:
    """Return the order of statements: the latest first, the undated last."""
    standings = schema.standings.c
    return (standings.day.desc().nulls_last(), standings.article, standings.n)


def folded(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> Iterator[int]:
    """Yield the statements that are wanted, one for each utterance, the latest first.

    It is the one whose words are shown, when it is wanted itself, else the first. What lies
    beyond the last one that is taken is not read.
    """
    standings, told = schema.standings.c, schema.tellings.c
    found = (
        select(standings.statement_key, told.utterance)
        .join(schema.tellings, told.statement_key == standings.statement_key)
        .where(*wanted)
        .order_by(*latest_first())
        .execution_options(stream_results=True)
    )
    # Utterances that are shown by another statement than the one they are named after.
    given: set[int] = set()
    with connection.execute(found) as result:
        for rows in result.partitions(_BATCH):
            others = {utterance for key, utterance in rows if key != utterance} - given
            held = _wanted_among(connection, wanted, others)
            for key, utterance in rows:
                if key == utterance:
                    yield key
                elif utterance not in held and utterance not in given:
                    given.add(utterance)
                    yield key


def page_of(
    connection: Connection, wanted: Sequence[ColumnElement[bool]], limit: int | None, offset: int
) -> list[int]:
    """Return `limit` of the statements that are wanted, or all, after the first `offset`."""
    end = None if limit is None else offset + limit
    return list(islice(folded(connection, wanted), offset, end))


def _wanted_among(
    connection: Connection, wanted: Sequence[ColumnElement[bool]], keys: set[int]
) -> set[int]:
    if not keys:
        return set()
    standings = schema.standings.c
    query = select(standings.statement_key).where(standings.statement_key.in_(keys), *wanted)
    return set(connection.execute(query).scalars())
