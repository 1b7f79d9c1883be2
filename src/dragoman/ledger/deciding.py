"""A person's decision carried out: the row is stored, and what follows from it is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import Connection, select

from dragoman.errors import DragomanError
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.decisions import (
    RECORD_VERBS,
    VERBS,
    Decision,
    Subject,
    Verb,
    check_fields,
    corrections_of,
    record_decision,
)
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.finding import FoundRecord, find_record
from dragoman.ledger.matter_decisions import follow_matters
from dragoman.ledger.naming import find_matter
from dragoman.ledger.versioning import family
from dragoman.ledger.writing import now


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    who: str
    why: str


def decide(
    connection: Connection, ref: str, verb: Verb, by: By, after: Mapping[str, Any] | None
) -> Decision:
    """Store a decision and carry it out; see `Ledger.decide`."""
    if verb not in VERBS:
        raise DragomanError(f"{verb}: nobody can decide that. One can {', '.join(VERBS)}.")
    if not by.who.strip():
        raise DragomanError("A decision says who took it. Give a name.")
    if verb in RECORD_VERBS:
        return _on_record(connection, find_record(connection, ref), verb, by, after)
    return _on_matter(connection, ref, verb, by, after or {})


def _on_record(
    connection: Connection, found: FoundRecord, verb: Verb, by: By, after: Mapping[str, Any] | None
) -> Decision:
    if verb == "correct":
        check_fields(found.sort, after or {})
    before = _before(connection, found, after) if verb == "correct" and after else None
    decision = record_decision(
        connection,
        {
            "subject": cast(Subject, found.sort),
            "ref": found.ref,
            "verb": verb,
            "who": by.who,
            "at": now(),
            "why": by.why,
            "before": before,
            "after": dict(after) if verb == "correct" and after else None,
        },
    )
    for key in family(connection, found.article.key):
        derive_again(connection, key)
    return decision


def _before(connection: Connection, found: FoundRecord, after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values, as they stood, of the fields that a correction sets."""
    stood = asdict(rebuilding.record_of(connection, found))
    stood |= corrections_of(connection, found.article.id).get(found.id) or {}
    return {name: stood[name] for name in after}


def _on_matter(
    connection: Connection, ref: str, verb: Verb, by: By, after: Mapping[str, Any]
) -> Decision:
    matters = schema.matters
    matter = find_matter(connection, ref)
    asked = {"merge": "into", "rename": "name"}[verb]
    value = after.get(asked)
    if not isinstance(value, str) or not value.strip() or len(after) != 1:
        raise DragomanError(f"To {verb} a matter, give {asked} and nothing else.")
    before: dict[str, Any] = {asked: None}
    if verb == "merge":
        value = find_matter(connection, value)
        if value == matter:
            raise DragomanError(f"{ref}: this matter is merged with that one already.")
    else:
        named = select(matters.c.name).where(matters.c.id == matter)
        before = {asked: connection.execute(named).scalar()}
    decision = record_decision(
        connection,
        {
            "subject": "matter",
            "ref": matter,
            "verb": verb,
            "who": by.who,
            "at": now(),
            "why": by.why,
            "before": before,
            "after": {asked: value.strip()},
        },
    )
    follow_matters(connection)
    return decision
