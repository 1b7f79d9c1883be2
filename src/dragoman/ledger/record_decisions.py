"""A person's decisions on records: one is right, wrong, or else; a statement is to be added.

Each is a row that is never changed. They hold for the record that a newer reader finds in the
same place (`following`), and what no reading has any more is listed (`unfound`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from dragoman.errors import DragomanError
from dragoman.ledger import deciding
from dragoman.ledger.adding import Given, addition
from dragoman.ledger.decisions import Decision, Verb, fields_of
from dragoman.ledger.finding import find_record
from dragoman.ledger.rulings import By
from dragoman.ledger.store import Ledger


def records_add(
    ledger: Ledger, article: str, words: str, *, speaker: str, **told: Unpack[Given]
) -> Decision:
    """Add a statement that no reader found; the decision's `ref` is its name.

    `words` are the article's own, `at` is where they begin if they stand in it several times.
    `speaker` and `matter` are known ones, by name or id, or new ones; of a known speaker `role`,
    `country`, `sort` and `side` are taken from the ledger unless given. `kind` is told by the
    quotation marks. `condition` are the words for what has to be done, `condition_kind` and
    `condition_actor` what kind it is (`precondition`) and who has to. Raises NotFound, and
    DragomanError for words that are not in the text, or several times, and what cannot be set.
    """
    by = told_by("add", told)
    with ledger.change() as connection:
        return deciding.on_addition(
            connection, *addition(connection, article, words, speaker, told), by
        )


def records_confirm(ledger: Ledger, record: str, **by: Unpack[By]) -> Decision:
    """Hold a record to be right: it stays as it stands now, whatever reads it later.

    Raises NotFound.
    """
    return _decide(ledger, record, "confirm", by)


def records_correct(
    ledger: Ledger, record: str, fields: Mapping[str, Any], **by: Unpack[By]
) -> Decision:
    """Set fields of a record; earlier corrections of other fields stay.

    A statement has `stance`, `scope`, `matter`, `side`, `said` and `speaker` (a mapping of
    `name`, `role`, `country`, `sort`), a condition `kind` and `actor`, an event `type`, `status`
    and `date`. Raises NotFound, and DragomanError for what cannot be set.
    """
    return _decide(ledger, record, "correct", by, fields)


def records_reject(ledger: Ledger, record: str, **by: Unpack[By]) -> Decision:
    """Hold a record to be wrong: it counts for nothing. Raises NotFound, DragomanError."""
    return _decide(ledger, record, "reject", by)


def records_fields(ledger: Ledger, record: str) -> dict[str, Any]:
    """Return the fields of a record that a person can set, as they stand. Raises NotFound."""
    with ledger.connect() as connection:
        found = find_record(connection, record)
        return deciding.stood_fields(connection, found, fields_of(found.sort))


def records_undo(ledger: Ledger, decision: int | None = None, **by: Unpack[By]) -> Decision:
    """Undo a decision on a record, the last one that holds when no number is given.

    Raises DragomanError when there is none, or it does not hold any more.
    """
    with ledger.change() as connection:
        return deciding.undo_on_record(connection, decision, told_by("undo", by))


def _decide(
    ledger: Ledger, record: str, verb: Verb, by: By, after: Mapping[str, Any] | None = None
) -> Decision:
    told = told_by(verb, by)
    with ledger.change() as connection:
        return deciding.on_record(connection, find_record(connection, record), verb, told, after)


def told_by(verb: Verb, by: By) -> deciding.By:
    """Return who decides on records, and why. Raises DragomanError where a reason is wanted."""
    told = deciding.By(by.get("who", "").strip(), by.get("reason", "").strip())
    if not told.why and verb not in ("confirm", "undo"):
        raise DragomanError("A decision says why it was taken. Give a reason.")
    return told
