"""Where an article's statements mention an actor, each mention with its role and day.

A statement mentions its speaker, or each of those who speak together. Who bears a name that
several people have is told apart here: by a person's decision, else by who held office then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, select

from dragoman.ledger import schema
from dragoman.ledger.actors import actor_id, store_namings
from dragoman.ledger.chunking import chunks
from dragoman.ledger.joining import Decided, Mention
from dragoman.ledger.likeness import Naming, sense_on
from dragoman.ledger.standing import Corrections, Standing
from dragoman.ledger.writing import Keys, fill
from dragoman.records import Reading, Speaker


@dataclass(frozen=True, slots=True)
class Spoken:
    """One who speaks in statement `n`: alone (`k` 0) or as number `k` of several.

    `whole` marks the statement's own speaker, which for several is all of them taken as one.
    """

    n: int
    k: int
    whole: bool
    id: str
    speaker: Speaker
    sense: str
    day: str | None


def speakers_of(found: Standing, article: str, decisions: Decided) -> list[Spoken]:
    """Return who speaks in an article's statements that stand."""
    spoken = []
    for one in found.statements:
        told = one.statement
        parts = [(k, False, speaker) for k, speaker in enumerate(told.speakers)]
        for k, whole, speaker in [(0, True, told.speaker), *parts]:
            at = Mention(article, told.id, speaker.role, one.day)
            sense = _sense(speaker, at, decisions)
            id_ = actor_id(speaker, sense)
            spoken.append(Spoken(one.n, k, whole, id_, speaker, sense, one.day))
    return spoken


def _sense(speaker: Speaker, at: Mention, decisions: Decided) -> str:
    if not speaker.name:
        return ""
    listed = ""
    if speaker.sort == "person":
        listed = sense_on(Naming(speaker.name, speaker.country, speaker.sort), at.day)
    return decisions.sense(actor_id(speaker, listed), at) or listed


def store_mentions(
    connection: Connection, article_key: int, spoken: Iterable[Spoken], keys: Keys
) -> dict[int, str]:
    """Store the mentions and the actors mentioned; return each statement's own speaker."""
    every = list(spoken)
    several = {one.n for one in every if not one.whole}
    store_namings(connection, {one.id: (one.speaker, one.sense) for one in every})
    fill(
        connection,
        schema.mentions,
        (
            {
                "statement_key": keys.statements[one.n],
                "n": one.k,
                "article_key": article_key,
                "actor_id": one.id,
                "role": one.speaker.role,
                "day": one.day,
            }
            for one in every
            if not (one.whole and one.n in several)
        ),
    )
    return {one.n: one.id for one in every if one.whole}


def forget_mentions(connection: Connection, article_key: int) -> set[str]:
    """Delete an article's mentions; return the actors that they were of."""
    told = schema.mentions.c
    query = select(told.actor_id).where(told.article_key == article_key).distinct()
    spoke = set(connection.execute(query).scalars())
    connection.execute(delete(schema.mentions).where(told.article_key == article_key))
    return spoke


def articles_of(connection: Connection, ids: Collection[str]) -> list[int]:
    """Return the keys of the articles that mention these actors."""
    told = schema.mentions.c
    found: set[int] = set()
    for some in chunks(sorted(ids)):
        query = select(told.article_key).where(told.actor_id.in_(some)).distinct()
        found.update(connection.execute(query).scalars())
    return sorted(found)


def articles_of_bodies(connection: Connection, ids: Collection[str]) -> list[int]:
    """Return the articles that mention these actors where they are bodies: sides by their names."""
    actors = schema.actors.c
    bodies: list[str] = []
    for some in chunks(sorted(ids)):
        query = select(actors.id).where(actors.id.in_(some), actors.sort == "organisation")
        bodies += connection.execute(query).scalars()
    return articles_of(connection, bodies)


def bodies_shown(connection: Connection, spoken: Iterable[Spoken]) -> dict[str, str]:
    """Return the name that each body among the speakers is shown by, where it is another."""
    actors = schema.actors.c
    ids = {one.id for one in spoken if one.speaker.sort == "organisation"}
    names: dict[str, str] = {}
    for some in chunks(sorted(ids)):
        query = select(actors.name, actors.shown).where(actors.id.in_(some))
        found = connection.execute(query.where(actors.name != actors.shown))
        names.update((name, shown) for name, shown in found if shown)
    return names


def as_shown(reading: Reading, names: Mapping[str, str]) -> Reading:
    """Return a reading in which bodies speak, for themselves and as sides, by the names shown."""

    def called(speaker: Speaker) -> Speaker:
        shown = names.get(speaker.name or "")
        return replace(speaker, name=shown) if shown and speaker.sort == "organisation" else speaker

    statements = tuple(
        replace(
            one,
            speaker=called(one.speaker),
            speakers=tuple(map(called, one.speakers)),
            side=names.get(one.side, one.side) if one.side else None,
        )
        for one in reading.statements
    )
    return replace(reading, statements=statements)


def corrections_as_shown(corrections: Corrections, names: Mapping[str, str]) -> Corrections:
    """Return what people set with the names by which bodies are shown."""

    def shown(fields: Mapping[str, Any]) -> Mapping[str, Any]:
        called = dict(fields)
        if called.get("side") in names:
            called["side"] = names[called["side"]]
        speaker = called.get("speaker")
        if speaker and speaker["sort"] == "organisation" and speaker.get("name") in names:
            called["speaker"] = {**speaker, "name": names[speaker["name"]]}
        return called

    return {id_: fields and shown(fields) for id_, fields in corrections.items()}
