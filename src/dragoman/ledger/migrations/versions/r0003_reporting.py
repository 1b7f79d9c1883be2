"""What a statement's cue says of the reporter: its lemma, its factivity, the hedge beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; statements read before have no lemma, no factivity and no hedge."""
    lemma = sa.Column("cue_lemma", sa.Text(), nullable=False, server_default="")
    op.add_column("statements", lemma)
    op.add_column("statements", sa.Column("factivity", sa.Text(), nullable=True))
    op.add_column("statements", sa.Column("hedge_start", sa.Integer(), nullable=True))
    op.add_column("statements", sa.Column("hedge_end", sa.Integer(), nullable=True))
    op.add_column("statements", sa.Column("hedge_words", sa.Text(), nullable=True))
