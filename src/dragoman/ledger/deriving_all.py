"""What follows from every article of a ledger that an earlier Dragoman made, made anew."""

from __future__ import annotations

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.matter_decisions import follow_matters


def derive_everything(connection: Connection) -> None:
    """Write what follows from the current reading of each article, in the order they came."""
    readings = schema.readings.c
    current = select(readings.article_key).where(readings.current).order_by(readings.article_key)
    for article_key in connection.execute(current).scalars().all():
        derive_again(connection, article_key)
    follow_matters(connection)
