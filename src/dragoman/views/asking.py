"""What a person asks for, turned into conditions on the ledger's rows.

Sides go by code or by any usual name (`RUS`, `Russia`, `Moscow`), matters by id, name or words
that say the same, days as far as they are written (`1956`, `1956-10`, `1956-10-19`).
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, select

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.chunking import CHUNK
from dragoman.ledger.finding_actors import called
from dragoman.ledger.moments import is_date
from dragoman.ledger.naming import find_matters, members
from dragoman.views.parts import parts_of
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries

_START, _END = "0000-01-01", "0000-12-31"


def sides_of(words: str) -> tuple[str, ...]:
    """Return the names under which a side of that name may stand in the ledger."""
    found = [words, words.upper()] if len(words) == 3 else [words]
    country = countries().find(words) or countries().find(words.title())
    if country:
        found.append(country.iso3)
    body = bodies().find(words)
    if body:
        found += [body.name, body.country or body.name]
    return tuple(dict.fromkeys(found))


def matters_of(
    connection: Connection, matter: str | None, *, parts: bool = False
) -> dict[str, str] | None:
    """Return the matters asked for by id, with the id of the one that each was merged into.

    None stands for all; `parts` adds what is part of them. Raises NotFound.
    """
    if matter is None:
        return None
    asked = find_matters(connection, matter)
    return members(connection, [*asked, *(parts_of(connection, asked) if parts else ())])


def sides_shown(connection: Connection, words: str) -> tuple[str, ...]:
    """Return the names under which a side stands, also when its body is shown by another name."""
    actors = schema.actors.c
    found = sides_of(words)
    query = select(actors.shown).where(actors.name.in_(found), actors.sort == "organisation")
    shown = connection.execute(query.distinct().order_by(actors.shown)).scalars()
    return tuple(dict.fromkeys((*found, *(name for name in shown if name))))


def by_speaker(connection: Connection, words: str) -> ColumnElement[bool]:
    """Return the condition that somebody of that name or id speaks, alone or with others.

    Any name will do by which one of the actor's articles calls it.
    """
    actors, standings, told = schema.actors.c, schema.standings.c, schema.mentions.c
    called_so = select(actors.id).where(actors.root.in_(called(words)))
    ids = connection.execute(called_so.limit(CHUNK + 1)).scalars().all()
    named = called_so if len(ids) > CHUNK else ids
    mentioned = select(told.statement_key).where(told.actor_id.in_(named))
    # By one id where there is one: the index then has its statements in their order.
    own = standings.actor_id == ids[0] if len(ids) == 1 else standings.actor_id.in_(named)
    together = schema.joint_speakers.c.statement_key
    joint = select(together).where(together.in_(mentioned)).limit(1)
    if connection.execute(joint).first() is None:
        return own
    return own | standings.statement_key.in_(mentioned)


def last_day(day: str | None, what: str = "until") -> str | None:
    """Return the last day that a date, as far as it is written, may mean.

    Raises DragomanError when it is no date.
    """
    if day is None:
        return None
    checked = first_day(day, what)
    return checked + _END[len(checked) :] if checked else None


def first_day(day: str | None, what: str = "since") -> str | None:
    """Return a date as it compares with days; raises DragomanError when it is none."""
    if day is not None and not is_date(day):
        raise DragomanError(f"{what}: {day!r} is no date. Write YYYY-MM-DD, YYYY-MM or YYYY.")
    return day


def within(published: str | None, since: str | None, on: str | None) -> bool:
    """Whether a day lies in a period; what has no day lies in one that begins nowhere."""
    if published is None:
        return since is None
    first, last = first_day(since), last_day(on)
    day = published[:10]
    return (first is None or day >= first) and (last is None or day <= last)
