"""Which statements tell of one utterance, and the stances that another telling stands for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; they are filled when the ledger is opened."""
    op.create_table(
        "tellings",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("utterance", sa.Integer(), nullable=False),
        sa.Column("print", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("said", sa.Boolean(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("around", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("likeness", sa.Float(), nullable=True),
        sa.Column("alike", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_tellings_article_key")
        ),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_tellings_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_tellings")),
    )
    op.create_index(op.f("ix_tellings_article_key"), "tellings", ["article_key"], unique=False)
    op.create_index(op.f("ix_tellings_utterance"), "tellings", ["utterance"], unique=False)
    op.create_index("ix_tellings_print_day", "tellings", ["print", "day"], unique=False)
    _stances_retold()


def _stances_retold() -> None:
    op.create_table(
        "stances_retold",
        sa.Column("matter_id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_stances_retold_article_key")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_stances_retold_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_stances_retold_statement_key")
        ),
        sa.PrimaryKeyConstraint(
            "matter_id", "side", "statement_key", name=op.f("pk_stances_retold")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_stances_retold_article_key"), "stances_retold", ["article_key"], unique=False
    )
    op.create_index(
        "ix_stances_retold_statement_key", "stances_retold", ["statement_key"], unique=False
    )
