"""What conditions ask for, and what articles tell of such acts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; they are filled when the ledger is opened."""
    op.create_table(
        "demands",
        _number("condition_key"),
        _number("article_key"),
        *(_text(name, null=True) for name in ("key", "side", "actor", "act", "outcome")),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("unmet", sa.Boolean(), nullable=False),
        _points_to("demands", "article_key", "articles.key"),
        _points_to("demands", "condition_key", "conditions.key"),
        sa.PrimaryKeyConstraint("condition_key", name=op.f("pk_demands")),
    )
    op.create_index(op.f("ix_demands_article_key"), "demands", ["article_key"], unique=False)
    op.create_index(op.f("ix_demands_key"), "demands", ["key"], unique=False)
    op.create_index("ix_demands_side_actor", "demands", ["side", "actor"], unique=False)
    op.create_table(
        "fulfilments",
        _number("article_key"),
        _number("n"),
        *(_text(name) for name in ("head", "actor", "sort", "act", "asked", "voice")),
        _text("side", null=True),
        sa.Column("statement_key", sa.Integer(), nullable=True),
        sa.Column("event_key", sa.Integer(), nullable=True),
        _text("day", null=True),
        _number("clause_start"),
        _number("clause_end"),
        _text("words"),
        _points_to("fulfilments", "article_key", "articles.key"),
        _points_to("fulfilments", "statement_key", "statements.key"),
        _points_to("fulfilments", "event_key", "events.key"),
        sa.PrimaryKeyConstraint("article_key", "n", name=op.f("pk_fulfilments")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_fulfilments_head_actor_day", "fulfilments", ["head", "actor", "day"], unique=False
    )


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
