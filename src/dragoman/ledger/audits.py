"""Audits kept: samples as they were drawn, and people's marks on them, as rows and back.

Nothing of it is ever changed or deleted: a mark that is taken back is a row as well.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.decisions import decisions_on, not_undone
from dragoman.ledger.following import held_now, names_now
from dragoman.ledger.writing import fill, now

_TABLES = {"statement": schema.statements, "condition": schema.conditions, "event": schema.events}


@dataclass(frozen=True, slots=True)
class StoredAudit:
    """A sample that was drawn: `decided` is the last decision that was taken before."""

    key: int
    name: str
    drawn: str
    who: str
    seed: int
    wanted: int
    frame: Mapping[str, Any]
    population: Mapping[str, Mapping[str, int]]
    rejected: int
    decided: int


@dataclass(frozen=True, slots=True)
class StoredItem:
    """A record of a sample, with what it said in the reading that it was drawn from."""

    n: int
    ref: str
    kind: str
    reading_key: int
    confidence: float
    corrected: bool
    spans: Sequence[Sequence[int]]
    told: Sequence[Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class StoredMark:
    """A person's mark that holds."""

    key: int
    n: int
    who: str
    at: str
    mark: str
    wrong: tuple[str, ...]
    note: str


def store_audit(
    connection: Connection, row: Mapping[str, Any], name: str | None, items: Iterable[StoredItem]
) -> StoredAudit:
    """Store a sample under a name, by default the day's date; return it.

    Raises DragomanError for a name that another audit has.
    """
    values = dict(row) | {"drawn": now()}
    values["name"] = _free_name(connection, name, values["drawn"][:10])
    packed = values | {"seed": str(values["seed"])}
    packed |= {field: _packed(values[field]) for field in ("frame", "population")}
    key = connection.execute(
        insert(schema.audits).returning(schema.audits.c.key), packed
    ).scalar_one()
    rows = [
        {
            "audit_key": key,
            "n": item.n,
            "ref": item.ref,
            "kind": item.kind,
            "reading_key": item.reading_key,
            "confidence": item.confidence,
            "corrected": item.corrected,
            "spans": _packed(item.spans),
            "told": _packed(item.told),
        }
        for item in items
    ]
    fill(connection, schema.audit_items, rows)
    return find_audit(connection, values["name"])


def stored_audits(connection: Connection) -> tuple[StoredAudit, ...]:
    """Return all audits, the latest first."""
    table = schema.audits
    rows = connection.execute(select(table).order_by(table.c.key.desc())).mappings()
    return tuple(
        StoredAudit(
            **dict(row)
            | {"seed": int(row["seed"])}
            | {field: json.loads(row[field]) for field in ("frame", "population")}
        )
        for row in rows
    )


def find_audit(connection: Connection, name: str | None = None) -> StoredAudit:
    """Return the audit of that name, the latest one without a name.

    Raises NotFound, which lists the names that there are.
    """
    every = stored_audits(connection)
    if not every:
        raise NotFound("There is no audit in this ledger yet. `dragoman audit` draws a sample.")
    found = [one for one in every if name is None or one.name == name]
    if not found:
        names = ", ".join(one.name for one in every[:10])
        raise NotFound(f"{name}: no audit of that name is in this ledger. There is: {names}.")
    return found[0]


def items_of(connection: Connection, audit: StoredAudit) -> tuple[StoredItem, ...]:
    """Return the records of a sample in the order in which they were drawn."""
    table = schema.audit_items
    query = select(table).where(table.c.audit_key == audit.key).order_by(table.c.n)
    return tuple(
        StoredItem(
            **{name: value for name, value in row.items() if name != "audit_key"}
            | {field: json.loads(row[field]) for field in ("spans", "told")}
        )
        for row in connection.execute(query).mappings()
    )


