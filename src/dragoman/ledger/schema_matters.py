"""The tables of matters: their names and wordings, what is part of what, what dossiers say.

`matters` has a row for each name as it was read, `root` the first row of what it means, and
`wordings` the words by which articles told of it. `matter_parts` has a row for each statement
whose words, or whose dossier, tell that its matter is part of another; it is derived like the
standings. `dossier_matters` keeps the matters of each dossier that articles were read with, so
that a later decision leaves its rule in force.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger.columns import metadata, number, of, text

matters = Table(
    "matters",
    metadata,
    Column("id", Text, primary_key=True),
    text("root", index=True),
    text("parties", index=True),
    text("subject", index=True),
    text("name", null=True),
    text("case_name", null=True),
)
wordings = Table(
    "wordings",
    metadata,
    Column("matter_id", Text, ForeignKey("matters.id"), primary_key=True),
    Column("words", Text, primary_key=True),
    number("pointer"),
    number("count"),
    sqlite_with_rowid=False,
)
matter_parts = Table(
    "matter_parts",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("part_id"),
    text("whole_id"),
    Index("ix_matter_parts_part_id", "part_id", "whole_id"),
    Index("ix_matter_parts_whole_id", "whole_id", "part_id"),
)
dossier_matters = Table(
    "dossier_matters",
    metadata,
    Column("dossier", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    *(text(name) for name in ("name", "words", "parties", "part_of", "opposite")),
    sqlite_with_rowid=False,
)
