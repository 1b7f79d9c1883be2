"""The history of people's decisions on actors and on matters, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import Decision, Ledger, overruling, overruling_matters
from dragoman.views.rows import Row


@dataclass(frozen=True, slots=True)
class ActorDecisionRow(Row):
    """One decision on actors: `what` says it in words, `undone_by` which later one undid it."""

    id: int
    when: str
    who: str
    verb: str
    what: str
    why: str
    actor: str
    undone_by: int | None


def actors_history(ledger: Ledger, actor: str | None = None) -> tuple[ActorDecisionRow, ...]:
    """Return the decisions on actors, or on one of them, oldest first. Raises NotFound."""
    found = overruling.decisions_on_actors(ledger, actor)
    undone = {int((d.after or {})["decision"]): d.id for d in found if d.verb == "undo"}
    return tuple(
        ActorDecisionRow(
            id=one.id,
            when=one.at,
            who=one.who,
            verb=one.verb,
            what=on_actor(one),
            why=one.why,
            actor=one.ref,
            undone_by=undone.get(one.id),
        )
        for one in found
    )


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
class MatterDecisionRow(Row):
    """One decision on matters: `what` says it in words, `undone_by` which later one undid it."""

    id: int
    when: str
    who: str
    verb: str
    what: str
    why: str
    matter: str
    undone_by: int | None


def matters_history(ledger: Ledger, matter: str | None = None) -> tuple[MatterDecisionRow, ...]:
    """Return the decisions on matters, or on one of them, oldest first. Raises NotFound."""
    found = overruling_matters.decisions_on_matters(ledger, matter)
    undone = {int((d.after or {})["decision"]): d.id for d in found if d.verb == "undo"}
    return tuple(
        MatterDecisionRow(
            id=one.id,
            when=one.at,
            who=one.who,
            verb=one.verb,
            what=on_matter(one),
            why=one.why,
            matter=one.ref,
            undone_by=undone.get(one.id),
        )
        for one in found
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
