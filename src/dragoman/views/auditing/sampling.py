"""Samples drawn and kept, and what stands in them: the records to judge, one by one."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, literal, select

from dragoman.article import Span
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, schema
from dragoman.ledger.audits import (
    StoredAudit,
    StoredItem,
    StoredMark,
    corrected_refs,
    find_audit,
    items_of,
    last_decision,
    marks_of,
    readings_of,
    rejected_refs,
    store_audit,
    stored_audits,
)
from dragoman.ledger.chunking import chunks
from dragoman.ledger.decisions import decisions_on, not_undone
from dragoman.ledger.following import held_now
from dragoman.views import context
from dragoman.views.auditing.drawing import Drawn, draw
from dragoman.views.auditing.rows import (
    RECORD_KINDS,
    AuditFrame,
    AuditItem,
    AuditMark,
    Field,
    RecordKind,
    SampleRow,
)
from dragoman.views.auditing.saying import said_by
from dragoman.views.quoting import title

SAMPLE = 50
"""How many records a sample has when nobody says."""

SEEDS = 1_000_000
AROUND = 200
"""Characters of context on each side of a record's words."""


def audit(
    ledger: Ledger,
    sample: int = SAMPLE,
    *,
    seed: int | None = None,
    frame: AuditFrame | None = None,
    name: str | None = None,
    who: str = "",
) -> str:
    """Draw a random sample of records and keep it under a name, which is returned.

    The same seed draws the same records from the same ledger, whatever the order in which its
    articles came. All records are taken where there are fewer than `sample`. What people
    rejected is not drawn. Raises NotFound when there is nothing to draw from, DragomanError
    for a name that is taken, LedgerError when the ledger is read-only.
    """
    if sample < 1:
        raise DragomanError(f"{sample}: a sample has at least one record.")
    frame = frame or AuditFrame()
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    # Going through a million records takes a while: others may write to the ledger meanwhile.
    with ledger.connect() as connection:
        drawn, population = draw(connection, sample, seed, frame)
        if not drawn:
            raise NotFound(
                "Nothing to judge: the ledger has no such record. Read articles into it first "
                "(dragoman read FILE...), or narrow the sample less."
            )
        items = _kept(connection, drawn)
        row = {
            "who": who.strip(),
            "seed": seed,
            "wanted": sample,
            "frame": asdict(frame),
            "population": population,
            "rejected": len(rejected_refs(connection, frame.kinds)),
            "decided": last_decision(connection),
        }
    with ledger.change() as connection:
        return store_audit(connection, row, name, items).name


def _kept(connection: Connection, drawn: Sequence[Drawn]) -> list[StoredItem]:
    """Return the records of a sample with what is kept of them."""
    says = said_by(connection, drawn)
    corrected = corrected_refs(connection, [one.ref for one in drawn])
    readings = {
        kind: readings_of(connection, kind, [one.key for one in drawn if one.kind == kind])
        for kind in RECORD_KINDS
    }
    return [
        StoredItem(
            n=n,
            ref=one.ref,
            kind=one.kind,
            reading_key=readings[one.kind][one.key],
            confidence=one.confidence,
            corrected=one.ref in corrected,
            spans=[list(span) for span in says[one.ref].spans],
            told=[[field.name, field.says] for field in says[one.ref].fields],
        )
        for n, one in enumerate(drawn, start=1)
    ]


def unfinished(ledger: Ledger, who: str) -> str | None:
    """Return the latest audit of which a person has marked a part and not all."""
    with ledger.connect() as connection:
        for stored in stored_audits(connection):
            own = sum(person == who for _, person in marks_of(connection, stored))
            if (own or stored.who == who) and own < len(items_of(connection, stored)):
                return stored.name
    return None


def audit_items(ledger: Ledger, name: str | None = None) -> tuple[AuditItem, ...]:
    """Return the records of an audit, the latest without a name, in the order of drawing.

    Any first part of them is a random sample as well. Raises NotFound.
    """
    with ledger.connect() as connection:
        stored = find_audit(connection, name)
        items = items_of(connection, stored)
        marks: dict[int, list[AuditMark]] = defaultdict(list)
        for held in marks_of(connection, stored).values():
            marks[held.n].append(as_mark(held))
        since = _since(connection, stored, items)
        texts = _texts(connection, {item.reading_key for item in items})
        return tuple(
            _item(stored, item, texts[item.reading_key], since.get(item.ref), marks[item.n])
            for item in items
        )


def audit_sample(
    ledger: Ledger, name: str | None = None, *, who: str | None = None
) -> tuple[SampleRow, ...]:
    """Return an audit as rows to take out: a row for each record and each person's mark on it.

    With `who`, one row a record, with that person's mark alone. Raises NotFound.
    """
    rows: list[SampleRow] = []
    for item in audit_items(ledger, name):
        held = [mark for mark in item.marks if who is None or mark.who == who]
        rows += [_row(item, mark) for mark in held] or [_row(item, None)]
    return tuple(rows)


