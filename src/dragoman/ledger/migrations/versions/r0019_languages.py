"""By what statements with a condition are found, and each article's language beside its outlet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index, and the column; it is filled on opening."""
    op.create_index(
        "ix_condition_standings_statement",
        "condition_standings",
        ["statement_key", "article_key"],
        unique=False,
    )
    language = sa.Column("language", sa.Text(), server_default="", nullable=False)
    op.add_column("article_standings", language)
