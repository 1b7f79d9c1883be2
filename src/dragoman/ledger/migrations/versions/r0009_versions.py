"""Versions: what is stated of each, the addresses that articles are known by, their families."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; opening the ledger then finds the versions among its articles."""
    op.create_table(
        "revisions",
        sa.Column("edition_key", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("number", LARGE, nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("canceled", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("replaces", sa.Text(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_key"], ["editions.key"], name=op.f("fk_revisions_edition_key")
        ),
        sa.PrimaryKeyConstraint("edition_key", name=op.f("pk_revisions")),
    )
    op.create_table(
        "addresses",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_addresses_article_key")
        ),
        sa.PrimaryKeyConstraint("address", "article_key", name=op.f("pk_addresses")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_addresses_article_key"), "addresses", ["article_key"])
    op.create_table(
        "versions",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("root_key", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("notice_start", sa.Integer(), nullable=True),
        sa.Column("notice_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_versions_article_key")
        ),
        sa.ForeignKeyConstraint(["root_key"], ["articles.key"], name=op.f("fk_versions_root_key")),
        sa.PrimaryKeyConstraint("article_key", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_root_key"), "versions", ["root_key"])
