"""Decisions that hold and find nothing: what they are on is in no current reading any more.

Nothing is lost with them: each stays, and holds again when a reading has it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.decisions import RECORDS, Decision, decisions_on, not_undone, taken_back
from dragoman.ledger.following import held_now, names_now
from dragoman.ledger.likeness import DECIDED
from dragoman.ledger.matter_decisions import scope_of
from dragoman.ledger.matters import MatterKey


def unfound(connection: Connection) -> dict[int, tuple[str, ...]]:
    """Return by its number each decision that finds nothing, with what it looks for.

    One that joins or parts two finds nothing when either of them is nowhere.
    """
    of: dict[str, list[Decision]] = {}
    every = decisions_on(connection)
    for one in not_undone(every):
        of.setdefault(one.subject, []).append(one)
    on_records = [one for subject in RECORDS for one in of.get(subject, ())]
    sides: dict[int, Sides] = {one.id: [[one.ref]] for one in on_records}
    for one in (*of.get("telling", ()), *of.get("account", ())):
        after = one.after or {}
        sides[one.id] = [after.get("statements", [one.ref]), after["others"]]
    found = _missing(sides, _records(connection, _every(sides), taken_back(every)))
    sides = {one.id: _of_actors(connection, one) for one in of.get("actor", ())}
    found |= _missing(sides, _actors(connection, _every(sides)))
    sides = {one.id: _of_matters(connection, one) for one in of.get("matter", ())}
    found |= _missing(sides, _matters(connection, _every(sides)))
    return dict(sorted(found.items()))


Sides = Sequence[Sequence[str]]
"""What a decision is on: of each side something must be found."""


def _every(sides: Mapping[int, Sides]) -> set[str]:
    return {name for named in sides.values() for side in named for name in side}


def _missing(sides: Mapping[int, Sides], held: set[str]) -> dict[int, tuple[str, ...]]:
    gone = {
        id_: tuple(name for side in named if not held & set(side) for name in side)
        for id_, named in sides.items()
    }
    return {id_: names for id_, names in gone.items() if names}


def _of_actors(connection: Connection, one: Decision) -> Sides:
    after: Mapping[str, Any] = one.after or {}
    if "where" in after:
        return [[f"{DECIDED}{one.id}"]]
    if one.verb == "rename":
        return [_group(connection, schema.actors, one.ref)]
    return _two_sides(one, "actors")


def _of_matters(connection: Connection, one: Decision) -> Sides:
    after: Mapping[str, Any] = one.after or {}
    if "where" in after:
        matters = schema.matters.c
        query = select(matters.subject, matters.parties).where(matters.id.in_(after["matters"]))
        return [
            [
                MatterKey(tuple(subject.split()), tuple(json.loads(parties)), scope_of(one.id)).id
                for subject, parties in connection.execute(query)
            ]
        ]
    if one.verb in ("rename", "part"):
        named = [one.ref, after["of"]] if after.get("of") else [one.ref]
        return [_group(connection, schema.matters, name) for name in named]
    return _two_sides(one, "matters")


def _two_sides(one: Decision, name: str) -> Sides:
    after: Mapping[str, Any] = one.after or {}
    if one.verb == "merge":
        return [after.get(name) or [after["into"]], after.get("others") or [one.ref]]
    return [after[name], after["rest"]]


def _group(connection: Connection, table: Table, id_: str) -> list[str]:
    """Return all that count as one with an actor or a matter, itself first."""
    root = select(table.c.root).where(table.c.id == id_).scalar_subquery()
    query = select(table.c.id).where(table.c.root == root).order_by(table.c.id)
    return [id_, *(name for name in connection.execute(query).scalars() if name != id_)]


def _records(connection: Connection, refs: set[str], gone: frozenset[str]) -> set[str]:
    return held_now(connection, refs) | names_now(connection, refs - gone).keys()


def _actors(connection: Connection, ids: set[str]) -> set[str]:
    """Return which actors, or senses that decisions gave, statements that stand mention."""
    actors, mentions = schema.actors, schema.mentions.c
    found: set[str] = set()
    for some in chunks(sorted(ids)):
        named = actors.c.id.in_(some) | actors.c.sense.in_(some)
        query = select(actors.c.id, actors.c.sense).where(named)
        query = query.join(schema.mentions, mentions.actor_id == actors.c.id).distinct()
        found.update(chain.from_iterable(connection.execute(query)))
    return found & ids


def _matters(connection: Connection, ids: set[str]) -> set[str]:
    """Return which matters something that stands is about."""
    found: set[str] = set()
    for table in (schema.standings.c, schema.condition_standings.c):
        for some in chunks(sorted(ids)):
            query = select(table.matter_id).where(table.matter_id.in_(some)).distinct()
            found.update(connection.execute(query).scalars())
    return found
