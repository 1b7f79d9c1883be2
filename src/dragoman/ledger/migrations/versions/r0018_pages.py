"""What lists of a large ledger are found by: indexes, and how many statements each article has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes, and the table of articles; it is filled on opening."""
    op.create_index("ix_editions_language", "editions", ["language"], unique=False)
    # A name may be longer than what a server keeps in an index that has an order.
    op.create_index("ix_editions_outlet", "editions", ["outlet"], postgresql_using="hash")
    op.create_index("ix_editions_published", "editions", ["published"], unique=False)
    op.create_index("ix_statements_kind", "statements", ["kind"], unique=False)
    for column in ("anonymity", "factivity"):
        told = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            op.f(f"ix_statements_{column}"),
            "statements",
            [column],
            unique=False,
            sqlite_where=told,
            postgresql_where=told,
        )
    op.create_index("ix_standings_stance_day", "standings", ["stance", "day"], unique=False)
    _article_standings()


def _article_standings() -> None:
    name = "article_standings"
    op.create_table(
        name,
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f(f"fk_{name}_article_key")
        ),
        sa.PrimaryKeyConstraint("article_key", name=op.f(f"pk_{name}")),
    )
    told = sa.text("ahead IS NOT NULL")
    op.create_index(
        "ix_article_standings_ahead", name, ["ahead"], sqlite_where=told, postgresql_where=told
    )
