"""Where an article's pages begin, and which place of the input each of its values came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; articles taken in before have no pages and do not tell the places."""
    for name in ("sheets", "stated_in"):
        op.add_column("editions", sa.Column(name, sa.Text(), nullable=False, server_default="[]"))
