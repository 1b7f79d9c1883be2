"""The tables of matters: their names and wordings, what is part of what, what dossiers say.

`matters` has a row for each name as it was read, `root` the first row of what it means, and
`wordings` the words by which articles told of it. `matter_parts` has a row for each statement
whose words, or whose dossier, tell that its matter is part of another; it is derived like the
standings. `dossier_matters` keeps the matters of each dossier that articles were read with, so
that a later decision leaves its rule in force.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger.columns import means, metadata, number, of, text, told_of

matters = Table(
    "matters",
    metadata,
    Column("id", Text, primary_key=True, info=means("A digest of the parties and the subject.")),
    text("root", "The matter that it counts as.", index=True),
    text("parties", "Between whom, as JSON.", index=True),
    text("subject", "The words of the subject, in their compared form.", index=True),
    text("name", "The name that a person gave it.", null=True),
    text("case_name", "The name that a dossier has for it.", null=True),
    info=told_of("derived", "Each matter as it was named, and which one it counts as."),
)
wordings = Table(
    "wordings",
    metadata,
    Column(
        "matter_id", Text, ForeignKey("matters.id"), primary_key=True, info=means("Which matter.")
    ),
    Column("words", Text, primary_key=True, info=means("The words.")),
    number("pointer", "1 where they only point to it (`such talks`)."),
    number("count", "How many statements have them."),
    sqlite_with_rowid=False,
    info=told_of("derived", "The words by which articles called a matter, and how often."),
)
matter_parts = Table(
    "matter_parts",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("part_id", "The matter that is part."),
    text("whole_id", "The matter that it is part of."),
    Index("ix_matter_parts_part_id", "part_id", "whole_id"),
    Index("ix_matter_parts_whole_id", "whole_id", "part_id"),
    info=told_of("derived", "Which statements tell that their matter is part of another."),
)
dossier_matters = Table(
    "dossier_matters",
    metadata,
    Column("dossier", Text, primary_key=True, info=means("The dossier's digest.")),
    Column("n", Integer, primary_key=True, info=means("Its place in the dossier, from 0.")),
    text("name", "Its name."),
    text("words", "The words by which articles call it, as the dossier has them."),
    text("parties", "Between whom, as the dossier has it."),
    text("part_of", "The matter that it is part of; empty without one."),
    text("opposite", "The words for its other end, as the dossier has them."),
    sqlite_with_rowid=False,
    info=told_of("decided", "The matters of each dossier that articles were read with."),
)
