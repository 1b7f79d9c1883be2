"""Names turned into actors: by id, also one of before a merge, by full name or by a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from dragoman.errors import NotFound
from dragoman.ledger import schema
from dragoman.ledger.actors import folded
from dragoman.ledger.finding import SHOWN

_ID = re.compile(r"p[0-9a-f]{4,12}$")
_WHOLE = re.compile(r"p[0-9a-f]{12}$")
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor: its id, the name it is shown by, and the rows that are joined in it."""

    id: str
    shown: str
    members: tuple[str, ...]


def is_actor_id(words: str) -> bool:
    """Tell whether words are a whole id, which no name is."""
    return bool(_WHOLE.match(words))


def find_actor(connection: Connection, ref: str) -> FoundActor:
    """Return the one actor that a reference names.

    Raises NotFound when there is none, or several.
    """
    roots = actor_roots(connection, ref)
    if len(roots) == 1:
        return _actor(connection, roots[0])
    if not roots:
        raise NotFound(
            f"{ref}: no actor of that name is in this ledger. `dragoman actors` lists them."
        )
    listed = [_described(_actor(connection, root)) for root in roots[:SHOWN]]
    if len(roots) > SHOWN:
        listed.append(f"... and {len(roots) - SHOWN} more")
    lines = "\n  ".join(listed)
    raise NotFound(f"{ref}: several actors go by that name. Give the id of one:\n  {lines}")


def actor_roots(connection: Connection, ref: str) -> Sequence[str]:
    """Return the ids of the actors that a reference may name, nearest way of naming first."""
    actors = schema.actors.c
    words = folded(ref)
    ways: list[ColumnElement[bool]] = []
    if _ID.match(ref):
        ways.append((actors.id >= ref) & (actors.id < ref + _AFTER_ALL))
    if words.strip():
        ways += [actors.shown_folded == words, actors.folded == words, speaks_as(words)]
    for way in ways:
        query = select(actors.root).where(way, actors.name.is_not(None))
        if not _ID.match(ref) or way is not ways[0]:
            query = query.where(exists().where(schema.mentions.c.actor_id == actors.id))
        roots = connection.execute(query.distinct().order_by(actors.root)).scalars().all()
        if roots:
            return roots
    return []


def called(words: str) -> Select[tuple[str]]:
    """Return a query for the actors of which any row has that id, or holds these words."""
    actors = schema.actors.c
    return select(actors.root).where(speaks_as(folded(words)) | (actors.id == words))


def speaks_as(words: str) -> ColumnElement[bool]:
    """Return the condition that an actor's row, or what it is shown as, holds these words."""
    actors = schema.actors.c
    return actors.folded.contains(words, autoescape=True) | actors.shown_folded.contains(
        words, autoescape=True
    )


def _actor(connection: Connection, root: str) -> FoundActor:
    actors = schema.actors.c
    query = select(actors.id, actors.shown).where(actors.root == root).order_by(actors.id)
    rows = connection.execute(query).all()
    return FoundActor(root, rows[0].shown or "", tuple(row.id for row in rows))


def _described(actor: FoundActor) -> str:
    return f"{actor.id} ({actor.shown})"
