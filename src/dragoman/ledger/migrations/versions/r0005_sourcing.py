"""How a statement came: the words for its venue, and why its source is not named."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; statements read before have no venue and no anonymity."""
    for name in ("venue", "anonymity"):
        op.add_column("statements", sa.Column(f"{name}_start", sa.Integer(), nullable=True))
        op.add_column("statements", sa.Column(f"{name}_end", sa.Integer(), nullable=True))
        op.add_column("statements", sa.Column(f"{name}_words", sa.Text(), nullable=True))
    op.add_column("statements", sa.Column("anonymity", sa.Text(), nullable=True))
