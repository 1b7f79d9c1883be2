"""The tables of audits: samples that were drawn of a ledger, and how people marked them.

A sample keeps what its records said when it was drawn, and by which reading, so that a mark
stays with what was judged. A mark is a row that is never changed: the last of a person holds.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Table

from dragoman.ledger.columns import child, key, means, metadata, number, of, text, told_of

audits = Table(
    "audits",
    metadata,
    key(),
    text("name", "Its name, by default the day.", unique=True),
    text("drawn", "When it was drawn, in UTC."),
    text("who", "Who drew it."),
    text("seed", "What the chance began with."),
    number("wanted", "How many records were asked for."),
    text("frame", "What it was drawn from, as JSON."),
    text("population", "How many records there were of each kind, as JSON."),
    number("rejected", "How many were left out as rejected."),
    number("decided", "The last decision taken before."),
    info=told_of("decided", "Each sample that was drawn of the ledger to judge its records."),
)
audit_items = Table(
    "audit_items",
    metadata,
    *child(
        "audit",
        text("ref", "The record's full name."),
        text("kind", "`statement`, `condition` or `event`."),
        of("reading_key", "readings.key"),
        Column("confidence", Float, nullable=False, info=means("How sure the reader was.")),
        Column(
            "corrected", Boolean, nullable=False, info=means("Whether a person had corrected it.")
        ),
        text("spans", "The places it stands on, as JSON."),
        text("told", "What it said, field by field, as JSON."),
    ),
    info=told_of("decided", "The records of a sample, with what each said when it was drawn."),
)
audit_marks = Table(
    "audit_marks",
    metadata,
    key(),
    of("audit_key", "audits.key"),
    number("n", "Which record of the sample, from 0."),
    text("who", "Who judged."),
    text("at", "When, in UTC."),
    text("mark", "The judgement; none where it was taken back.", null=True),
    text("wrong", "The fields that are wrong."),
    text("note", "What the person added."),
    Index("ix_audit_marks_audit_key", "audit_key", "n"),
    info=told_of(
        "decided",
        "Each mark of a person on a record of a sample, never changed: the last of a person holds.",
    ),
)
TABLES = (audits, audit_items, audit_marks)
