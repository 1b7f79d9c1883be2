"""What people decided about matters, as it holds now: what is one, what is not, names and parts.

An undone decision counts for nothing, and of two on the same pair the later holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select, update

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.joining import (
    Pair,
    decision_rows,
    holding,
    latest,
    merged,
    pair_of,
    taken_apart,
)
from dragoman.ledger.matters import About
from dragoman.records import Statement


@dataclass(frozen=True, slots=True)
class MatterDecision:
    """One decision on matters, with what it names."""

    id: int
    verb: str
    ref: str
    after: Mapping[str, Any]

    @property
    def ids(self) -> frozenset[str]:
        """The matters that it names."""
        after = self.after
        lists = (after.get(name, ()) for name in ("matters", "others", "rest"))
        alone = (after.get(name) for name in ("into", "of"))
        return frozenset({self.ref, *filter(None, alone), *(id_ for one in lists for id_ in one)})


@dataclass(frozen=True)
class DecidedMatters:
    """The decisions on matters that hold, oldest first; `named` are those of all, undone or not."""

    every: tuple[MatterDecision, ...] = ()
    named: frozenset[str] = frozenset()

    @cached_property
    def _pairs(self) -> dict[Pair, bool]:
        return latest(told for one in self.every for told in _pairs_of(one))

    @cached_property
    def parted(self) -> frozenset[Pair]:
        """The pairs of matters that people took apart."""
        return frozenset(pair for pair, same in self._pairs.items() if not same)

    @cached_property
    def _splits(self) -> tuple[MatterDecision, ...]:
        return tuple(one for one in reversed(self.every) if "where" in one.after)

    @cached_property
    def turned(self) -> frozenset[str]:
        """The matters that people took for the other end of the one that they are merged into."""
        found: set[str] = set()
        for one in self.every:
            others = set(one.after.get("others", ())) if one.after.get("opposite") else set()
            found ^= {id_ for id_ in others if self._pairs.get(pair_of(id_, one.after["into"]))}
        return frozenset(found)

    def ruled(self, article: str, statement: Statement, about: About) -> About:
        """Return what a statement is about, once people took some out of matters or turned them."""
        for one in self._splits:
            fits = about.key.id in one.after["matters"]
            if fits and _fits(article, statement, one.after["where"]):
                return replace(about, key=replace(about.key, scope=scope_of(one.id)), called="")
        if about.key.id in self.turned:
            return replace(about, turn="" if about.turn else "round")
        return about

    def roots(self) -> dict[str, str]:
        """Return, for each matter that people joined with others, the one that stands for all."""
        groups: dict[str, frozenset[str]] = {}
        for pair in (pair for pair, same in self._pairs.items() if same):
            joined = frozenset().union(*(groups.get(id_, frozenset({id_})) for id_ in pair))
            groups |= dict.fromkeys(joined, joined)
        into = [one.after["into"] for one in reversed(self.every) if one.verb == "merge"]
        return {
            id_: next((root for root in into if root in group), min(group))
            for id_, group in groups.items()
        }

    def names(self, roots: Mapping[str, str]) -> dict[str, str]:
        """Return the names that people gave, the latest for each matter."""
        return {
            roots.get(one.ref, one.ref): str(one.after["name"])
            for one in self.every
            if one.verb == "rename"
        }

    def parts(self, roots: Mapping[str, str]) -> dict[str, str | None]:
        """Return of which matter people said that another is part, None for none."""
        return {
            roots.get(one.ref, one.ref): one.after["of"]
            and roots.get(one.after["of"], one.after["of"])
            for one in self.every
            if one.verb == "part"
        }


def decided_matters(connection: Connection) -> DecidedMatters:
    """Return the decisions on matters that hold."""
    rows = [MatterDecision(*row) for row in decision_rows(connection, "matter")]
    if not rows:
        return DecidedMatters()
    named = frozenset(id_ for one in rows for id_ in one.ids)
    return DecidedMatters(tuple(holding(rows)), named)


def follow_matters(connection: Connection) -> None:
    """Let names, and what is one, follow from the decisions that hold."""
    decided = decided_matters(connection)
    matters = schema.matters.c
    roots = decided.roots()
    names = decided.names(roots)
    for some in chunks(sorted(decided.named)):
        own = update(schema.matters).where(matters.id.in_(some) | matters.root.in_(some))
        connection.execute(own.values(root=matters.id, name=None))
    for id_, root in roots.items():
        connection.execute(update(schema.matters).where(matters.id == id_).values(root=root))
    for id_, name in names.items():
        connection.execute(update(schema.matters).where(matters.id == id_).values(name=name))


def scope_of(decision: int) -> str:
    """Return what tells a matter that a person took out of another from that other."""
    return f"decision {decision}"


def _pairs_of(one: MatterDecision) -> Iterable[tuple[Pair, bool]]:
    after = one.after
    if one.verb == "merge":
        yield from merged(after.get("matters", [after["into"]]), after.get("others", [one.ref]))
    elif one.verb == "split" and "rest" in after:
        yield from taken_apart(after["matters"], after["rest"])


def _fits(article: str, statement: Statement, where: Mapping[str, str]) -> bool:
    told = {
        "words": statement.matter or "",
        "article": article,
        "statement": f"{article}/{statement.id}",
    }
    return all(told[name] == value for name, value in where.items())


def members_of(connection: Connection, roots: Collection[str]) -> dict[str, list[str]]:
    """Return the matters that count as one with each of these, themselves among them."""
    matters = schema.matters.c
    found: dict[str, list[str]] = {root: [] for root in roots}
    for some in chunks(sorted(roots)):
        query = select(matters.root, matters.id).where(matters.root.in_(some)).order_by(matters.id)
        for root, id_ in connection.execute(query):
            found[root].append(id_)
    return found
