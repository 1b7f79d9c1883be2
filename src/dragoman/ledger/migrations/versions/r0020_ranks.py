"""The rank of who speaks beside each statement, and by what the statements of a rank are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the index; the column is filled on opening."""
    for table in ("standings", "standings_before"):
        rank = sa.Column("rank_name", sa.Text(), server_default="none", nullable=False)
        op.add_column(table, rank)
    op.create_index("ix_standings_rank_name_day", "standings", ["rank_name", "day"], unique=False)
