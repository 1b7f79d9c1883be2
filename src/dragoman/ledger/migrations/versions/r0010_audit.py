"""Audits: random samples of a ledger, and people's marks on their records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _audits()
    _items()
    _marks()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _audits() -> None:
    op.create_table(
        "audits",
        _number("key"),
        *(_text(name) for name in ("name", "drawn", "who", "seed")),
        _number("wanted"),
        *(_text(name) for name in ("frame", "population")),
        _number("rejected"),
        _number("decided"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_audits")),
        sa.UniqueConstraint("name", name=op.f("uq_audits_name")),
    )


def _items() -> None:
    op.create_table(
        "audit_items",
        _number("audit_key"),
        _number("n"),
        *(_text(name) for name in ("ref", "kind")),
        _number("reading_key"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        *(_text(name) for name in ("spans", "told")),
        sa.ForeignKeyConstraint(
            ["audit_key"], ["audits.key"], name=op.f("fk_audit_items_audit_key")
        ),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_audit_items_reading_key")
        ),
        sa.PrimaryKeyConstraint("audit_key", "n", name=op.f("pk_audit_items")),
    )


def _marks() -> None:
    op.create_table(
        "audit_marks",
        _number("key"),
        _number("audit_key"),
        _number("n"),
        *(_text(name) for name in ("who", "at")),
        _text("mark", null=True),
        *(_text(name) for name in ("wrong", "note")),
        sa.ForeignKeyConstraint(
            ["audit_key"], ["audits.key"], name=op.f("fk_audit_marks_audit_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_audit_marks")),
    )
    op.create_index("ix_audit_marks_audit_key", "audit_marks", ["audit_key", "n"], unique=False)