def find_item(connection: Connection, audit: StoredAudit, ref: str) -> tuple[int, str]:
    """Return number and kind of a sample's record, by its name or a beginning of its article's.

    Raises NotFound when it is not in the sample, or when several are meant.
    """
    table = schema.audit_items.c
    query = select(table.n, table.kind, table.ref).where(table.audit_key == audit.key)
    article, _, record = ref.rpartition("/")
    rows = list(connection.execute(query.where(table.ref == ref)))
    if not rows:
        like = query.where(table.ref.endswith(f"/{record}", autoescape=True))
        rows = [row for row in connection.execute(like) if row.ref.startswith(article)]
    if len(rows) != 1:
        how = "several records of this name are" if rows else "this record is not"
        raise NotFound(f"{ref}: {how} in the sample of the audit {audit.name}.")
    return rows[0].n, rows[0].kind


def marks_of(connection: Connection, audit: StoredAudit) -> dict[tuple[int, str], StoredMark]:
    """Return the marks that hold, by the record's number and the person, the oldest first."""
    table = schema.audit_marks
    query = select(table).where(table.c.audit_key == audit.key).order_by(table.c.key)
    held: dict[tuple[int, str], StoredMark] = {}
    for row in connection.execute(query).mappings():
        held.pop((row["n"], row["who"]), None)
        if row["mark"] is not None:
            values = {name: value for name, value in row.items() if name != "audit_key"}
            values["wrong"] = tuple(json.loads(row["wrong"]))
            held[row["n"], row["who"]] = StoredMark(**values)
    return held


def store_mark(
    connection: Connection, audit: StoredAudit, n: int, who: str, given: Mapping[str, Any]
) -> str:
    """Store a person's mark on a record (None: the last one is taken back); return when."""
    at = now()
    row = {
        "audit_key": audit.key,
        "n": n,
        "who": who,
        "at": at,
        "mark": given.get("mark"),
        "wrong": _packed(list(given.get("wrong", ()))),
        "note": given.get("note", ""),
    }
    connection.execute(insert(schema.audit_marks), row)
    return at


def readings_of(connection: Connection, kind: str, keys: Sequence[int]) -> dict[int, int]:
    """Return by which reading each record of those keys was found."""
    table = _TABLES[kind]
    found: dict[int, int] = {}
    for some in chunks(keys):
        query = select(table.c.key, table.c.reading_key).where(table.c.key.in_(some))
        found |= {row.key: row.reading_key for row in connection.execute(query)}
    return found


def rejected_refs(connection: Connection, kinds: Collection[str]) -> set[str]:
    """Return the records of those kinds that people rejected and a current reading has."""
    held = [one for one in not_undone(decisions_on(connection)) if one.subject in kinds]
    now = names_now(connection, {one.ref for one in held})
    last = {now.get(one.ref, one.ref): one.verb for one in held}
    return held_now(connection, {ref for ref, verb in last.items() if verb == "reject"})


def corrected_refs(connection: Connection, refs: Sequence[str]) -> set[str]:
    """Return those of the records that people corrected."""
    held = [one for one in not_undone(decisions_on(connection)) if one.verb == "correct"]
    now = names_now(connection, {one.ref for one in held})
    return {now.get(one.ref, one.ref) for one in held} & set(refs)


def last_decision(connection: Connection) -> int:
    """Return the number of the last decision, 0 when there is none."""
    return int(connection.execute(select(sql.max(schema.decisions.c.id))).scalar() or 0)


def _free_name(connection: Connection, name: str | None, day: str) -> str:
    taken = set(connection.execute(select(schema.audits.c.name)).scalars())
    if name is not None:
        wanted = " ".join(name.split())
        if not wanted:
            raise DragomanError("An audit's name has at least one letter. Give one, or none.")
        if wanted in taken:
            raise DragomanError(
                f"{wanted}: there is an audit of that name. Go on with it (dragoman audit "
                f"--resume --name '{wanted}'), or choose another name."
            )
        return wanted
    number = 2
    found = day
    while found in taken:
        found = f"{day}-{number}"
        number += 1
    return found


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
