"""All statements of a ledger that an earlier Dragoman made, taken as tellings and folded."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.folding import settle
from dragoman.ledger.moments import moment_of
from dragoman.ledger.same_telling import SHORT
from dragoman.ledger.told_words import printed
from dragoman.ledger.writing import fill


def fold_everything(connection: Connection) -> None:
    """Store all statements that stand as tellings, and put together those that are one."""
    standings, statements, editions = schema.standings, schema.statements, schema.editions
    actors, outer, spoken = schema.actors, statements.alias(), standings.alias()
    query = (
        select(
            standings.c.statement_key,
            standings.c.article_key,
            standings.c.actor_id,
            standings.c.day,
            statements.c.said,
            statements.c.words,
            statements.c.kind,
            editions.c.published,
            spoken.c.actor_id.label("around"),
            actors.c.sort.label("around_sort"),
            spoken.c.side.label("around_side"),
        )
        .join(statements, statements.c.key == standings.c.statement_key)
        .join(schema.readings, schema.readings.c.key == statements.c.reading_key)
        .join(editions, editions.c.key == schema.readings.c.edition_key)
        .outerjoin(
            outer,
            (outer.c.reading_key == statements.c.reading_key) & (outer.c.id == statements.c.within),
        )
        .outerjoin(spoken, spoken.c.statement_key == outer.c.key)
        .outerjoin(actors, actors.c.id == spoken.c.actor_id)
        .order_by(standings.c.statement_key)
    )
    rows = connection.execute(query).all()
    for some in chunks(rows):
        fill(connection, schema.tellings, [_telling(row) for row in some])
    keys: list[int] = [row.statement_key for row in rows]
    for portion in chunks(keys):
        settle(connection, portion)


def _telling(row: Any) -> dict[str, Any]:  # noqa: ANN401
    words = printed(row.words)
    medium = row.around_sort == "media" and not row.around_side
    around = None if medium or row.around == row.actor_id else row.around
    return {
        "statement_key": row.statement_key,
        "article_key": row.article_key,
        "utterance": row.statement_key,
        "print": words.print if len(words.content) >= SHORT else None,
        "day": row.day,
        "said": bool(row.day and (row.said or row.day != (row.published or "")[:10])),
        "moment": moment_of(row.published),
        "around": around,
        "reason": None,
        "likeness": None,
        "alike": None,
    }
