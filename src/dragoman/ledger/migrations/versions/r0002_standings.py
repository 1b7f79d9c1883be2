"""What follows from the record: standings, matters and full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE VIRTUAL TABLE statement_search USING fts5(words, content='statements', "
    "content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='editions', "
    "content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')",
)
SEARCH_POSTGRESQL = tuple(
    command
    for name in ("statement_search", "article_search")
    for command in (
        f"CREATE TABLE {name} (key integer NOT NULL, n integer NOT NULL, words tsvector NOT NULL, "
        f"CONSTRAINT pk_{name} PRIMARY KEY (key, n))",
        f"CREATE INDEX ix_{name}_words ON {name} USING gin (words)",
    )
)


def upgrade() -> None:
    """Make the tables that can be filled again from the record."""
    _matters()
    _wordings()
    _condition_standings()
    _event_standings()
    _stances()
    _standings()
    for command in SEARCH if op.get_bind().dialect.name == "sqlite" else SEARCH_POSTGRESQL:
        op.execute(command)


def _matters() -> None:
    op.create_table(
        "matters",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
    )
    op.create_index(op.f("ix_matters_root"), "matters", ["root"], unique=False)
    op.create_index(
        op.f("ix_matters_subject"), "matters", ["subject"], unique=False, postgresql_using="hash"
    )


def _wordings() -> None:
    op.create_table(
        "wordings",
        sa.Column("matter_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("pointer", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_wordings_matter_id")),
        sa.PrimaryKeyConstraint("matter_id", "words", name=op.f("pk_wordings")),
        sqlite_with_rowid=False,
    )


def _condition_standings() -> None:
    op.create_table(
        "condition_standings",
        sa.Column("condition_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("statement_key", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_condition_standings_article_key")
        ),
        sa.ForeignKeyConstraint(
            ["condition_key"], ["conditions.key"], name=op.f("fk_condition_standings_condition_key")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_condition_standings_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_condition_standings_statement_key")
        ),
        sa.PrimaryKeyConstraint("condition_key", name=op.f("pk_condition_standings")),
    )
    op.create_index(
        "ix_condition_standings_actor",
        "condition_standings",
        ["actor"],
        unique=False,
        postgresql_using="hash",
    )
    op.create_index(
        op.f("ix_condition_standings_article_key"),
        "condition_standings",
        ["article_key"],
        unique=False,
    )
    op.create_index(
        "ix_condition_standings_matter_side",
        "condition_standings",
        ["matter_id", "side", "day"],
        unique=False,
    )
    op.create_index(
        "ix_condition_standings_side", "condition_standings", ["side", "day"], unique=False
    )


def _event_standings() -> None:
    op.create_table(
        "event_standings",
        sa.Column("event_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_event_standings_article_key")
        ),
        sa.ForeignKeyConstraint(
            ["event_key"], ["events.key"], name=op.f("fk_event_standings_event_key")
        ),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_event_standings")),
    )
    op.create_index(
        op.f("ix_event_standings_article_key"), "event_standings", ["article_key"], unique=False
    )
    op.create_index("ix_event_standings_day", "event_standings", ["day"], unique=False)
    op.create_index("ix_event_standings_type_day", "event_standings", ["type", "day"], unique=False)


def _stances() -> None:
    op.create_table(
        "stances",
        sa.Column("matter_id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_stances_article_key")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_stances_matter_id")),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_stances_statement_key")
        ),
        sa.PrimaryKeyConstraint("matter_id", "side", "statement_key", name=op.f("pk_stances")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_stances_article_key"), "stances", ["article_key"], unique=False)
    op.create_index(
        "ix_stances_series",
        "stances",
        ["matter_id", "side", "day", "stance", "rank", "scope"],
        unique=False,
    )
    op.create_index(
        "ix_stances_side", "stances", ["side", "matter_id", "day", "stance", "rank"], unique=False
    )
    op.create_index("ix_stances_statement_key", "stances", ["statement_key"], unique=False)


def _standings() -> None:
    op.create_table(
        "standings",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("matter_id", sa.Text(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_standings_actor_id")),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_standings_article_key")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_standings_matter_id")),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_standings_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_standings")),
    )
    op.create_index("ix_standings_actor_day", "standings", ["actor_id", "day"], unique=False)
    op.create_index(op.f("ix_standings_article_key"), "standings", ["article_key"], unique=False)
    op.create_index("ix_standings_day", "standings", ["day"], unique=False)
    op.create_index("ix_standings_matter_day", "standings", ["matter_id", "day"], unique=False)
    op.create_index("ix_standings_side_day", "standings", ["side", "day"], unique=False)
