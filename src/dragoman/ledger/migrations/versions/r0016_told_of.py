"""What acts that articles tell of are done to: a column by which they are found."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TOLD = sa.table(
    "fulfilments",
    *(sa.column(name) for name in ("article_key", "n", "act", "patient")),
)


def upgrade() -> None:
    """Add the column with its index, and fill it from the acts that stand beside it."""
    op.add_column("fulfilments", sa.Column("patient", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    told = connection.execute(sa.select(_TOLD.c.article_key, _TOLD.c.n, _TOLD.c.act)).all()
    rows = [
        {"of": article, "at": n, "patient": patient}
        for article, n, act in told
        if (patient := json.loads(act).get("patient"))
    ]
    at = (_TOLD.c.article_key == sa.bindparam("of")) & (_TOLD.c.n == sa.bindparam("at"))
    if rows:
        connection.execute(sa.update(_TOLD).where(at), rows)
    op.drop_index("ix_fulfilments_head_actor_day", "fulfilments")
    op.create_index(
        "ix_fulfilments_act", "fulfilments", ["head", "patient", "actor", "day"], unique=False
    )
