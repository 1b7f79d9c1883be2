"""Matters: which end a statement names, what is part of what, and what dossiers say of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables; they are filled when the ledger is opened."""
    for table in ("standings", "standings_before"):
        op.add_column(table, sa.Column("turn", sa.Text(), nullable=False, server_default=""))
    op.add_column("matters", sa.Column("case_name", sa.Text(), nullable=True))
    op.create_index(op.f("ix_matters_parties"), "matters", ["parties"])
    op.create_index("ix_decisions_subject", "decisions", ["subject", "id"])
    op.create_table(
        "matter_parts",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Text(), nullable=False),
        sa.Column("whole_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_matter_parts_article_key")
        ),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_matter_parts_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_matter_parts")),
    )
    op.create_index(op.f("ix_matter_parts_article_key"), "matter_parts", ["article_key"])
    op.create_index("ix_matter_parts_part_id", "matter_parts", ["part_id", "whole_id"])
    op.create_index("ix_matter_parts_whole_id", "matter_parts", ["whole_id", "part_id"])
    op.create_table(
        "dossier_matters",
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("name", "words", "parties", "part_of", "opposite")
        ),
        sa.PrimaryKeyConstraint("dossier", "n", name=op.f("pk_dossier_matters")),
        sqlite_with_rowid=False,
    )
