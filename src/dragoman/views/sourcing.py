"""What a statement rests on, and which office the public record has for its speaker that day."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, case, exists, select

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.among import among
from dragoman.records import SOURCINGS
from dragoman.vocabulary.on_record import OnRecord, on_record

_NOTHING = OnRecord(None, None, None, None)


def sourcing_of(name: str | None, sort: str, anonymity: str | None) -> str | None:
    """Return what a statement rests on: `named`, `anonymous`, `document`; None when unclear.

    A name that a person gave to an undescribed source counts; that a source asked not to be
    named stays.
    """
    if sort == "document":
        return "document"
    if anonymity is not None and (anonymity != "unnamed" or sort == "media" or name is None):
        return "anonymous"
    return "named" if name is not None else None


def resting_on(connection: Connection, sourcing: str) -> ColumnElement[bool]:
    """Return the condition on `standings` for statements that rest on such a source."""
    if sourcing not in SOURCINGS:
        raise DragomanError(f"{sourcing}: no such sourcing. Use {', '.join(SOURCINGS)}.")
    found, actors, standings = schema.statements.c, schema.actors.c, schema.standings.c
    if sourcing == "document":
        return standings.actor_id.in_(select(actors.id).where(actors.sort == "document"))
    tested = (
        exists()
        .where(found.key == standings.statement_key, actors.id == standings.actor_id)
        .where(rests_on() == sourcing)
    )
    if sourcing == "named":
        return tested
    own = schema.standings.alias()
    keys = (
        select(own.c.statement_key)
        .join(schema.statements, found.key == own.c.statement_key)
        .join(schema.actors, actors.id == own.c.actor_id)
        .where(found.anonymity.is_not(None), rests_on() == sourcing)
    )
    return among(connection, standings.statement_key, keys, tested)


def rests_on() -> ColumnElement[str | None]:
    """Return what `sourcing_of` tells as a column of `statements` and its speaker's `actors`."""
    found, actors = schema.statements.c, schema.actors.c
    given = (found.anonymity == "unnamed") & actors.name.is_not(None) & (actors.sort != "media")
    return case(
        (actors.sort == "document", "document"),
        (found.anonymity.is_not(None) & ~given, "anonymous"),
        (actors.name.is_not(None), "named"),
    )


def office_of(
    name: str | None, country: str | None, sort: str, role: str | None, day: str | None
) -> OnRecord:
    """Return what the public record has for a speaker on a day; nothing for who is no person."""
    if name is None or day is None or sort != "person":
        return _NOTHING
    return on_record(name, country, role, day) or _NOTHING
