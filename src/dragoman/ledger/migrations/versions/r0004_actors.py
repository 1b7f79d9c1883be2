"""Actors across articles: which names are one person or body, and where each is mentioned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MENTIONED = """
INSERT INTO mentions (statement_key, n, article_key, actor_id, role, day)
SELECT standings.statement_key, 0, standings.article_key, standings.actor_id, standings.role,
    standings.day
FROM standings WHERE NOT EXISTS (
    SELECT 1 FROM joint_speakers WHERE joint_speakers.statement_key = standings.statement_key)
"""
TOGETHER = """
INSERT INTO mentions (statement_key, n, article_key, actor_id, role, day)
SELECT joint_speakers.statement_key, joint_speakers.n, standings.article_key,
    joint_speakers.actor_id, joint_speakers.role, standings.day
FROM joint_speakers JOIN standings ON standings.statement_key = joint_speakers.statement_key
"""


def upgrade() -> None:
    """Add the tables and columns; each actor stands alone until the names are matched."""
    for name in ("sense", "root", "shown_folded"):
        op.add_column("actors", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("actors", sa.Column("shown", sa.Text(), nullable=True))
    op.execute("UPDATE actors SET root = id, shown = name, shown_folded = folded")
    op.create_index(op.f("ix_actors_root"), "actors", ["root"], unique=False)
    _actor_keys()
    _mentions()
    op.execute(MENTIONED)
    op.execute(TOGETHER)


def _actor_keys() -> None:
    op.create_table(
        "actor_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_keys_actor_id")),
        sa.PrimaryKeyConstraint("key", "actor_id", name=op.f("pk_actor_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actor_keys_actor_id"), "actor_keys", ["actor_id"], unique=False)


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_mentions_article_key")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_mentions_actor_id")),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_mentions_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", "n", name=op.f("pk_mentions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_actor_day", "mentions", ["actor_id", "day"], unique=False)
    op.create_index(op.f("ix_mentions_article_key"), "mentions", ["article_key"], unique=False)
