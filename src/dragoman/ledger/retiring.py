"""A reading that its own reader would make otherwise now, put by so that the new one has its name.

A reader's version says what it does, so this happens only while a reader is worked on.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select, update
from sqlalchemy import func as sql

from dragoman.ledger import rebuilding, schema
from dragoman.ledger.keys import RETIRED
from dragoman.records import BY_PERSON, Reading


def retire(connection: Connection, digest: str, reading: Reading) -> None:
    """Let the reading held by that digest go by another name if it says otherwise than this."""
    readings = schema.readings.c
    key = connection.execute(select(readings.key).where(readings.digest == digest)).scalar()
    if key is not None and not same_reading(rebuilding.reading_of(connection, key), reading):
        name = free_name(connection, digest)
        connection.execute(update(schema.readings).where(readings.key == key).values(digest=name))


def free_name(connection: Connection, digest: str) -> str:
    """Return a name that no reading bears, for one that was put by."""
    held = select(sql.count()).where(schema.readings.c.digest.startswith(f"{digest}{RETIRED}"))
    return f"{digest}{RETIRED}{connection.execute(held).scalar_one() + 1}"


def same_reading(stored: Reading, other: Reading) -> bool:
    """Tell whether a stored reading says what another of its article does; people's words aside."""
    return (
        replace(
            stored,
            article=other.article,
            statements=tuple(one for one in stored.statements if one.rule != BY_PERSON),
            conditions=tuple(one for one in stored.conditions if one.rule != BY_PERSON),
        )
        == other
    )
