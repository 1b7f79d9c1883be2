"""The tables of accounts: what articles tell as done or so, and which of it cannot both hold.

`claims` hang on a reading, like statements; `told` holds a claim's parts as one JSON object,
since they are only ever read together. The others are derived and can be made again at any
time. `accounts` has a pair once, the claim of the lower key first; `account_matters` tells which
matters the two articles name, so that the accounts of a matter are found without the articles.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger.columns import LARGE, key, metadata, number, of, span, text

claims = Table(
    "claims",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n"),
    text("id", index=True),
    text("statement", null=True),
    *span("claim"),
    text("words"),
    text("told"),
    Index("ix_claims_reading_key", "reading_key", "n"),
)
claim_standings = Table(
    "claim_standings",
    metadata,
    Column("claim_key", Integer, ForeignKey("claims.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    of("statement_key", "statements.key", null=True),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=True),
    Column("teller_id", Text, ForeignKey("actors.id"), nullable=True),
    text("side", null=True),
    text("day", null=True),
)
claim_keys = Table(
    "claim_keys",
    metadata,
    Column("value", LARGE, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("claim_key", Integer, ForeignKey("claims.key"), primary_key=True),
    Index("ix_claim_keys_claim_key", "claim_key"),
    sqlite_with_rowid=False,
)
accounts = Table(
    "accounts",
    metadata,
    Column("one_key", Integer, ForeignKey("claims.key"), primary_key=True),
    Column("other_key", Integer, ForeignKey("claims.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    of("other_article_key", "articles.key", index=True),
    text("kind"),
    text("act"),
    text("about"),
    Column("likeness", Float, nullable=False),
    text("day"),
    Index("ix_accounts_day", "day"),
    sqlite_with_rowid=False,
)
account_matters = Table(
    "account_matters",
    metadata,
    Column("matter_id", Text, ForeignKey("matters.id"), primary_key=True),
    Column("one_key", Integer, primary_key=True),
    Column("other_key", Integer, primary_key=True),
    Column("in_one", Boolean, nullable=False),
    Column("in_other", Boolean, nullable=False),
    Index("ix_account_matters_pair", "one_key", "other_key"),
    sqlite_with_rowid=False,
)
