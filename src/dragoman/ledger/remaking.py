"""All that follows from a ledger's readings and decisions, thrown away and made anew.

What comes out depends on the articles, the readings and the decisions alone, so that it can be
held against what stands in a ledger, or put in its place.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, select, update
from sqlalchemy import func as sql

from dragoman.ledger import postgresql, schema, search
from dragoman.ledger.columns import metadata
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.knowing_all import know_everything
from dragoman.ledger.matching import match_everybody
from dragoman.ledger.matter_decisions import follow_matters
from dragoman.ledger.storytelling import tell_stories_again
from dragoman.ledger.versioning import settle_everything

Told = Callable[[int, int], None]

DERIVED = tuple(table for table in metadata.sorted_tables if table.info["layer"] == "derived")
"""The tables that can be made again, those that others point to first."""


def remake(connection: Connection, on_progress: Told | None = None) -> None:
    """Make everything anew that follows; `on_progress` is told the articles done and all."""
    for table in reversed(DERIVED):
        connection.execute(delete(table))
    if connection.dialect.name == "postgresql":
        postgresql.number_on(connection)
    actors = schema.actors.c
    alone = {"root": actors.id, "shown": actors.name, "shown_folded": actors.folded}
    connection.execute(update(schema.actors).values(alone))
    settle_everything(connection)
    know_everything(connection)
    match_everybody(connection)
    readings = schema.readings.c
    current = select(readings.article_key).where(readings.current).order_by(readings.article_key)
    keys = connection.execute(current).scalars().all()
    for n, article_key in enumerate(keys, start=1):
        derive_again(connection, article_key)
        if on_progress is not None:
            on_progress(n, len(keys))
    follow_matters(connection)
    tell_stories_again(connection)
    remake_search(connection)


def remake_search(connection: Connection) -> None:
    """Make the index of words anew: of the current readings of articles' latest versions."""
    search.forget_all(connection)
    versions, readings = schema.versions.c, schema.readings.c
    current = (
        select(readings.key)
        .outerjoin(schema.versions, versions.article_key == readings.article_key)
        .where(readings.current, sql.coalesce(versions.current, True))
        .order_by(readings.article_key)
    )
    for key in connection.execute(current).scalars().all():
        search.index(connection, key)
