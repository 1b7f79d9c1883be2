"""Why speakers take their stances, and whom they blame."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; statements read before give no ground until their article is read again."""
    op.create_table(
        "grounds",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("ground_start", sa.Integer(), nullable=False),
        sa.Column("ground_end", sa.Integer(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cue_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_grounds_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_grounds")),
    )
    op.create_table(
        "blames",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_blames_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", "n", name=op.f("pk_blames")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_blames_party"), "blames", ["party"], unique=False, postgresql_using="hash"
    )
