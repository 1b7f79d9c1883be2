"""A person's decisions on actors: two are one, one is two, this is the name; and their undoing.

Each is a row that is never changed. Who the actors are follows anew from the rows that hold,
so that neither reading again nor deriving again undoes one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, select

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.actors import folded
from dragoman.ledger.decisions import Decision
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.finding_actors import FoundActor, find_actor
from dragoman.ledger.folding import renamed_tellings, settle
from dragoman.ledger.joining import Mention, decided, fits
from dragoman.ledger.likeness import DECIDED
from dragoman.ledger.matching import match_actors
from dragoman.ledger.mentioning import articles_of, articles_of_bodies
from dragoman.ledger.rulings import By, checked_where, decisions_about, take_decision, to_undo
from dragoman.ledger.store import Ledger


class Part(TypedDict, total=False):
    """Which mentions of an actor are somebody else's: all that is given must fit.

    `role` is words of the role, `since` and `until` are days, `article` and `statement` names.
    """

    role: str | None
    since: str | None
    until: str | None
    article: str | None
    statement: str | None


def actors_merge(ledger: Ledger, one: str, other: str, **by: Unpack[By]) -> Decision:
    """Join two actors: what names either of them names one from now on.

    The name shown is that of `one` when a person gave it, else the commonest. Raises NotFound,
    and DragomanError when they are one already.
    """
    with ledger.change() as connection:
        a, b = find_actor(connection, one), find_actor(connection, other)
        if a.id == b.id:
            raise DragomanError(f"{one} and {other}: these are one actor already ({a.id}).")
        after: dict[str, Any] = {"into": a.id, "name": a.shown}
        after |= {"actors": list(a.members), "others": list(b.members)}
        decision = take_decision(connection, "actor", "merge", b.id, by, {"name": b.shown}, after)
        _follow(connection, {*a.members, *b.members})
        return decision


def actors_split(
    ledger: Ledger,
    actor: str,
    name: str | None = None,
    *,
    part: Part | None = None,
    **by: Unpack[By],
) -> Decision:
    """Take a name out of an actor, or the mentions that `part` tells of; they stay apart.

    Raises NotFound, and DragomanError when nothing, or everything, would be taken out.
    """
    where = {key: str(value) for key, value in (part or {}).items() if value is not None}
    if (name is None) == (not where):
        raise DragomanError(
            f"{actor}: say what is somebody else's: one of its names, or else mentions by "
            "their role, article, statement, first or last day."
        )
    with ledger.change() as connection:
        found = find_actor(connection, actor)
        if name is not None:
            return _split_name(connection, found, name, by)
        return _split_mentions(connection, found, checked_where(connection, where), by)


def actors_rename(ledger: Ledger, actor: str, name: str, **by: Unpack[By]) -> Decision:
    """Give an actor the name by which it is shown. Raises NotFound, DragomanError for no name."""
    if not name.strip():
        raise DragomanError("A name has at least one letter. Give one.")
    with ledger.change() as connection:
        found = find_actor(connection, actor)
        after = {"name": " ".join(name.split())}
        decision = take_decision(
            connection, "actor", "rename", found.id, by, {"name": found.shown}, after
        )
        _follow(connection, set(found.members))
        return decision


def actors_undo(ledger: Ledger, decision: int | None = None, **by: Unpack[By]) -> Decision:
    """Undo a decision on actors, the last one that holds when no number is given.

    Raises DragomanError when there is none, or it does not hold any more.
    """
    with ledger.change() as connection:
        undone = to_undo("actor", decided(connection).every, decision)
        given = take_decision(
            connection, "actor", "undo", undone.ref, by, None, {"decision": undone.id}
        )
        _follow(connection, _named_in(connection, undone.id, undone.ref, undone.after))
        return given


def decisions_on_actors(ledger: Ledger, actor: str | None = None) -> tuple[Decision, ...]:
    """Return the decisions on actors, or on one of them, oldest first. Raises NotFound."""
    with ledger.connect() as connection:
        members = None if actor is None else find_actor(connection, actor).members
        return decisions_about(connection, "actor", members, _ids)


def _split_name(connection: Connection, found: FoundActor, name: str, by: By) -> Decision:
    actors = schema.actors.c
    query = select(actors.id).where(
        actors.id.in_(found.members), (actors.folded == folded(name)) | (actors.id == name)
    )
    taken = sorted(connection.execute(query).scalars())
    rest = [id_ for id_ in found.members if id_ not in taken]
    if not taken:
        raise DragomanError(f"{name}: this is no name of {found.shown} ({found.id}).")
    if not rest:
        raise DragomanError(
            f"{name}: {found.shown} ({found.id}) has no other name. Say which mentions are "
            "somebody else's: by --role, --since, --until, --article or --statement."
        )
    after = {"actors": taken, "rest": rest, "name": name}
    decision = take_decision(
        connection, "actor", "split", found.id, by, {"name": found.shown}, after
    )
    _follow(connection, set(found.members))
    return decision


def _split_mentions(
    connection: Connection, found: FoundActor, where: Mapping[str, str], by: By
) -> Decision:
    told, statements, articles = schema.mentions.c, schema.statements, schema.articles
    query = (
        select(articles.c.id, statements.c.id, told.role, told.day)
        .join(statements, statements.c.key == told.statement_key)
        .join(articles, articles.c.key == told.article_key)
        .where(told.actor_id.in_(found.members))
    )
    mentions = [Mention(*row) for row in connection.execute(query)]
    fit = sum(fits(mention, where) for mention in mentions)
    if fit in (0, len(mentions)):
        raise DragomanError(
            f"{found.shown} ({found.id}): {'all' if fit else 'none'} of its {len(mentions)} "
            "mentions would be somebody else's. See them with `dragoman statements --speaker "
            f"{found.id}`."
        )
    after = {"actors": list(found.members), "where": dict(where)}
    decision = take_decision(
        connection, "actor", "split", found.id, by, {"name": found.shown}, after
    )
    for article in articles_of(connection, found.members):
        derive_again(connection, article)
    return decision


def _follow(connection: Connection, ids: Collection[str]) -> None:
    """Let what stands follow from decisions that changed about these actors."""
    senses = select(schema.actors.c.id).where(
        schema.actors.c.id.in_(ids), schema.actors.c.sense.startswith(DECIDED)
    )
    for article in articles_of(connection, connection.execute(senses).scalars().all()):
        derive_again(connection, article)
    changed = match_actors(connection, ids)
    settle(connection, renamed_tellings(connection, changed))
    for article in articles_of_bodies(connection, changed):
        derive_again(connection, article)


def _named_in(
    connection: Connection, decision: int, ref: str, after: Mapping[str, Any]
) -> set[str]:
    senses = select(schema.actors.c.id).where(schema.actors.c.sense == f"{DECIDED}{decision}")
    return _ids(ref, after) | set(connection.execute(senses).scalars())


def _ids(ref: str, after: Mapping[str, Any]) -> set[str]:
    return {ref, *after.get("actors", ()), *after.get("others", ()), *after.get("rest", ())}
