"""Who speaks in the ledger: each person or body once, by all its names, with its roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.finding_actors import called
from dragoman.views.rows import Row


@dataclass(frozen=True, slots=True)
class ActorRole(Row):
    """A role as the articles word it, with the days between which they give it."""

    role: str
    first: str | None
    last: str | None
    statements: int

    def __str__(self) -> str:
        if not self.first:
            return self.role
        days = self.first if self.first == self.last else f"{self.first} to {self.last}"
        return f"{self.role} ({days})"


@dataclass(frozen=True, slots=True)
class ActorRow(Row):
    """One person or body: the name shown, all names, and how much is heard of it.

    `names` are the articles' own, the commonest first; `country` and `sort` are the commonest.
    """

    actor: str
    name: str
    names: tuple[str, ...]
    country: str | None
    sort: str
    roles: tuple[ActorRole, ...]
    statements: int
    articles: int
    first: str | None
    last: str | None


def actors(
    ledger: Ledger, name: str | None = None, *, limit: int | None = None
) -> tuple[ActorRow, ...]:
    """Return the actors that have a name, or those of that name or id, most heard first.

    A part of any of an actor's names finds it, whatever its accents and capitals.
    """
    with ledger.connect() as connection:
        heard = connection.execute(_heard(name).limit(limit)).all()
        roots = [row.root for row in heard]
        named = _named(connection, roots)
        roles = _roles(connection, roots)
    return tuple(
        ActorRow(
            actor=row.root,
            name=row.shown,
            names=_commonest(named[row.root], "name"),
            country=next(iter(_commonest(named[row.root], "country")), None),
            sort=_commonest(named[row.root], "sort")[0],
            roles=roles[row.root],
            statements=row.statements,
            articles=row.articles,
            first=row.first,
            last=row.last,
        )
        for row in heard
    )


def _heard(name: str | None) -> Select[Any]:
    rows, told = schema.actors.c, schema.mentions.c
    count = sql.count(told.statement_key.distinct()).label("statements")
    query = (
        select(
            rows.root,
            sql.max(rows.shown).label("shown"),
            count,
            sql.count(told.article_key.distinct()).label("articles"),
            sql.min(told.day).label("first"),
            sql.max(told.day).label("last"),
        )
        .join(schema.mentions, told.actor_id == rows.id)
        .where(rows.name.is_not(None))
        .group_by(rows.root)
        .order_by(count.desc(), sql.max(rows.shown), rows.root)
    )
    if name is not None:
        query = query.where(rows.root.in_(called(name)))
    return query


def _named(connection: Connection, roots: Sequence[str]) -> dict[str, list[Any]]:
    rows, told = schema.actors.c, schema.mentions.c
    found: dict[str, list[Any]] = defaultdict(list)
    for some in chunks(roots):
        query = (
            select(rows.root, rows.name, rows.country, rows.sort, sql.count().label("count"))
            .join(schema.mentions, told.actor_id == rows.id)
            .where(rows.root.in_(some))
            .group_by(rows.root, rows.name, rows.country, rows.sort)
        )
        for row in connection.execute(query):
            found[row.root].append(row)
    return found


def _roles(connection: Connection, roots: Sequence[str]) -> dict[str, tuple[ActorRole, ...]]:
    rows, told = schema.actors.c, schema.mentions.c
    found: dict[str, list[ActorRole]] = defaultdict(list)
    for some in chunks(roots):
        query = (
            select(rows.root, told.role, sql.min(told.day), sql.max(told.day), sql.count())
            .join(schema.mentions, told.actor_id == rows.id)
            .where(rows.root.in_(some), told.role.is_not(None))
            .group_by(rows.root, told.role)
        )
        for root, role, first, last, count in connection.execute(query):
            found[root].append(ActorRole(role, first, last, count))
    return defaultdict(
        tuple,
        {
            root: tuple(sorted(told, key=lambda one: (one.first or "", one.last or "", one.role)))
            for root, told in found.items()
        },
    )


def _commonest(rows: Iterable[Any], field: str) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for row in rows:
        if getattr(row, field) is not None:
            counts[getattr(row, field)] += row.count
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
