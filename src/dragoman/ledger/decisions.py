"""What people decided on records, matters and actors: confirm, correct, merge, rename and more.

A decision is a row that is never changed. What stands in the ledger follows from the readings
and the decisions together, so that reading an article again undoes no decision.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, insert, select

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import schema
from dragoman.ledger.following import names_in
from dragoman.ledger.standing import Corrections
from dragoman.records import CONDITION_KINDS, EVENT_TYPES, SORTS, STANCES, STATUSES

Subject = Literal["statement", "condition", "event", "matter", "actor", "telling", "account"]
Verb = Literal[
    "add",
    "confirm",
    "correct",
    "reject",
    "merge",
    "rename",
    "split",
    "part",
    "undo",
    "dismiss",
    "restore",
]
VERBS: tuple[Verb, ...] = ("confirm", "correct", "reject", "merge", "rename")
"""What can be decided on records and matters by `Ledger.decide`; `overruling` decides on actors,
`overruling_matters` does all that there is for matters."""
RECORDS: tuple[Subject, ...] = ("statement", "condition", "event")
RECORD_VERBS: tuple[Verb, ...] = ("confirm", "correct", "reject")

_LARGEST = 2**63 - 1
"""The largest number that a database can be asked for."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `at` is UTC, `before` and `after` hold the fields that it changed."""

    id: int
    subject: Subject
    ref: str
    verb: Verb
    who: str
    at: str
    why: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def _text(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(value.strip()))


def _one_of(*words: str | None) -> Callable[[object], bool]:
    return lambda value: value in words


def _speaker(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= {"name", "role", "country", "sort"}
        and value.get("sort") in SORTS
        and all(_text(value.get(field)) for field in ("name", "role", "country"))
    )


_FIELDS: dict[str, dict[str, Callable[[object], bool]]] = {
    "statement": {
        "stance": _one_of(None, *STANCES),
        "scope": _text,
        "matter": _text,
        "side": _text,
        "said": _text,
        "speaker": _speaker,
    },
    "condition": {"kind": _one_of(*CONDITION_KINDS), "actor": _text},
    "event": {"type": _one_of(*EVENT_TYPES), "status": _one_of(*STATUSES), "date": _text},
}


def fields_of(subject: str) -> tuple[str, ...]:
    """Return the fields of such a record that a person can set."""
    return tuple(_FIELDS[subject])


def check_fields(subject: str, fields: Mapping[str, Any]) -> None:
    """Raise DragomanError unless these fields of such a record can be set to these values."""
    known = _FIELDS[subject]
    if not fields:
        raise DragomanError(f"A correction names what it sets: {', '.join(known)} for a {subject}.")
    for name, value in fields.items():
        if name not in known:
            raise DragomanError(
                f"{name}: this field of a {subject} cannot be corrected. "
                f"These can: {', '.join(known)}."
            )
        if not known[name](value):
            raise DragomanError(f"{name}: {value!r} is no value for this field of a {subject}.")


def record_decision(connection: Connection, row: dict[str, Any]) -> Decision:
    """Store one decision and return it with its number."""
    stored = row | {name: _packed(row[name]) for name in ("before", "after")}
    key = connection.execute(
        insert(schema.decisions).returning(schema.decisions.c.id), stored
    ).scalar_one()
    return Decision(id=int(key), **row)


def decisions_on(connection: Connection, ref: str | None = None) -> tuple[Decision, ...]:
    """Return the decisions on what bears that name, or all, in the order in which they fell."""
    found = select(schema.decisions).order_by(schema.decisions.c.id)
    if ref is not None:
        found = found.where(schema.decisions.c.ref == ref)
    return tuple(_decision(row) for row in connection.execute(found).mappings())


def find_decision(connection: Connection, number: int) -> Decision:
    """Return the decision of that number. Raises NotFound."""
    query = select(schema.decisions).where(schema.decisions.c.id == number)
    row = connection.execute(query).mappings().first() if number <= _LARGEST else None
    if row is None:
        raise NotFound(f"There is no decision {number}.")
    return _decision(row)


def decided_records(connection: Connection, article_id: str) -> tuple[Decision, ...]:
    """Return the decisions on an article's records, undone or not, oldest first."""
    ref = schema.decisions.c.ref
    found = (
        select(schema.decisions)
        # "0" is the character after "/": all refs that start with the article's id.
        .where(ref >= f"{article_id}/", ref < f"{article_id}0")
        .where(schema.decisions.c.subject.in_(RECORDS))
        .order_by(schema.decisions.c.id)
    )
    return tuple(_decision(row) for row in connection.execute(found).mappings())


def not_undone(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return of decisions in their order those that hold, without those that only undo."""
    kept = list(decisions)
    undone = {int((one.after or {})["decision"]) for one in kept if one.verb == "undo"}
    return tuple(one for one in kept if one.verb != "undo" and one.id not in undone)


def additions_of(connection: Connection, article_id: str) -> tuple[Decision, ...]:
    """Return the decisions that hold by which people added statements to an article."""
    return tuple(
        one for one in not_undone(decided_records(connection, article_id)) if one.verb == "add"
    )


def taken_back(every: Iterable[Decision]) -> frozenset[str]:
    """Return the statements that were added by decisions of which none holds any more.

    They are nowhere: what else was decided on them holds for no other record.
    """
    decisions = tuple(every)
    held = {one.ref for one in not_undone(decisions) if one.verb == "add"}
    return frozenset(one.ref for one in decisions if one.verb == "add") - held


def set_by(one: Decision) -> Mapping[str, Any]:
    """Return the fields of a record that a decision sets.

    Of a statement that was added, and that a later reading finds by itself, those that were given.
    """
    after = one.after or {}
    if one.verb != "add":
        return after
    given = ((name, after.get(name)) for name in fields_of(one.subject))
    return {name: value for name, value in given if value is not None}


def corrections_of(connection: Connection, article_id: str, reading_key: int) -> Corrections:
    """Return what people set or rejected among the records of a reading, by their ids there.

    Who confirms a record holds it to be as it stood then, whatever a later reading makes of it.
    """
    every = decided_records(connection, article_id)
    decisions = not_undone(every)
    now = ids_now(connection, every, reading_key)
    corrections: dict[str, Mapping[str, Any] | None] = {}
    earlier: dict[str, Mapping[str, Any]] = {}
    for one in decisions:
        record = now[one.ref]
        earlier[record] = {**earlier.get(record, {}), **set_by(one)}
        corrections[record] = None if one.verb == "reject" else earlier[record]
    return corrections


def decisions_on_record(
    connection: Connection, article_id: str, reading_key: int, record: str
) -> tuple[Decision, ...]:
    """Return the decisions on a record of a reading, under whatever name it had, oldest first."""
    every = decided_records(connection, article_id)
    now = ids_now(connection, every, reading_key)
    return tuple(one for one in every if now[one.ref] == record)


def ids_now(connection: Connection, every: Sequence[Decision], reading_key: int) -> dict[str, str]:
    """Return by full names what records that were decided on are called in a reading."""
    ids = {one.ref: one.ref.rpartition("/")[2] for one in every}
    followed = {ids[ref] for ref in ids.keys() - taken_back(every)}
    now = names_in(connection, reading_key, followed) if followed else {}
    return {ref: now.get(id_, id_) for ref, id_ in ids.items()}


def _decision(row: RowMapping) -> Decision:
    return Decision(
        **{
            name: _unpacked(value) if name in ("before", "after") else value
            for name, value in row.items()
        }
    )


def _packed(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _unpacked(value: str | None) -> Any:  # noqa: ANN401
    return None if value is None else json.loads(value)
