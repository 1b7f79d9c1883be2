"""Which names are one person or body, settled anew for the names that something changed about.

What stands depends on the names that are mentioned, their roles and days, and on people's
decisions, never on the order in which they came. First come people's decisions, then names
that are surely one, then names that say less than another: these only when one alone can be
meant and nothing speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dragoman.ledger import schema
from dragoman.ledger.actors import folded
from dragoman.ledger.chunking import chunks
from dragoman.ledger.joining import Decided, decided
from dragoman.ledger.likeness import Naming, namesakes, shorter, stored_keys
from dragoman.ledger.nearby import Known, Near

FAR = 60
"""Years between what two namings said beyond which they cannot be one person."""

_JOINED = update(schema.actors).where(schema.actors.c.id == bindparam("of"))


def match_actors(
    connection: Connection, ids: Iterable[str], decisions: Decided | None = None
) -> dict[str, str]:
    """Settle who the actors of those ids are, and all whom that touches.

    `decisions` are those that hold, where they are loaded already. Returns the ids of the actors
    that are shown by another name, or joined otherwise, than before, each with the root it had.
    """
    asked = set(ids)
    if not asked:
        return {}
    near = Near(connection)
    decisions = decisions or decided(connection)
    touched = _touched(near, decisions, asked)
    groups = _Groups(near, decisions, touched)
    groups.join_decided()
    groups.join_sure()
    groups.join_shorter()
    return _store(connection, near, decisions, groups)


def _touched(near: Near, decisions: Decided, asked: set[str]) -> set[str]:
    """Return the actors whose joining may depend on those that are asked about."""
    touched: set[str] = set()
    fresh = asked
    while fresh:
        near.load(fresh)
        touched |= fresh
        found = set(near.with_roots({near.rows[id_].root for id_ in fresh if id_ in near.rows}))
        for id_ in fresh & near.rows.keys():
            found |= decisions.partners.get(id_, frozenset())
            one = near.rows[id_]
            for other in near.beside(id_):
                naming = near.rows[other].naming
                if near.rows[other].sure == one.sure or shorter(naming, one.naming):
                    found.add(other)
        fresh = found - touched
    return touched & near.rows.keys()


def match_everybody(connection: Connection) -> None:
    """Settle anew who all actors of the ledger are, under the present vocabulary."""
    actors = schema.actors.c
    named = select(actors.id, actors.name, actors.country, actors.sort, actors.sense)
    rows = connection.execute(named.where(actors.name.is_not(None)).order_by(actors.id)).all()
    connection.execute(delete(schema.actor_keys))
    for some in chunks(rows):
        keys = [
            {"key": key, "actor_id": id_}
            for id_, *naming in some
            for key in stored_keys(Naming(*naming))
        ]
        if keys:
            connection.execute(insert(schema.actor_keys), keys)
    decisions = decided(connection)
    for some in chunks(rows):
        match_actors(connection, {row.id for row in some}, decisions)


class _Groups:
    """Actors joined step by step; none is ever joined with one that a person took from it."""

    def __init__(self, near: Near, decisions: Decided, touched: set[str]) -> None:
        self._near = near
        self._decisions = decisions
        self._of: dict[str, set[str]] = {id_: {id_} for id_ in sorted(touched)}

    def all(self) -> list[set[str]]:
        """Return the groups."""
        return list({id(group): group for group in self._of.values()}.values())

    def join_decided(self) -> None:
        """Join what people joined."""
        for a, b in self._decisions.same:
            if a in self._of and b in self._of:
                self._join(a, b)

    def join_sure(self) -> None:
        """Join names that are surely one, unless a person took one of them from another."""
        alike: dict[str, list[str]] = defaultdict(list)
        for id_ in self._of:
            if self._near.rows[id_].live:
                alike[self._near.rows[id_].sure].append(id_)
        for key in sorted(alike):
            ids = set().union(*(self._of[id_] for id_ in alike[key]))
            if not any(self._apart(id_) & ids for id_ in ids):
                for id_ in alike[key][1:]:
                    self._join(alike[key][0], id_)

    def join_shorter(self) -> None:
        """Join a name that says less with the one actor that it can mean, fullest names first."""
        heads = [self._fullest(group) for group in self.all()]
        rows = self._near.rows
        for one in sorted(
            (rows[id_] for id_ in heads if id_), key=lambda r: (-r.naming.fullness, r.sure, r.id)
        ):
            meant = self._meant(one)
            if meant:
                self._join(one.id, meant)

    def _fullest(self, group: set[str]) -> str | None:
        live = [self._near.rows[id_] for id_ in group if self._near.rows[id_].live]
        fullest = max(live, key=lambda row: (row.naming.fullness, row.id), default=None)
        return fullest.id if fullest else None

    def _meant(self, one: Known) -> str | None:
        """Return a member of the one actor that a name surely means, None when that is not sure."""
        own = self._of[one.id]
        apart = set().union(*(self._apart(id_) for id_ in own))
        found: dict[str, tuple[frozenset[str], str]] = {}
        for id_ in sorted(self._near.beside(one.id)):
            other = self._near.rows[id_]
            less = shorter(one.naming, other.naming) if other.live and id_ not in own else None
            if less is None:
                continue
            group = self._group(id_)
            if group & apart:
                continue
            least = found.get(min(group))
            if least is None or len(less) < len(least[0]):
                found[min(group)] = (less, id_)
        if len(found) != 1:
            return None
        ((less, id_),) = found.values()
        return id_ if self._is_sure(one, less, own, self._group(id_)) else None

    def _is_sure(self, one: Known, less: frozenset[str], own: set[str], other: set[str]) -> bool:
        if len(less) > 1 or self._near.years_apart(own, other) > FAR:
            return False
        if "country" not in less and len(namesakes(one.naming)) > 1:
            return False
        offices, others = self._near.offices(own), self._near.offices(other)
        if "surname" in less:
            return bool(offices & others)
        return bool(offices & others) or not (offices and others)

    def _group(self, id_: str) -> set[str]:
        """Return the group of an actor, also when it was joined before and nothing touched it."""
        if id_ not in self._of:
            members = self._near.with_roots({self._near.rows[id_].root})
            group = set(members)
            self._of.update(dict.fromkeys(members, group))
        return self._of[id_]

    def _join(self, a: str, b: str) -> None:
        one, other = self._group(a), self._group(b)
        if one is other or any(self._apart(id_) & other for id_ in one):
            return
        one |= other
        self._of.update(dict.fromkeys(other, one))

    def _apart(self, id_: str) -> frozenset[str]:
        return self._decisions.apart.get(id_, frozenset())


def _store(
    connection: Connection, near: Near, decisions: Decided, groups: _Groups
) -> dict[str, str]:
    rows = []
    before: dict[str, str] = {}
    for group in groups.all():
        root = min(group)
        shown = decisions.name(group) or _commonest(near, group)
        for id_ in sorted(group):
            known = near.rows[id_]
            if (known.root, known.shown) != (root, shown or known.shown):
                name = shown or known.shown
                before[id_] = known.root
                rows.append({"of": id_, "root": root, "shown": name, "shown_folded": folded(name)})
    if rows:
        connection.execute(_JOINED, rows)
    return before


def _commonest(near: Near, group: set[str]) -> str | None:
    """Return the name by which most mentions call an actor, among those that tell enough."""
    rows = [near.rows[id_] for id_ in sorted(group)]
    rows = [row for row in rows if row.live] or rows
    if len(rows) == 1:
        return rows[0].naming.name or None
    full = [row for row in rows if not any(_cut(row, other) for other in rows)]
    counts: dict[str, int] = defaultdict(int)
    for row in full or rows:
        counts[row.naming.name] += near.mentions(row.id)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _cut(one: Known, other: Known) -> bool:
    less = shorter(one.naming, other.naming)
    return bool(less and less & {"initials", "surname"})
