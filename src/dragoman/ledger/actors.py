"""The speakers of many articles, each name kept once with its country and sort.

A row is a name as it was read; `matching` tells which rows are one person or body. A name that
two people bear has a row for each (`sense`), where the vocabulary or a person tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import digest
from dragoman.ledger.likeness import Naming, stored_keys
from dragoman.records import Speaker
from dragoman.vocabulary.names import fold

_HELD = select(schema.actors.c.id).where(schema.actors.c.id.in_(bindparam("ids", expanding=True)))
_ACTOR = insert(schema.actors)
_KEY = insert(schema.actor_keys)


def actor_id(speaker: Speaker, sense: str = "") -> str:
    """Return the id of the actor that a speaker is; the role is no part of it."""
    named = [speaker.name, speaker.country, speaker.sort]
    return "p" + digest([*named, sense] if sense else named)[:12]


def folded(name: str | None) -> str:
    """Return a name as searches compare it: between blanks, without case and accents."""
    return f" {fold(name)} " if name else ""


def store_actors(connection: Connection, speakers: Iterable[Speaker]) -> None:
    """Store the actors that are not held yet."""
    store_namings(connection, {actor_id(speaker): (speaker, "") for speaker in speakers})


def store_namings(connection: Connection, named: Mapping[str, tuple[Speaker, str]]) -> None:
    """Store the actors of those ids, each with its sense, that are not held yet."""
    ids = sorted(named)
    held: set[str] = set()
    for some in chunks(ids):
        held.update(connection.execute(_HELD, {"ids": some}).scalars())
    new = {key: named[key] for key in ids if key not in held}
    if not new:
        return
    connection.execute(_ACTOR, [_row(key, *one) for key, one in new.items()])
    keys = [row for key, (speaker, sense) in new.items() for row in _keys(key, speaker, sense)]
    if keys:
        connection.execute(_KEY, keys)


def _row(key: str, speaker: Speaker, sense: str) -> dict[str, Any]:
    return {
        "id": key,
        "name": speaker.name,
        "folded": folded(speaker.name),
        "country": speaker.country,
        "sort": speaker.sort,
        "sense": sense,
        "root": key,
        "shown": speaker.name,
        "shown_folded": folded(speaker.name),
    }


def _keys(key: str, speaker: Speaker, sense: str) -> list[dict[str, str]]:
    if not speaker.name:
        return []
    naming = Naming(speaker.name, speaker.country, speaker.sort, sense)
    return [{"key": one, "actor_id": key} for one in stored_keys(naming)]
