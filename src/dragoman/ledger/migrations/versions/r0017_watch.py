"""What watching feeds keeps: their state, entries that wait, notices and where they have to go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, empty."""
    _feeds()
    _entries()
    _notices()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _feeds() -> None:
    op.create_table(
        "watch_feeds",
        *(_text(name) for name in ("url", "address")),
        *(_text(name, null=True) for name in ("etag", "modified", "body", "whole", "polled")),
        _text("due"),
        _number("failures"),
        *(_text(name, null=True) for name in ("trouble", "gone")),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_watch_feeds")),
    )
    op.create_table(
        "watch_sites",
        *(_text(name) for name in ("site", "until")),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_watch_sites")),
    )


def _entries() -> None:
    op.create_table(
        "watch_entries",
        _number("key"),
        *(_text(name) for name in ("url", "entry", "same", "print", "dated", "listed")),
        *(_text(name, null=True) for name in ("waiting", "retrieved")),
        _number("tried"),
        _text("due", null=True),
        _number("times"),
        _text("read", null=True),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["url"], ["watch_feeds.url"], name=op.f("fk_watch_entries_url")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_watch_entries")),
        sa.UniqueConstraint("url", "entry", name=op.f("uq_watch_entries_url_entry")),
    )
    op.create_index("ix_watch_entries_same", "watch_entries", ["same"], unique=False)
    op.create_index("ix_watch_entries_due", "watch_entries", ["due"], unique=False)
    op.create_index("ix_watch_entries_listed", "watch_entries", ["url", "listed"], unique=False)


def _notices() -> None:
    op.create_table(
        "watch_notices",
        _number("key"),
        *(_text(name) for name in ("id", "kind", "made")),
        _text("feed", null=True),
        _text("told"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_watch_notices")),
        sa.UniqueConstraint("id", name=op.f("uq_watch_notices_id")),
    )
    op.create_table(
        "watch_deliveries",
        _text("channel"),
        *(_number(name) for name in ("notice_key", "tried")),
        _text("due"),
        _text("sent", null=True),
        sa.ForeignKeyConstraint(
            ["notice_key"], ["watch_notices.key"], name=op.f("fk_watch_deliveries_notice_key")
        ),
        sa.PrimaryKeyConstraint("channel", "notice_key", name=op.f("pk_watch_deliveries")),
        sqlite_with_rowid=False,
    )
