"""By what pages find and count at a first call: the latest conditions, and what is told again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TABLE = "condition_standings"


def upgrade() -> None:
    """Add the indexes, and give that of parties the day and what else they are counted by."""
    op.drop_index("ix_condition_standings_actor", table_name=_TABLE)
    op.create_index(
        "ix_condition_standings_actor_day",
        _TABLE,
        ["actor", "day", "statement_key"],
        unique=False,
    )
    op.create_index("ix_condition_standings_day", _TABLE, ["day"], unique=False)
    again = sa.text("utterance != statement_key")
    op.create_index(
        "ix_tellings_again",
        "tellings",
        ["utterance"],
        unique=False,
        sqlite_where=again,
        postgresql_where=again,
    )
