"""The actors that stand near some others in the ledger, loaded as they are asked for.

Everything is found by indexed keys, in a few queries for many names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, exists, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import CHUNK, chunks
from dragoman.ledger.likeness import Naming, asked_keys, sure_key
from dragoman.vocabulary.offices import offices

Told = tuple[str | None, str | None, int]
"""A role, a day's year and how often an actor is mentioned so."""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor's row; `live` when a statement that stands mentions it."""

    id: str
    naming: Naming
    root: str
    shown: str | None
    live: bool
    sure: str


@dataclass(slots=True)
class Near:
    """What was loaded of the ledger's actors so far."""

    connection: Connection
    rows: dict[str, Known] = field(default_factory=dict)
    _beside: dict[str, frozenset[str]] = field(default_factory=dict)
    _told: dict[str, list[Told]] = field(default_factory=dict)
    _joined: dict[str, list[str]] = field(default_factory=dict)

    def load(self, ids: Iterable[str]) -> None:
        """Load the rows of those ids that have a name, and those beside them."""
        self._fetch(sorted(set(ids) - self.rows.keys()))
        self._look_beside([id_ for id_ in sorted(ids) if id_ in self.rows])

    def beside(self, id_: str) -> frozenset[str]:
        """Return the actors whose joining a name may decide, or be decided by."""
        if id_ not in self._beside:
            self._look_beside([id_])
        return self._beside[id_]

    def with_roots(self, roots: Iterable[str]) -> list[str]:
        """Return the actors that are joined under those roots, loaded."""
        asked = set(roots)
        self._fetch(sorted(asked - self._joined.keys()))
        return [id_ for root in sorted(asked) for id_ in self._joined[root]]

    def offices(self, ids: Iterable[str]) -> set[str]:
        """Return the offices that these actors are said to hold or have held."""
        return {
            office
            for id_ in ids
            for role, _, _ in self._mentioned(id_)
            if role and (office := _office(role))
        }

    def years_apart(self, ids: Iterable[str], others: Iterable[str]) -> int:
        """Return how many years lie between the times of which the two are known to speak."""
        one, other = self._years(ids), self._years(others)
        if not one or not other:
            return 0
        return max(min(one) - max(other), min(other) - max(one), 0)

    def mentions(self, id_: str) -> int:
        """Return how often an actor is mentioned under this name."""
        return sum(count for _, _, count in self._mentioned(id_))

    def _years(self, ids: Iterable[str]) -> set[int]:
        every = (year for id_ in ids for _, year, _ in self._mentioned(id_))
        return {int(year) for year in every if year and year.isdecimal()}

    def _mentioned(self, id_: str) -> list[Told]:
        if id_ not in self._told:
            rows = self.connection.execute(_roles(), {"id": id_})
            self._told[id_] = [(role, year, count) for role, year, count in rows]
        return self._told[id_]

    def _fetch(self, ids: Sequence[str]) -> None:
        """Load the rows of those ids, and those that are joined under them."""
        for some in chunks(ids, CHUNK // 2):  # they stand twice in the query
            roots = set(some)
            for row in self.connection.execute(_by_ids(), {"ids": some}):
                self._keep(row)
                if row.root in roots:
                    self._joined.setdefault(row.root, []).append(row.id)
        for id_ in ids:
            self._joined.setdefault(id_, [])

    def _look_beside(self, ids: Sequence[str]) -> None:
        asked = {id_: asked_keys(self.rows[id_].naming) for id_ in ids if id_ not in self._beside}
        held: dict[str, set[str]] = defaultdict(set)
        for some in chunks(sorted({key for every in asked.values() for key in every})):
            for row in self.connection.execute(_by_keys(), {"keys": some}):
                held[row.key].add(row.id)
                self._keep(row)
        for id_, every in asked.items():
            found = set().union(*(held[key] for key in every))
            self._beside[id_] = frozenset(found - {id_})

    def _keep(self, row: Any) -> None:  # noqa: ANN401, a row of `_known`
        if row.id not in self.rows and row.name:
            naming = Naming(row.name, row.country, row.sort, row.sense)
            self.rows[row.id] = Known(
                row.id, naming, row.root, row.shown, bool(row.live), sure_key(naming)
            )


@cache
def _by_ids() -> Select[Any]:
    actors = schema.actors.c
    ids: BindParameter[str] = bindparam("ids", expanding=True)
    return _known().where(actors.id.in_(ids) | actors.root.in_(ids))


@cache
def _by_keys() -> Select[Any]:
    keys = schema.actor_keys.c
    query = _known().add_columns(keys.key)
    query = query.join(schema.actor_keys, keys.actor_id == schema.actors.c.id)
    return query.where(keys.key.in_(bindparam("keys", expanding=True)))


@cache
def _roles() -> Select[Any]:
    told = schema.mentions.c
    year = sql.substr(told.day, 1, 4)
    query = select(told.role, year, sql.count()).where(told.actor_id == bindparam("id"))
    return query.group_by(told.role, year)


def _known() -> Select[Any]:
    actors = schema.actors.c
    live = exists().where(schema.mentions.c.actor_id == actors.id).label("live")
    return select(
        actors.id,
        actors.name,
        actors.country,
        actors.sort,
        actors.sense,
        actors.root,
        actors.shown,
        live,
    )


@lru_cache(maxsize=4096)
def _office(role: str) -> str | None:
    office = offices().find(role)
    return office.title if office else None
