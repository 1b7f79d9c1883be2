"""Which articles are the same story: fingerprints of their words, and what is alike."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; whoever opens the ledger fills them from the articles that it holds."""
    op.create_table(
        "fingerprints",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column("words", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=True),
        sa.UniqueConstraint("words", name="uq_fingerprints_words"),
    )
    op.create_index("ix_fingerprints_story", "fingerprints", ["story"])
    op.create_table(
        "article_fingerprints",
        sa.Column("article_key", sa.Integer(), sa.ForeignKey("articles.key"), primary_key=True),
        sa.Column(
            "fingerprint_key", sa.Integer(), sa.ForeignKey("fingerprints.key"), nullable=False
        ),
    )
    op.create_index(
        "ix_article_fingerprints_fingerprint_key", "article_fingerprints", ["fingerprint_key"]
    )
    op.create_table(
        "fingerprint_keys",
        sa.Column("value", LARGE, primary_key=True, autoincrement=False),
        sa.Column(
            "fingerprint_key", sa.Integer(), sa.ForeignKey("fingerprints.key"), primary_key=True
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "likenesses",
        sa.Column("one_key", sa.Integer(), sa.ForeignKey("fingerprints.key"), primary_key=True),
        sa.Column("other_key", sa.Integer(), sa.ForeignKey("fingerprints.key"), primary_key=True),
        sa.Column("resemblance", sa.Float(), nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sqlite_with_rowid=False,
    )