def wider_context(ledger: Ledger, item: AuditItem, width: int = 1500) -> tuple[str, str]:
    """Return more of the article before and after a record's words."""
    with ledger.connect() as connection:
        stored = find_audit(connection, item.audit)
        (kept,) = [one for one in items_of(connection, stored) if one.n == item.n]
        text = _texts(connection, {kept.reading_key})[kept.reading_key][-1]
    start, end = item.spans[0].start, max(span.end for span in item.spans)
    return context.before(text, start, width), context.after(text, end, width)


def as_mark(held: StoredMark) -> AuditMark:
    """Return a mark as views show it."""
    return AuditMark(held.who, held.at, held.mark, held.wrong, held.note)  # type: ignore[arg-type]


def _row(item: AuditItem, mark: AuditMark | None) -> SampleRow:
    names = ("audit", "n", "record", "kind", "title", "outlet", "published", "reader")
    values: dict[str, Any] = {name: getattr(item, name) for name in names}
    values |= {"corrected": item.corrected, "since": item.since}
    values |= {field.name: field.says for field in item.fields}
    values |= {name: _line(getattr(item, name)) for name in ("before", "words", "after")}
    return SampleRow(
        **values,
        mark=mark.mark if mark else None,
        wrong=mark.wrong if mark else (),
        note=mark.note if mark else None,
        who=mark.who if mark else None,
        at=mark.at if mark else None,
    )


def _line(words: str) -> str:
    return " ".join(words.split())


_Text = tuple[str, str, str, str | None, str | None, str]
"""Who read it, and an article's id, title, outlet, day of publication and text."""


def _texts(connection: Connection, readings: Collection[int]) -> dict[int, _Text]:
    articles, editions, table = schema.articles, schema.editions, schema.readings
    found: dict[int, _Text] = {}
    for some in chunks(sorted(readings)):
        query = (
            select(
                table.c.key,
                table.c.reader + literal(", ") + table.c.model,
                articles.c.id,
                title(),
                editions.c.outlet,
                editions.c.published,
                editions.c.text,
            )
            .join(editions, editions.c.key == table.c.edition_key)
            .join(articles, articles.c.key == table.c.article_key)
            .where(table.c.key.in_(some))
        )
        found |= {row[0]: tuple(row[1:]) for row in connection.execute(query)}
    return found


def _item(
    stored: StoredAudit,
    item: StoredItem,
    article: _Text,
    since: str | None,
    marks: Sequence[AuditMark],
) -> AuditItem:
    reader, id_, called, outlet, published, text = article
    spans = tuple(sorted(Span(start, end) for start, end in item.spans))
    start, end = spans[0].start, max(span.end for span in spans)
    return AuditItem(
        audit=stored.name,
        n=item.n,
        record=item.ref,
        kind=_kind(item.kind),
        article=id_,
        title=called,
        outlet=outlet,
        published=published,
        before=context.before(text, start, AROUND),
        words=text[start:end],
        after=context.after(text, end, AROUND),
        spans=spans,
        fields=tuple(Field(str(field), says) for field, says in item.told),
        confidence=item.confidence,
        reader=reader,
        corrected=item.corrected,
        since=since,
        marks=tuple(marks),
    )


def _kind(word: str) -> RecordKind:
    return next(kind for kind in RECORD_KINDS if kind == word)


def _since(
    connection: Connection, stored: StoredAudit, items: Sequence[StoredItem]
) -> Mapping[str, str]:
    """Return in words what became of records after the sample was drawn."""
    held = held_now(connection, {item.ref for item in items})
    current = _current(connection, {item.reading_key for item in items})
    decided = _decided(connection, stored, [item.ref for item in items])
    told: dict[str, str] = {}
    for item in items:
        parts = [decided[item.ref]] if item.ref in decided else []
        if item.reading_key not in current:
            gone = "" if item.ref in held else ", and this record is no longer found"
            parts.insert(0, f"the article was read again{gone}")
        if parts:
            told[item.ref] = "; ".join(parts)
    return told


def _current(connection: Connection, keys: Collection[int]) -> set[int]:
    readings = schema.readings.c
    held: set[int] = set()
    for some in chunks(sorted(keys)):
        query = select(readings.key).where(readings.key.in_(some), readings.current)
        held |= set(connection.execute(query).scalars())
    return held


def _decided(connection: Connection, stored: StoredAudit, refs: Sequence[str]) -> dict[str, str]:
    words = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected"}
    asked = set(refs)
    return {
        one.ref: f"{words.get(one.verb, one.verb)} by {one.who}"
        for one in not_undone(decisions_on(connection))
        if one.id > stored.decided and one.ref in asked
    }
