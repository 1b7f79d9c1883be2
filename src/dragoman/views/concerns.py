"""What an actor speaks about: the matters of its latest statements, its last stance on each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.naming import name_matters
from dragoman.views.row import Row

LATEST = 2_000
"""Statements of an actor that are looked at, so that its page comes at once."""


@dataclass(frozen=True, slots=True)
class Concern(Row):
    """A matter that an actor speaks about: in how many statements, its last stance and its day."""

    matter: str
    name: str
    statements: int
    stance: str | None
    scope: str | None
    day: str | None


def concerns(ledger: Ledger, actor: str, *, count: int) -> tuple[Concern, ...]:
    """Return the matters that an actor speaks about most, as its latest statements tell."""
    standings, actors, matters = schema.standings.c, schema.actors.c, schema.matters.c
    members = select(actors.id).where(actors.root == actor)
    query = (
        select(matters.root, standings.stance, standings.scope, standings.day)
        .join(schema.matters, matters.id == standings.matter_id)
        .where(standings.actor_id.in_(members))
        .order_by(standings.day.desc().nulls_last())
    )
    with ledger.connect() as connection:
        told: dict[str, list[tuple[str | None, str | None, str | None]]] = {}
        for root, *stance in connection.execute(query.limit(LATEST)):
            told.setdefault(root, []).append((stance[0], stance[1], stance[2]))
        most = sorted(told, key=lambda root: (-len(told[root]), root))[:count]
        named = name_matters(connection, most)
    return tuple(
        Concern(root, named[root].name, len(told[root]), *_last(told[root])) for root in most
    )


def _last(
    told: list[tuple[str | None, str | None, str | None]],
) -> tuple[str | None, str | None, str | None]:
    """Return the last stance that is taken, with its day; the last day where there is none."""
    return next((one for one in told if one[0]), (None, None, told[0][2]))
