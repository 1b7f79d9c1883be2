"""The tables of audits: samples that were drawn of a ledger, and how people marked them.

A sample keeps what its records said when it was drawn, and by which reading, so that a mark
stays with what was judged. A mark is a row that is never changed: the last of a person holds.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Table

from dragoman.ledger.columns import child, key, metadata, number, of, text

audits = Table(
    "audits",
    metadata,
    key(),
    text("name", unique=True),
    text("drawn"),
    text("who"),
    text("seed"),
    number("wanted"),
    text("frame"),
    text("population"),
    number("rejected"),
    number("decided"),
)
audit_items = Table(
    "audit_items",
    metadata,
    *child(
        "audit",
        text("ref"),
        text("kind"),
        of("reading_key", "readings.key"),
        Column("confidence", Float, nullable=False),
        Column("corrected", Boolean, nullable=False),
        text("spans"),
        text("told"),
    ),
)
audit_marks = Table(
    "audit_marks",
    metadata,
    key(),
    of("audit_key", "audits.key"),
    number("n"),
    text("who"),
    text("at"),
    text("mark", null=True),
    text("wrong"),
    text("note"),
    Index("ix_audit_marks_audit_key", "audit_key", "n"),
)
TABLES = (audits, audit_items, audit_marks)
