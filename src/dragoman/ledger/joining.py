"""What people decided about actors, as it holds now: who is one, who is not, and their names.

An undone decision counts for nothing, and of two on the same pair the later holds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, product
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Select, select

from dragoman.ledger import schema
from dragoman.ledger.following import names_now
from dragoman.ledger.likeness import DECIDED

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ActorDecision:
    """One decision on actors that holds, with what it names."""

    id: int
    verb: str
    ref: str
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an actor is named: the article's id and the statement's, the role and the day."""

    article: str
    statement: str
    role: str | None
    day: str | None


@dataclass(frozen=True)
class Decided:
    """The decisions on actors that hold, oldest first."""

    every: tuple[ActorDecision, ...] = ()

    @cached_property
    def _pairs(self) -> dict[Pair, bool]:
        return latest(told for one in self.every for told in _pairs_of(one))

    @cached_property
    def same(self) -> tuple[Pair, ...]:
        """The pairs that people joined, in the order of the decisions."""
        return tuple(pair for pair, same in self._pairs.items() if same)

    @cached_property
    def apart(self) -> Mapping[str, frozenset[str]]:
        """For each actor that a person took from others, those others."""
        found: dict[str, set[str]] = defaultdict(set)
        for (a, b), same in self._pairs.items():
            if not same:
                found[a].add(b)
                found[b].add(a)
        return {id_: frozenset(others) for id_, others in found.items()}

    @cached_property
    def partners(self) -> Mapping[str, frozenset[str]]:
        """For each actor that a person joined with others, those others."""
        found: dict[str, set[str]] = defaultdict(set)
        for a, b in self.same:
            found[a].add(b)
            found[b].add(a)
        return {id_: frozenset(others) for id_, others in found.items()}

    def name(self, members: Collection[str]) -> str | None:
        """Return the name that a person gave to the actor of these members, the latest one."""
        given = (one for one in reversed(self.every) if one.verb == "rename")
        return next((str(one.after["name"]) for one in given if one.ref in members), None)

    def sense(self, actor: str, mention: Mention) -> str:
        """Return the sense that a person gave to this mention of an actor, empty for none."""
        for one in reversed(self.every):
            where = one.after.get("where")
            if where and actor in one.after["actors"] and fits(mention, where):
                return f"{DECIDED}{one.id}"
        return ""


def decided(connection: Connection) -> Decided:
    """Return the decisions on actors that hold."""
    rows = [ActorDecision(*row) for row in decision_rows(connection, "actor")]
    return Decided(tuple(holding(rows)))


def decision_rows(
    connection: Connection, subject: str
) -> Iterable[tuple[int, str, str, Mapping[str, Any]]]:
    """Yield the decisions on actors, or on matters: number, verb, what they are on, what they say.

    A statement that one takes out of an actor or matter goes by its present name.
    """
    rows = [
        (row.id, row.verb, row.ref, json.loads(row.after))
        for row in connection.execute(decisions_query(subject))
    ]
    named = {name for *_, after in rows if (name := after.get("where", {}).get("statement"))}
    now = names_now(connection, named) if named else {}
    for id_, verb, ref, after in rows:
        where = after.get("where", {})
        if where.get("statement") in now:
            after["where"] = {**where, "statement": now[where["statement"]]}
        yield id_, verb, ref, after


@cache
def decisions_query(subject: str) -> Select[Any]:
    """Return the query for the decisions on actors, or on matters, in their order."""
    columns = schema.decisions.c
    found = select(columns.id, columns.verb, columns.ref, columns.after)
    return found.where(columns.subject == subject).order_by(columns.id)


class _Made(Protocol):
    """A decision, as far as its undoing goes."""

    @property
    def id(self) -> int: ...
    @property
    def verb(self) -> str: ...
    @property
    def after(self) -> Mapping[str, Any]: ...


Made = TypeVar("Made", bound=_Made)


def holding(rows: Sequence[Made]) -> list[Made]:
    """Return the decisions that were not undone, without those that only undo."""
    undone: set[int] = set()
    kept = []
    for one in reversed(rows):
        if one.id in undone:
            continue
        if one.verb == "undo":
            undone.add(int(one.after["decision"]))
        else:
            kept.append(one)
    return kept[::-1]


def latest(told: Iterable[tuple[Pair, bool]]) -> dict[Pair, bool]:
    """Return for each pair whether its two are one, by the last that was told of it."""
    found: dict[Pair, bool] = {}
    for pair, same in told:
        found.pop(pair, None)
        found[pair] = same
    return found


def merged(some: Iterable[str], others: Iterable[str]) -> Iterable[tuple[Pair, bool]]:
    """Yield the pairs that a decision to merge makes one."""
    for a, b in product(some, others):
        yield pair_of(a, b), True


def taken_apart(taken: Sequence[str], rest: Sequence[str]) -> Iterable[tuple[Pair, bool]]:
    """Yield the pairs that a decision to split parts, and those that stay one."""
    for a, b in product(taken, rest):
        yield pair_of(a, b), False
    for part in (taken, rest):
        for a, b in combinations(part, 2):
            yield pair_of(a, b), True


def pair_of(a: str, b: str) -> Pair:
    """Return two ids in their order."""
    return (a, b) if a < b else (b, a)


def _pairs_of(one: ActorDecision) -> Iterable[tuple[Pair, bool]]:
    if one.verb == "merge":
        yield from merged(one.after["actors"], one.after["others"])
    elif one.verb == "split" and "rest" in one.after:
        yield from taken_apart(one.after["actors"], one.after["rest"])


def fits(mention: Mention, where: Mapping[str, str]) -> bool:
    """Tell whether a mention is one of those that a split tells of."""
    day, role = mention.day, mention.role or ""
    told: dict[str, Callable[[str], bool]] = {
        "role": lambda words: words.casefold() in role.casefold(),
        "since": lambda first: day is not None and day >= first,
        "until": lambda last: day is not None and day[: len(last)] <= last,
        "article": lambda name: mention.article == name,
        "statement": lambda name: f"{mention.article}/{mention.statement}" == name,
    }
    return all(told[name](value) for name, value in where.items())
