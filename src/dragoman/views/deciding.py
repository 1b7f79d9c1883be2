"""The history of people's decisions on records, actors and matters, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import Decision, Ledger, overruling, overruling_matters
from dragoman.ledger.decisions import RECORDS, decisions_on, decisions_on_record
from dragoman.ledger.finding import find_record
from dragoman.ledger.unfound import unfound
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


@dataclass(frozen=True, slots=True)
class AnyDecisionRow(DecisionRow):
    """One decision on whatever it is, by the name that it had then.

    `state` is `holds`, `undone` or `finds nothing`: then `missing` has what no current reading
    has any more.
    """

    subject: str
    record: str
    state: str
    undone_by: int | None
    missing: tuple[str, ...]


def decisions(
    ledger: Ledger, record: str | None = None, *, lost: bool = False
) -> tuple[AnyDecisionRow, ...]:
    """Return all decisions of people, or those on a record, oldest first.

    `lost` asks for those alone that hold and find nothing. Raises NotFound.
    """
    with ledger.connect() as connection:
        every = decisions_on(connection)
        missing = unfound(connection)
        undone = _undone(every)
        if record is not None:
            found = find_record(connection, record)
            of = found.article
            every = decisions_on_record(connection, of.id, of.reading_key, found.id)
    rows = (_any(one, undone.get(one.id), missing.get(one.id, ())) for one in every)
    return tuple(row for row in rows if not lost or row.state == "finds nothing")


def _any(one: Decision, undone_by: int | None, missing: tuple[str, ...]) -> AnyDecisionRow:
    state = "undone" if undone_by is not None else "finds nothing" if missing else "holds"
    told = _told(one, said_of(one))
    return AnyDecisionRow(*told, one.subject, one.ref, state, undone_by, missing)


def said_of(one: Decision) -> str:
    """Return a decision on whatever it is in words."""
    if one.subject == "actor":
        return on_actor(one)
    if one.subject == "matter":
        return on_matter(one)
    if one.subject in RECORDS:
        return on_record(one)
    others = ", ".join((one.after or {}).get("others", ()))
    return f"{one.ref} and {others} {_TOGETHER[one.subject, one.verb]}"


_TOGETHER = {
    ("telling", "merge"): "are one utterance",
    ("telling", "split"): "are not one utterance",
    ("account", "dismiss"): "can both hold",
    ("account", "restore"): "cannot both hold",
}


def on_record(one: Decision) -> str:
    """Return a decision on a record in words."""
    after: Mapping[str, Any] = one.after or {}
    if one.verb == "undo":
        return f"decision {after['decision']} is undone"
    if one.verb == "correct":
        told = ", ".join(f"{name} is {_value(value)}" for name, value in after.items())
        return f"{one.ref}: {told}"
    if one.verb == "add":
        return f"{one.ref} is added, as said by {after['speaker']['name']}"
    return f"{one.ref} is {'right' if one.verb == 'confirm' else 'wrong'}"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values() if part)
    return "none" if value is None else str(value)
