"""The history of people's decisions on actors and on matters, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import Decision, Ledger, overruling, overruling_matters
from dragoman.views.rows import Row


@dataclass(frozen=True, slots=True)
class DecisionRow(Row):
    """One decision: `what` says it in words."""

    id: int
    when: str
    who: str
    verb: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ActorDecisionRow(DecisionRow):
    """One decision on actors; `undone_by` is the later one that undid it."""

    actor: str
    undone_by: int | None


def actors_history(ledger: Ledger, actor: str | None = None) -> tuple[ActorDecisionRow, ...]:
    """Return the decisions on actors, or on one of them, oldest first. Raises NotFound."""
    found = overruling.decisions_on_actors(ledger, actor)
    undone = _undone(found)
    return tuple(
        ActorDecisionRow(*_told(one, on_actor(one)), one.ref, undone.get(one.id)) for one in found
    )


def _told(one: Decision, what: str) -> tuple[int, str, str, str, str, str]:
    """Return what a row has of a decision on whatever it is."""
    return one.id, one.at, one.who, one.verb, what, one.why


def _undone(found: Iterable[Decision]) -> dict[int, int]:
    """Return for each decision that was undone which one undid it."""
    return {int((one.after or {})["decision"]): one.id for one in found if one.verb == "undo"}


def on_actor(one: Decision) -> str:
    """Return a decision on actors in words."""
    after: Mapping[str, Any] = one.after or {}
    before = (one.before or {}).get("name") or one.ref
    if one.verb == "merge":
        return f"{before} is {after.get('name', after['into'])}"
    if one.verb == "rename":
        return f"{before} is called {after['name']}"
    if one.verb == "undo":
        return f"decision {after['decision']} is undone"
    if "where" in after:
        told = ", ".join(f"{key} {value}" for key, value in after["where"].items())
        return f"{before}: mentions with {told} are somebody else's"
    return f"{before}: the name {after.get('name')} is somebody else's"


@dataclass(frozen=True, slots=True)
class MatterDecisionRow(DecisionRow):
    """One decision on matters; `undone_by` is the later one that undid it."""

    matter: str
    undone_by: int | None


def matters_history(ledger: Ledger, matter: str | None = None) -> tuple[MatterDecisionRow, ...]:
    """Return the decisions on matters, or on one of them, oldest first. Raises NotFound."""
    found = overruling_matters.decisions_on_matters(ledger, matter)
    undone = _undone(found)
    return tuple(
        MatterDecisionRow(*_told(one, on_matter(one)), one.ref, undone.get(one.id)) for one in found
    )


def on_matter(one: Decision) -> str:
    """Return a decision on matters in words."""
    after: Mapping[str, Any] = one.after or {}
    before = (one.before or {}).get("name") or one.ref
    if one.verb == "merge":
        end = "the opposite of " if after.get("opposite") else ""
        return f"{before} is {end}{after.get('name', after['into'])}"
    if one.verb == "rename":
        return f"{before} is called {after['name']}"
    if one.verb == "part":
        return f"{before} is part of {after['name'] or 'no other matter'}"
    if one.verb == "undo":
        return f"decision {after['decision']} is undone"
    if "where" in after:
        told = ", ".join(f"{key} {value}" for key, value in after["where"].items())
        return f"{before}: statements with {told} are about another matter"
    return f"{before}: {', '.join(after['matters'])} is another matter"
