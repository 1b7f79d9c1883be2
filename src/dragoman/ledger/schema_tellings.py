"""The tables of tellings: which statements tell of one utterance, and which stances count then.

Derived like the standings, a row for each statement that stands. `utterance` is the statement
whose words are shown for all that tell of the same; `reason` and `likeness` say why a statement
is one of them, compared with `alike`. `stances_retold` has the stances of an utterance that
another telling of it stands for: in `stances` an utterance counts once.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table

from dragoman.ledger.columns import means, metadata, number, of, stance_columns, text, told_of

_AGAIN = Column("utterance", Integer) != Column("statement_key", Integer)
tellings = Table(
    "tellings",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    Column(
        "utterance",
        Integer,
        nullable=False,
        index=True,
        info=means("The statement whose words are shown for all that tell of the same."),
    ),
    text("print", "A hash of the content's words; none for the shortest.", null=True),
    text("day", "The day it was said, else published.", null=True),
    Column("said", Boolean, nullable=False, info=means("Whether the day is that of the saying.")),
    text("moment", "When the article was published."),
    text("around", "The actor in whose words it stands.", null=True),
    text("reason", "Why it is one with others.", null=True),
    Column("likeness", Float, nullable=True, info=means("How alike the words are.")),
    number("alike", "The statement that it was compared with.", null=True),
    Index("ix_tellings_print_day", "print", "day"),
    # Few are told again: what is told first is counted by them.
    Index("ix_tellings_again", "utterance", sqlite_where=_AGAIN, postgresql_where=_AGAIN),
    info=told_of(
        "derived",
        "Each statement that stands as a telling of an utterance, and with which others it is one.",
    ),
)
stances_retold = Table(
    "stances_retold",
    metadata,
    *stance_columns(),
    Index("ix_stances_retold_statement_key", "statement_key"),
    sqlite_with_rowid=False,
    info=told_of(
        "derived",
        "The stances of an utterance for which another telling of it stands in `stances`.",
    ),
)
