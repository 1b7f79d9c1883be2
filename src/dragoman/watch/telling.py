"""What there is to tell, in one sentence each: who, on what, what changed, in whose words."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.views.account_rows import AccountRow
from dragoman.views.account_rows import Told as Account
from dragoman.views.row import Row
from dragoman.views.rows import ConditionRow, Quote, ShiftRow, StatementRow
from dragoman.watch.notices import Matter
from dragoman.watch.plan import Kind

_LONGEST = 300
"""Characters of quoted words in a sentence; the row has all of them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell; `known_by` is what tells it from others of its kind and article."""

    kind: Kind
    text: str
    matters: tuple[Matter, ...]
    sides: tuple[str, ...]
    day: str | None
    known_by: tuple[str | None, ...]
    row: Row


def statement(row: StatementRow) -> Told:
    """Return what to tell of a new statement."""
    who = ", ".join(filter(None, (row.speaker or row.source, row.side)))
    stance = f" {row.stance}," if row.stance else ""
    text = f"{who or 'Unnamed'}, on {row.matter_name}:{stance} {_quoted(row.words)}"
    sides = tuple(filter(None, (row.side, *row.sides)))
    matters = _matters(row.matter, row.matter_name)
    known = (row.record,)
    return Told("statement", text, matters, tuple(dict.fromkeys(sides)), row.day, known, row)


def shift(row: ShiftRow) -> Told:
    """Return what to tell of a side that moved."""
    text = (
        f"{row.side} has {row.direction} on {row.matter_name}: from {row.before} "
        f"({row.before_day}) to {row.after} ({row.after_day}){_evidence(row.evidence_after)}"
    )
    known = row.matter, row.side, row.before, row.after, row.before_day, row.after_day
    matters = _matters(row.matter, row.matter_name)
    return Told("shift", text, matters, (row.side,), row.after_day, known, row)


def condition(row: ConditionRow) -> Told:
    """Return what to tell of a new condition."""
    became = "" if row.status == "unknown" else f"; {row.status}"
    text = f"{_setter(row)} sets a {row.kind}{_on(row)}: {_quoted(_asked(row))}{became}"
    known = (row.record,)
    matters = _matters(row.matter, row.matter_name)
    return Told("condition", text, matters, _parties(row), row.day, known, row)


def status(row: ConditionRow, was: str) -> Told:
    """Return what to tell of a condition of which something else holds now."""
    words = "".join(f" {_quoted(one.words)}" for one in row.status_evidence[:1])
    text = (
        f"A condition of {_setter(row)}{_on(row)} is {row.status} now ({was} before): "
        f"{_quoted(_asked(row))}{words}"
    )
    known = (row.record, was, row.status, row.status_since)
    matters = _matters(row.matter, row.matter_name)
    return Told("status", text, matters, _parties(row), row.status_since or row.day, known, row)


def account(row: AccountRow, matters: tuple[Matter, ...]) -> Told:
    """Return what to tell of two accounts that cannot both hold."""
    text = f"Accounts differ ({row.kind}): {_account(row.one)} / {_account(row.other)}"
    sides = tuple(dict.fromkeys(filter(None, (row.one.side, row.other.side))))
    known = (row.one.record, row.other.record)
    return Told("account", text, matters, sides, row.day, known, row)


def _account(one: Account) -> str:
    return f"{one.speaker or one.outlet or one.title}: {_quoted(one.words)}"


def _setter(row: ConditionRow) -> str:
    return row.side or row.speaker or row.source or "somebody unnamed"


def _on(row: ConditionRow) -> str:
    return f" on {row.matter_name}" if row.matter_name else ""


def _asked(row: ConditionRow) -> str:
    return f"{row.cue} {row.act}"


def _parties(row: ConditionRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (row.side, row.actor))))


def _evidence(quotes: tuple[Quote, ...]) -> str:
    return f". {_quoted(quotes[0].words)}" if quotes else ""


def _matters(id_: str | None, name: str | None) -> tuple[Matter, ...]:
    return (Matter(id_, name or id_),) if id_ else ()


def _quoted(words: str) -> str:
    told = " ".join(words.split())
    return f"“{told if len(told) <= _LONGEST else told[: _LONGEST - 1].rstrip() + '…'}”"
