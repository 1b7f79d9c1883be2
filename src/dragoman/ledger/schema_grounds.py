"""The tables of grounds and blame: why speakers take their stances, and whom they blame.

Part of what a reading found: a row only for the statements that give a ground or blame
somebody, never changed afterwards.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from dragoman.ledger.columns import child, metadata, span, text, told_of

grounds = Table(
    "grounds",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    *span("ground", "the ground"),
    *span("cue", "the cue"),
    text("words", "The words of the ground."),
    text("cue_words", "The words of the cue."),
    info=told_of(
        "read", "Why the speaker of a statement takes the stance; a row only where he says it."
    ),
)
blames = Table(
    "blames",
    metadata,
    *child(
        "statement",
        text("party", "Whom: a code or a name.", index=True),
        *span("cue", "the words that blame"),
    ),
    sqlite_with_rowid=False,
    info=told_of(
        "read",
        "Whom the speaker of a statement holds responsible; rows only where he blames somebody.",
    ),
)
