"""The tables of matters beside their names: what is part of what, and what dossiers say of them.

`matter_parts` has a row for each statement whose words, or whose dossier, tell that its matter is
part of another; it is derived like the standings. `dossier_matters` keeps the matters of each
dossier that articles were read with, so that a later decision leaves its rule in force.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger.columns import metadata, of, text

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
