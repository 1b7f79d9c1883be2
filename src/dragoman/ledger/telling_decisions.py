"""A person's decisions on what is one utterance: these statements are, these are not.

Each is a row that is never changed; of two decisions on the same pair the later holds, so that
either is undone by the other.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.decided_tellings import SUBJECT
from dragoman.ledger.decisions import Decision, Verb, record_decision
from dragoman.ledger.finding import FoundRecord, find_record
from dragoman.ledger.folding import settle_again
from dragoman.ledger.keys import record_ref
from dragoman.ledger.store import Ledger
from dragoman.ledger.writing import now


def tellings_merge(ledger: Ledger, one: str, other: str, *, reason: str, who: str = "") -> Decision:
    """Hold two statements to be one utterance. Raises NotFound, DragomanError without a reason."""
    with ledger.change() as connection:
        a, b = _statement(connection, one), _statement(connection, other)
        if a.ref == b.ref:
            raise DragomanError(f"{one} and {other}: this is one statement ({a.ref}).")
        return _decide(connection, "merge", a, [b.ref], reason, who)


def tellings_split(
    ledger: Ledger, one: str, other: str | None = None, *, reason: str, who: str = ""
) -> Decision:
    """Hold a statement to be another utterance than `other`, or than all it is one with now.

    Raises NotFound, and DragomanError without a reason or when it is one with no other.
    """
    with ledger.change() as connection:
        a = _statement(connection, one)
        others = _partners(connection, a) if other is None else [_statement(connection, other).ref]
        others = [ref for ref in others if ref != a.ref]
        if not others:
            raise DragomanError(f"{one}: no other statement is taken for the same utterance.")
        return _decide(connection, "split", a, others, reason, who)


def _statement(connection: Connection, ref: str) -> FoundRecord:
    found = find_record(connection, ref)
    if found.sort != "statement":
        raise DragomanError(f"{ref}: this is a {found.sort}. Name a statement.")
    return found


def _partners(connection: Connection, found: FoundRecord) -> list[str]:
    own, other = schema.tellings, schema.tellings.alias()
    query = (
        select(schema.standings.c.article, schema.statements.c.id)
        .join(other, other.c.statement_key == schema.standings.c.statement_key)
        .join(own, own.c.utterance == other.c.utterance)
        .join(schema.statements, schema.statements.c.key == other.c.statement_key)
        .where(own.c.statement_key == found.key)
    )
    return sorted(record_ref(article, id_) for article, id_ in connection.execute(query))


def _decide(
    connection: Connection, verb: Verb, one: FoundRecord, others: list[str], why: str, who: str
) -> Decision:
    if not why.strip():
        raise DragomanError("A decision says why it was taken. Give a reason.")
    row = {"subject": SUBJECT, "ref": one.ref, "verb": verb, "who": who.strip(), "at": now()}
    after = {"statements": [one.ref], "others": others}
    decision = record_decision(
        connection, row | {"why": why.strip(), "before": None, "after": after}
    )
    settle_again(connection, [one.key, *(find_record(connection, ref).key for ref in others)])
    return decision
