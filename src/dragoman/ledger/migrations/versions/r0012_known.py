"""What was known when: days of articles, and what counted before today."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and to stances the day from which on they count; filled on opening."""
    for table in ("stances", "stances_retold"):
        for column in ("actor_id", "known"):
            op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.drop_index("ix_stances_series", "stances")
    op.drop_index("ix_stances_side", "stances")
    series = ["matter_id", "side", "day", "stance", "rank", "scope", "actor_id", "known"]
    op.create_index("ix_stances_series", "stances", series, unique=False)
    op.create_index("ix_stances_side", "stances", ["side", "matter_id"], unique=False)
    op.create_table(
        "articles_known",
        _integer("article_key"),
        _text("known"),
        _text("until", null=True),
        _of("articles_known", "article_key", "articles.key"),
        sa.PrimaryKeyConstraint("article_key", name=op.f("pk_articles_known")),
    )
    op.create_index(
        "ix_articles_known_until",
        "articles_known",
        ["until"],
        sqlite_where=sa.text("until IS NOT NULL"),
        postgresql_where=sa.text("until IS NOT NULL"),
    )
    _stances_before()
    _standings_before()
    _tellings_before()
    _conditions_before()
    _events_before()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _integer(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _stances_before() -> None:
    name = "stances_before"
    op.create_table(
        name,
        *(_text(column) for column in ("matter_id", "side")),
        *(_integer(column) for column in ("statement_key", "article_key")),
        _text("day", null=True),
        _text("stance"),
        _text("scope", null=True),
        _integer("rank"),
        *(_text(column) for column in ("actor_id", "known", "until")),
        _of(name, "matter_id", "matters.id"),
        _of(name, "statement_key", "statements.key"),
        _of(name, "article_key", "articles.key"),
        sa.PrimaryKeyConstraint(
            *("matter_id", "side", "statement_key", "known"), name=op.f(f"pk_{name}")
        ),
        sqlite_with_rowid=False,
    )
    for column in ("article_key", "statement_key"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def _standings_before() -> None:
    name = "standings_before"
    op.create_table(
        name,
        *(_integer(column) for column in ("statement_key", "article_key")),
        _text("article"),
        _integer("n"),
        _text("actor_id"),
        *(_text(c, null=True) for c in ("role", "matter_id", "wording", "side", "stance")),
        *(_text(column, null=True) for column in ("scope", "day")),
        _integer("rank"),
        _text("sides"),
        sa.Column("counts", sa.Boolean(), nullable=False),
        _of(name, "statement_key", "statements.key"),
        _of(name, "article_key", "articles.key"),
        _of(name, "actor_id", "actors.id"),
        _of(name, "matter_id", "matters.id"),
        sa.PrimaryKeyConstraint("statement_key", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_article_key", name, ["article_key"], unique=False)
    op.create_index(f"ix_{name}_matter_id", name, ["matter_id", "day"], unique=False)


def _tellings_before() -> None:
    name = "tellings_before"
    op.create_table(
        name,
        *(_integer(column) for column in ("statement_key", "article_key", "utterance")),
        *(_text(column, null=True) for column in ("print", "day")),
        sa.Column("said", sa.Boolean(), nullable=False),
        _text("moment"),
        *(_text(column, null=True) for column in ("around", "reason")),
        sa.Column("likeness", sa.Float(), nullable=True),
        _integer("alike", null=True),
        _of(name, "statement_key", "statements.key"),
        _of(name, "article_key", "articles.key"),
        sa.PrimaryKeyConstraint("statement_key", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_article_key", name, ["article_key"], unique=False)
    for column in ("utterance", "print"):
        op.create_index(f"ix_{name}_{column}", name, [column], unique=False)


def _conditions_before() -> None:
    name = "condition_standings_before"
    op.create_table(
        name,
        *(_integer(column) for column in ("condition_key", "article_key")),
        _text("matter_id", null=True),
        _integer("statement_key", null=True),
        _text("side", null=True),
        _text("kind"),
        *(_text(column, null=True) for column in ("actor", "day")),
        _of(name, "condition_key", "conditions.key"),
        _of(name, "article_key", "articles.key"),
        _of(name, "matter_id", "matters.id"),
        _of(name, "statement_key", "statements.key"),
        sa.PrimaryKeyConstraint("condition_key", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_article_key", name, ["article_key"], unique=False)
    op.create_index(f"ix_{name}_matter_id", name, ["matter_id", "side", "day"], unique=False)


def _events_before() -> None:
    name = "event_standings_before"
    op.create_table(
        name,
        *(_integer(column) for column in ("event_key", "article_key")),
        *(_text(column) for column in ("type", "status")),
        *(_text(column, null=True) for column in ("date", "day")),
        _of(name, "event_key", "events.key"),
        _of(name, "article_key", "articles.key"),
        sa.PrimaryKeyConstraint("event_key", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_article_key", name, ["article_key"], unique=False)
