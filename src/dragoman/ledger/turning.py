"""What follows when a version takes the place of another: who is found, whose statements count."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from dragoman.ledger import schema, search
from dragoman.ledger.additions import follow_additions
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.versioning import Turned, family


def turn(connection: Connection, articles: Sequence[Turned]) -> None:
    """Make anew what follows from articles that became current, or ceased to be or to count."""
    readings = schema.readings.c
    for one in articles:
        found = select(readings.key).where(
            readings.article_key == one.article_key, readings.current
        )
        reading_key = connection.execute(found).scalar_one()
        if one.was_current and not one.is_current:
            search.forget(connection, reading_key)
        elif one.is_current and not one.was_current:
            search.index(connection, reading_key)
    # Only then: what one derives may touch another.
    for one in articles:
        derive_again(connection, one.article_key)


def follow_rest(connection: Connection, article_key: int) -> None:
    """Let the other versions of an article have what people added to any of them."""
    for key in family(connection, article_key):
        if key != article_key and follow_additions(connection, key):
            derive_again(connection, key)
