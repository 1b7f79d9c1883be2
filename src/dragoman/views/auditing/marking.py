"""Records of a sample marked, marks taken back, brought in from elsewhere, made decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from dragoman.errors import DragomanError
from dragoman.ledger import Decision, Ledger
from dragoman.ledger.audits import StoredAudit, find_audit, find_item, marks_of, store_mark
from dragoman.ledger.decisions import decisions_on, not_undone
from dragoman.views.auditing.rows import (
    FIELDS,
    MARK_WORDS,
    AuditItem,
    AuditMark,
    MarksApplied,
    MarksTaken,
    MarkWord,
)
from dragoman.views.auditing.sampling import audit_items

SHORT: dict[str, MarkWord] = {
    **{word: word for word in MARK_WORDS},
    "y": "right",
    "yes": "right",
    "n": "wrong",
    "no": "wrong",
    "p": "partly",
    "?": "unsure",
}
"""What marks are called, and the shorter words for them."""

_DECISIONS = {"right": "confirm", "wrong": "reject"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a record: right, partly, wrong or unsure.

    `wrong` names the fields that are wrong; none for a wrong record means all of them. `where`
    is the place it was written down at, for messages; `audit` the sample that it was made on.
    """

    record: str
    mark: str
    wrong: tuple[str, ...] = ()
    note: str = ""
    who: str = ""
    audit: str = ""
    where: str = ""


def audit_mark(
    ledger: Ledger, judgement: Judgement, *, who: str, audit: str | None = None
) -> AuditMark:
    """Mark a record of an audit, the latest without a name; a person's last mark holds.

    Raises NotFound for a record that is not in the sample, DragomanError for no such mark.
    """
    with ledger.change() as connection:
        return _mark(connection, find_audit(connection, audit), judgement, who)


def audit_undo(ledger: Ledger, *, who: str, audit: str | None = None) -> str | None:
    """Take back a person's last mark that holds; return its record, None when there is none."""
    with ledger.change() as connection:
        stored = find_audit(connection, audit)
        own = [mark for mark in marks_of(connection, stored).values() if mark.who == who]
        if not own:
            return None
        last = max(own, key=lambda mark: mark.key)
        store_mark(connection, stored, last.n, who, {})
    return next(one.record for one in audit_items(ledger, stored.name) if one.n == last.n)


def audit_marks(
    ledger: Ledger, given: Iterable[Judgement], *, who: str, audit: str | None = None
) -> MarksTaken:
    """Bring in marks that were made elsewhere; what is wrong with one does not stop the others.

    A judgement that names nobody is `who`'s. Without a name, the audit is the one that they
    were made on, else the latest. Bringing the same in again changes nothing.
    """
    given = list(given)
    audit = audit or next((one.audit for one in given if one.audit), None)
    stored = known = empty = 0
    refused: list[str] = []
    with ledger.change() as connection:
        sample = find_audit(connection, audit)
        held = marks_of(connection, sample)
        for one in given:
            if not one.mark.strip():
                empty += 1
                continue
            person = one.who.strip() or who
            try:
                if one.audit not in ("", sample.name):
                    raise DragomanError(f"{one.record}: this mark is of the audit {one.audit}.")
                before = held.get((find_item(connection, sample, one.record)[0], person))
                mark, wrong, note = checked(connection, sample, one)
                if before and (before.mark, before.wrong, before.note) == (mark, wrong, note):
                    known += 1
                    continue
                _mark(connection, sample, one, person)
                stored += 1
            except DragomanError as error:
                refused.append(f"{one.where}: {error}" if one.where else str(error))
    return MarksTaken(sample.name, stored, known, empty, tuple(refused))


def audit_apply(ledger: Ledger, *, who: str, audit: str | None = None) -> MarksApplied:
    """Make a person's marks decisions: what is right is confirmed, what is wrong rejected.

    What is partly right stays as it is: a correction says what is right instead. A record whose
    article was read again since, or on which somebody decided since, is left and told.
    """
    counts = dict.fromkeys(("confirm", "reject", "known"), 0)
    left: list[str] = []
    name = audit
    for item in audit_items(ledger, audit):
        name, mark = item.audit, item.mark_of(who)
        verb = _DECISIONS.get(mark.mark) if mark else None
        if mark is None or verb is None:
            continue
        last = _last(ledger, item.record)
        if last and (last.verb, last.who) == (verb, who):
            counts["known"] += 1
        elif item.since:
            left.append(f"{item.record}: {item.since}")
        else:
            why = f"Audit {item.audit}" + (f": {mark.note}" if mark.note else "")
            # One of the two words, and mypy does not follow a dictionary's values.
            ledger.decide(
                item.record, "confirm" if verb == "confirm" else "reject", who=who, why=why
            )
            counts[verb] += 1
    return MarksApplied(
        str(name), counts["confirm"], counts["reject"], counts["known"], tuple(left)
    )


def to_apply(items: Iterable[AuditItem], who: str) -> tuple[int, int]:
    """Return how many of a person's marks would confirm, and how many reject."""
    marks = [mark.mark for item in items if not item.since and (mark := item.mark_of(who))]
    return marks.count("right"), marks.count("wrong")


def checked(
    connection: Connection, stored: StoredAudit, one: Judgement
) -> tuple[MarkWord, tuple[str, ...], str]:
    """Return mark, wrong fields and note in full words. Raises DragomanError, NotFound."""
    _, kind = find_item(connection, stored, one.record)
    mark = SHORT.get(one.mark.strip().casefold())
    if mark is None:
        raise DragomanError(f"{one.mark}: no such mark. Use {', '.join(MARK_WORDS)}, or y n p ?.")
    fields = next(known for word, known in FIELDS.items() if word == kind)
    wanted = [word.strip().casefold() for word in one.wrong if word.strip()]
    for word in wanted:
        if word not in fields:
            raise DragomanError(f"{word}: no field of a {kind}. It has {', '.join(fields)}.")
    if wanted and mark in ("right", "unsure"):
        raise DragomanError(f"{mark}, and {', '.join(wanted)} wrong? Mark it partly, or wrong.")
    wrong = tuple(field for field in fields if field in wanted)
    return mark, wrong, " ".join(one.note.split())


def _mark(connection: Connection, stored: StoredAudit, one: Judgement, who: str) -> AuditMark:
    person = who.strip()
    if not person:
        raise DragomanError("A mark says who made it. Give a name.")
    n, _ = find_item(connection, stored, one.record)
    mark, wrong, note = checked(connection, stored, one)
    at = store_mark(connection, stored, n, person, {"mark": mark, "wrong": wrong, "note": note})
    return AuditMark(person, at, mark, wrong, note)


def _last(ledger: Ledger, ref: str) -> Decision | None:
    with ledger.connect() as connection:
        return next(reversed(not_undone(decisions_on(connection, ref))), None)
