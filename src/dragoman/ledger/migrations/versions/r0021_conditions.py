"""By what the latest conditions are found, of all and of each party that is asked."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TABLE = "condition_standings"


def upgrade() -> None:
    """Add an index by day, and give that of parties the day and what else they are counted by."""
    op.drop_index("ix_condition_standings_actor", table_name=_TABLE)
    op.create_index(
        "ix_condition_standings_actor_day",
        _TABLE,
        ["actor", "day", "statement_key"],
        unique=False,
    )
    op.create_index("ix_condition_standings_day", _TABLE, ["day"], unique=False)
