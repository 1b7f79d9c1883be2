"""The speakers of many articles, each kept once by name, country and sort.

Two spellings are two actors; what joins them is a person's decision, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from dragoman.ledger import schema
from dragoman.ledger.keys import digest
from dragoman.records import Speaker
from dragoman.vocabulary.names import fold

CHUNK = 500
"""Values in one IN list: below the least that an SQLite build allows (999)."""


def actor_id(speaker: Speaker) -> str:
    """Return the id of the actor that a speaker is; the role is no part of it."""
    return "p" + digest([speaker.name, speaker.country, speaker.sort])[:12]


def folded(name: str | None) -> str:
    """Return a name as searches compare it: between blanks, without case and accents."""
    return f" {fold(name)} " if name else ""


def store_actors(connection: Connection, speakers: Iterable[Speaker]) -> None:
    """Store the actors that are not held yet."""
    named = {actor_id(speaker): speaker for speaker in speakers}
    ids = sorted(named)
    held: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        held.update(
            connection.execute(
                select(schema.actors.c.id).where(schema.actors.c.id.in_(some))
            ).scalars()
        )
    rows = [
        {
            "id": key,
            "name": named[key].name,
            "folded": folded(named[key].name),
            "country": named[key].country,
            "sort": named[key].sort,
        }
        for key in ids
        if key not in held
    ]
    if rows:
        connection.execute(insert(schema.actors), rows)
