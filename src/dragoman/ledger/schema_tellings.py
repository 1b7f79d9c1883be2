"""The tables of tellings: which statements tell of one utterance, and which stances count then.

Derived like the standings, a row for each statement that stands. `utterance` is the statement
whose words are shown for all that tell of the same; `reason` and `likeness` say why a statement
is one of them, compared with `alike`. `stances_retold` has the stances of an utterance that
another telling of it stands for: in `stances` an utterance counts once.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table

from dragoman.ledger.columns import metadata, number, of, stance_columns, text

tellings = Table(
    "tellings",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    Column("utterance", Integer, nullable=False, index=True),
    text("print", null=True),
    text("day", null=True),
    Column("said", Boolean, nullable=False),
    text("moment"),
    text("around", null=True),
    text("reason", null=True),
    Column("likeness", Float, nullable=True),
    number("alike", null=True),
    Index("ix_tellings_print_day", "print", "day"),
)
stances_retold = Table(
    "stances_retold",
    metadata,
    *stance_columns(),
    Index("ix_stances_retold_statement_key", "statement_key"),
    sqlite_with_rowid=False,
)
