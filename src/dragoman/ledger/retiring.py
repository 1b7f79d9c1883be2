"""A reading that its own reader would make otherwise now, put by so that the new one has its name.

A reader's version says what it does, so this happens only while a reader is worked on.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select, update
from sqlalchemy import func as sql

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.keys import RETIRED
from dragoman.records import Reading


def retire(connection: Connection, digest: str, reading: Reading) -> None:
    """Let the reading held by that digest go by another name if it says otherwise than this."""
    readings = schema.readings.c
    key = connection.execute(select(readings.key).where(readings.digest == digest)).scalar()
    if key is not None and not same_reading(rebuilding.reading_of(connection, key), reading):
        held = select(sql.count()).where(readings.digest.startswith(f"{digest}{RETIRED}"))
        name = f"{digest}{RETIRED}{connection.execute(held).scalar_one() + 1}"
        connection.execute(update(schema.readings).where(readings.key == key).values(digest=name))


def same_reading(one: Reading, other: Reading) -> bool:
    """Tell whether two readings of an article say the same."""
    return replace(one, article=other.article) == other
