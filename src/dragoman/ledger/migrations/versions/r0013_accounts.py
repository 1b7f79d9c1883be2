"""Claims, and the pairs of accounts that cannot both hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables; claims are read when an article is read again."""
    _claims()
    _standings()
    _keys()
    _accounts()
    _matters()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _claims() -> None:
    op.create_table(
        "claims",
        *(_number(name) for name in ("key", "reading_key", "n")),
        _text("id"),
        _text("statement", null=True),
        *(_number(name) for name in ("claim_start", "claim_end")),
        *(_text(name) for name in ("words", "told")),
        _points("claims", "reading_key", "readings.key"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_id"), "claims", ["id"], unique=False)
    op.create_index("ix_claims_reading_key", "claims", ["reading_key", "n"], unique=False)


def _standings() -> None:
    op.create_table(
        "claim_standings",
        *(_number(name) for name in ("claim_key", "article_key")),
        _number("statement_key", null=True),
        *(_text(name, null=True) for name in ("actor_id", "teller_id", "side", "day")),
        _points("claim_standings", "claim_key", "claims.key"),
        _points("claim_standings", "article_key", "articles.key"),
        _points("claim_standings", "statement_key", "statements.key"),
        _points("claim_standings", "actor_id", "actors.id"),
        _points("claim_standings", "teller_id", "actors.id"),
        sa.PrimaryKeyConstraint("claim_key", name=op.f("pk_claim_standings")),
    )
    op.create_index(
        op.f("ix_claim_standings_article_key"), "claim_standings", ["article_key"], unique=False
    )


def _keys() -> None:
    op.create_table(
        "claim_keys",
        sa.Column("value", LARGE, nullable=False),
        *(_number(name) for name in ("day", "claim_key")),
        _points("claim_keys", "claim_key", "claims.key"),
        sa.PrimaryKeyConstraint("value", "day", "claim_key", name=op.f("pk_claim_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_keys_claim_key", "claim_keys", ["claim_key"], unique=False)


def _accounts() -> None:
    op.create_table(
        "accounts",
        *(_number(name) for name in ("one_key", "other_key", "article_key", "other_article_key")),
        *(_text(name) for name in ("kind", "act", "about")),
        sa.Column("likeness", sa.Float(), nullable=False),
        _text("day"),
        _points("accounts", "one_key", "claims.key"),
        _points("accounts", "other_key", "claims.key"),
        _points("accounts", "article_key", "articles.key"),
        _points("accounts", "other_article_key", "articles.key"),
        sa.PrimaryKeyConstraint("one_key", "other_key", name=op.f("pk_accounts")),
        sqlite_with_rowid=False,
    )
    for column in ("article_key", "other_article_key", "day"):
        op.create_index(op.f(f"ix_accounts_{column}"), "accounts", [column], unique=False)


def _matters() -> None:
    op.create_table(
        "account_matters",
        _text("matter_id"),
        *(_number(name) for name in ("one_key", "other_key")),
        sa.Column("in_one", sa.Boolean(), nullable=False),
        sa.Column("in_other", sa.Boolean(), nullable=False),
        _points("account_matters", "matter_id", "matters.id"),
        sa.PrimaryKeyConstraint(
            "matter_id", "one_key", "other_key", name=op.f("pk_account_matters")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_account_matters_pair", "account_matters", ["one_key", "other_key"], unique=False
    )
