"""Who and what a large ledger is about, page by page: actors and matters, the most heard first.

Counted from indexes alone, so that a page of a million statements comes at once: every telling
counts, also of one utterance in several articles. `actors` and `matters` tell more of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.finding_actors import called
from dragoman.ledger.naming import name_matters
from dragoman.views.asking import matters_of
from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class ActorHeard(Row):
    """A person or body by the name that it is shown by, and in how many statements it is heard."""

    actor: str
    name: str
    country: str | None
    sort: str
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class MatterHeard(Row):
    """A matter by its name, with its parties, and how many statements are about it."""

    matter: str
    name: str
    parties: tuple[str, ...]
    statements: int
    first: str | None
    last: str | None


def actors_heard(
    ledger: Ledger, name: str | None = None, *, limit: int | None = None, offset: int = 0
) -> tuple[ActorHeard, ...]:
    """Return the actors that have a name, or those that a part of a name or an id finds."""
    rows, told = schema.actors.c, schema.mentions.c
    each = _counted(told.actor_id).subquery()
    count = sql.sum(each.c.statements)
    query = (
        select(
            rows.root,
            sql.max(rows.shown),
            sql.max(rows.country),
            sql.max(rows.sort),
            count,
        )
        .join(each, each.c.id == rows.id)
        .where(rows.name.is_not(None))
        .group_by(rows.root)
        .order_by(count.desc(), sql.max(rows.shown), rows.root)
    )
    if name is not None:
        query = query.where(rows.root.in_(called(name)))
    with ledger.connect() as connection:
        found = connection.execute(query.limit(limit).offset(offset)).all()
        between = _between(connection, schema.actors, told.actor_id, [row[0] for row in found])
    return tuple(
        ActorHeard(root, shown, country, sort, int(count), *between[root])
        for root, shown, country, sort, count in found
    )


def matters_heard(
    ledger: Ledger, matter: str | None = None, *, limit: int | None = None, offset: int = 0
) -> tuple[MatterHeard, ...]:
    """Return the matters that statements are about, or those of that name.

    Raises NotFound for a matter that the ledger does not have.
    """
    rows, standings = schema.matters.c, schema.standings.c
    each = _counted(standings.matter_id).subquery()
    count = sql.sum(each.c.statements)
    query = (
        select(rows.root, count)
        .join(each, each.c.id == rows.id)
        .group_by(rows.root)
        .order_by(count.desc(), rows.root)
    )
    with ledger.connect() as connection:
        asked = matters_of(connection, matter)
        if asked is not None:
            query = query.where(rows.id.in_(asked))
        found = connection.execute(query.limit(limit).offset(offset)).all()
        roots = [root for root, _ in found]
        named = name_matters(connection, roots)
        between = _between(connection, schema.matters, standings.matter_id, roots)
    return tuple(
        MatterHeard(root, named[root].name, named[root].parties, int(count), *between[root])
        for root, count in found
    )


def _counted(id_: Any) -> Select[Any]:  # noqa: ANN401
    """Return for each id how often it stands."""
    count = sql.count().label("statements")
    return select(id_.label("id"), count).where(id_.is_not(None)).group_by(id_)


def _between(
    connection: Connection,
    table: Table,
    id_: Any,  # noqa: ANN401
    roots: Sequence[str],
) -> dict[str, tuple[str | None, str | None]]:
    """Return between which days each is spoken of: two steps into an index for each."""
    day = id_.table.c.day
    first, last = (
        select(end(day)).where(id_ == table.c.id).correlate(table).scalar_subquery()
        for end in (sql.min, sql.max)
    )
    found: dict[str, tuple[str | None, str | None]] = {}
    for some in chunks(roots):
        query = (
            select(table.c.root, sql.min(first), sql.max(last))
            .where(table.c.root.in_(some))
            .group_by(table.c.root)
        )
        found |= {root: (start, end) for root, start, end in connection.execute(query)}
    return found
