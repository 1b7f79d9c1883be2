"""The tables of grounds and blame: why speakers take their stances, and whom they blame.

Part of what a reading found: a row only for the statements that give a ground or blame
somebody, never changed afterwards.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from dragoman.ledger.columns import child, metadata, span, text

grounds = Table(
    "grounds",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    *span("ground"),
    *span("cue"),
    text("words"),
    text("cue_words"),
)
blames = Table(
    "blames",
    metadata,
    *child("statement", text("party", index=True), *span("cue")),
    sqlite_with_rowid=False,
)
