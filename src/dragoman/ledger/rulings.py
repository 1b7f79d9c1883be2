"""Taking decisions on actors and on matters: what is kept of one, checked, undone and looked up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Literal, Protocol, TypedDict, TypeVar

from sqlalchemy import Connection

from dragoman.errors import DragomanError
from dragoman.ledger.decisions import Decision, Verb, decisions_on, record_decision
from dragoman.ledger.finding import find_article, find_record
from dragoman.ledger.writing import now

Subject = Literal["actor", "matter"]


class By(TypedDict, total=False):
    """Who decides, if that is to be kept, and why."""

    who: str
    reason: str


class _Numbered(Protocol):
    """A decision that holds."""

    @property
    def id(self) -> int: ...


Numbered = TypeVar("Numbered", bound=_Numbered)


def take_decision(  # noqa: PLR0913, PLR0917, a decision has so many parts
    connection: Connection,
    subject: Subject,
    verb: Verb,
    ref: str,
    by: By,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> Decision:
    """Keep a decision. Raises DragomanError when no reason is given, save for undoing one."""
    why = by.get("reason", "").strip()
    if not why and verb != "undo":
        raise DragomanError("A decision says why it was taken. Give a reason.")
    row = {"subject": subject, "ref": ref, "verb": verb, "who": by.get("who", "").strip()}
    return record_decision(
        connection, row | {"at": now(), "why": why, "before": before, "after": after}
    )


def checked_where(connection: Connection, where: Mapping[str, str]) -> dict[str, str]:
    """Return what a decision to split tells statements by, with full names.

    Raises NotFound for an article or statement that is not there, DragomanError for empty words.
    """
    checked = dict(where)
    if "article" in checked:
        checked["article"] = find_article(connection, checked["article"]).id
    if "statement" in checked:
        checked["statement"] = find_record(connection, checked["statement"]).ref
    for name, value in checked.items():
        if not value.strip():
            raise DragomanError(f"{name}: nothing is given. Leave it out, or say which.")
    return checked


def to_undo(
    subject: Subject | Literal["record"], holding: Iterable[Numbered], number: int | None
) -> Numbered:
    """Return the decision of a number, or the last one. Raises DragomanError if none holds."""
    holds = {one.id: one for one in holding}
    last = max(holds, default=None) if number is None else number
    if last is None:
        raise DragomanError(f"No decision on {subject}s holds: there is nothing to undo.")
    if last not in holds:
        raise DragomanError(
            f"{last}: no decision on {subject}s of that number holds. "
            "`dragoman decisions` lists them."
        )
    return holds[last]


def decisions_about(
    connection: Connection,
    subject: Subject,
    members: Collection[str] | None,
    ids: Callable[[str, Mapping[str, Any]], set[str]],
) -> tuple[Decision, ...]:
    """Return the decisions on actors or on matters that name one of `members`, oldest first.

    `ids` tells what a decision names by its `ref` and `after`; None for `members` is all.
    """
    every = [one for one in decisions_on(connection) if one.subject == subject]
    if members is None:
        return tuple(every)
    named = {one.id: ids(one.ref, one.after or {}) for one in every}
    for one in every:
        if one.verb == "undo":
            named[one.id] |= named.get(int((one.after or {})["decision"]), set())
    return tuple(one for one in every if named[one.id] & set(members))
