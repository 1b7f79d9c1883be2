"""A person's decision carried out: the row is stored, and what follows from it is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, select

from dragoman.errors import DragomanError
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.additions import follow_additions
from dragoman.ledger.assigning import with_matter
from dragoman.ledger.decisions import (
    RECORD_VERBS,
    RECORDS,
    VERBS,
    Decision,
    Subject,
    Verb,
    check_fields,
    decisions_on,
    decisions_on_record,
    fields_of,
    not_undone,
    record_decision,
    set_by,
)
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.finding import FoundArticle, FoundRecord, find_record
from dragoman.ledger.matter_decisions import follow_matters
from dragoman.ledger.naming import find_matter
from dragoman.ledger.rulings import to_undo
from dragoman.ledger.versioning import family
from dragoman.ledger.writing import now


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, why, and at which moment: several decisions of one go share it."""

    who: str
    why: str
    at: str = field(default_factory=now)


def decide(
    connection: Connection, ref: str, verb: Verb, by: By, after: Mapping[str, Any] | None
) -> Decision:
    """Store a decision and carry it out; see `Ledger.decide`."""
    if verb not in VERBS:
        raise DragomanError(f"{verb}: nobody can decide that. One can {', '.join(VERBS)}.")
    if not by.who.strip():
        raise DragomanError("A decision says who took it. Give a name.")
    if verb in RECORD_VERBS:
        return on_record(connection, find_record(connection, ref), verb, by, after)
    return _on_matter(connection, ref, verb, by, after or {})


def on_record(
    connection: Connection, found: FoundRecord, verb: Verb, by: By, after: Mapping[str, Any] | None
) -> Decision:
    """Store a decision on a record: to confirm, correct or reject it; and carry it out."""
    decision = put_on_record(connection, found, verb, by, after)
    follow(connection, [found.article.key])
    return decision


def put_on_record(
    connection: Connection, found: FoundRecord, verb: Verb, by: By, after: Mapping[str, Any] | None
) -> Decision:
    """Store a decision on a record, and leave it to `follow` to carry it out.

    What is confirmed is kept field by field, so that no later reading says otherwise.
    """
    before = None
    if verb == "correct":
        check_fields(found.sort, after or {})
        after = with_matter(connection, found, after or {})
        before = stood_fields(connection, found, after)
    elif verb == "confirm":
        after = stood_fields(connection, found, fields_of(found.sort))
    else:
        after = None
    return _put_down(connection, (cast(Subject, found.sort), found.ref, verb), by, before, after)


def on_addition(
    connection: Connection, article: FoundArticle, ref: str, after: Mapping[str, Any], by: By
) -> Decision:
    """Store the decision that adds a statement, and add it."""
    decision = _put_down(connection, ("statement", ref, "add"), by, None, after)
    follow(connection, [article.key])
    return decision


def undo_on_record(connection: Connection, number: int | None, by: By) -> Decision:
    """Undo a decision on a record, the last one that holds when no number is given."""
    every = [one for one in decisions_on(connection) if one.subject in RECORDS]
    undone = to_undo("record", not_undone(every), number)
    on: tuple[Subject, str, Verb] = (undone.subject, undone.ref, "undo")
    decision = _put_down(connection, on, by, None, {"decision": undone.id})
    article = undone.ref.partition("/")[0]
    held = select(schema.articles.c.key).where(schema.articles.c.id == article)
    follow(connection, [connection.execute(held).scalar_one()])
    return decision


def _put_down(
    connection: Connection,
    on: tuple[Subject, str, Verb],
    by: By,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> Decision:
    """Store a decision: `on` has its subject, what it is on, and its verb."""
    subject, ref, verb = on
    row = {"subject": subject, "ref": ref, "verb": verb, "who": by.who, "at": by.at, "why": by.why}
    told = dict(after) if after else None
    return record_decision(connection, {**row, "before": before, "after": told})


def follow(connection: Connection, article_keys: Iterable[int]) -> None:
    """Let what stands follow from decisions on articles' records."""
    families = (family(connection, key) for key in dict.fromkeys(article_keys))
    versions = list(dict.fromkeys(key for one in families for key in one))
    for key in versions:
        follow_additions(connection, key)
    for key in versions:
        derive_again(connection, key)


def stood_fields(
    connection: Connection, found: FoundRecord, names: Iterable[str]
) -> dict[str, Any]:
    """Return the values of fields of a record, as they stand."""
    stood = asdict(rebuilding.record_of(connection, found))
    article = found.article
    decided = decisions_on_record(connection, article.id, article.reading_key, found.id)
    for one in not_undone(decided):
        stood |= set_by(one)
    return {name: stood[name] for name in names}


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
    on: tuple[Subject, str, Verb] = ("matter", matter, verb)
    decision = _put_down(connection, on, by, before, {asked: value.strip()})
    follow_matters(connection)
    return decision
