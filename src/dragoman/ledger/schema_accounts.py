"""The tables of accounts: what articles tell as done or so, and which of it cannot both hold.

`claims` hang on a reading, like statements; `told` holds a claim's parts as one JSON object,
since they are only ever read together. The others are derived and can be made again at any
time. `accounts` has a pair once, the claim of the lower key first; `account_matters` tells which
matters the two articles name, so that the accounts of a matter are found without the articles.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger.columns import LARGE, key, means, metadata, number, of, span, text, told_of

claims = Table(
    "claims",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n", "Its place in the reading, from 0."),
    text("id", "Its name within the article.", index=True),
    text(
        "statement",
        "The id of the statement that tells it; none in the reporter's voice.",
        null=True,
    ),
    *span("claim", "the claim"),
    text("words", "The words."),
    text("told", "What it tells, in parts, as one JSON object."),
    Index("ix_claims_reading_key", "reading_key", "n"),
    info=told_of(
        "read",
        "Each claim that a reading found: what is told as done or so, which another account "
        "may contradict.",
    ),
)
claim_standings = Table(
    "claim_standings",
    metadata,
    Column("claim_key", Integer, ForeignKey("claims.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    of("statement_key", "statements.key", null=True),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=True, info=means("Who says it.")),
    Column(
        "teller_id",
        Text,
        ForeignKey("actors.id"),
        nullable=True,
        info=means("In whose words it stands outermost."),
    ),
    text("side", "The side of who says it.", null=True),
    text("day", "The day it was told.", null=True),
    info=told_of(
        "derived", "Each claim as it counts now: in whose statement, told by whom, on which day."
    ),
)
claim_keys = Table(
    "claim_keys",
    metadata,
    Column("value", LARGE, primary_key=True, autoincrement=False, info=means("The key.")),
    Column(
        "day",
        Integer,
        primary_key=True,
        autoincrement=False,
        info=means("The day of the claim, as a number."),
    ),
    Column("claim_key", Integer, ForeignKey("claims.key"), primary_key=True),
    Index("ix_claim_keys_claim_key", "claim_key"),
    sqlite_with_rowid=False,
    info=told_of("derived", "The keys under which claims meet that may contradict each other."),
)
accounts = Table(
    "accounts",
    metadata,
    Column(
        "one_key", Integer, ForeignKey("claims.key"), primary_key=True, info=means("The one claim.")
    ),
    Column(
        "other_key", Integer, ForeignKey("claims.key"), primary_key=True, info=means("The other.")
    ),
    of("article_key", "articles.key", "The article of the one.", index=True),
    of("other_article_key", "articles.key", "The article of the other.", index=True),
    text("kind", "How they differ."),
    text("act", "The act that both tell of."),
    text("about", "What it is about."),
    Column("likeness", Float, nullable=False, info=means("How much else they share.")),
    text("day", "The later day of the two."),
    Index("ix_accounts_day", "day"),
    sqlite_with_rowid=False,
    info=told_of(
        "derived", "Each pair of claims that cannot both hold, the one of the lower key first."
    ),
)
account_matters = Table(
    "account_matters",
    metadata,
    Column(
        "matter_id", Text, ForeignKey("matters.id"), primary_key=True, info=means("Which matter.")
    ),
    Column("one_key", Integer, primary_key=True, info=means("The one claim.")),
    Column("other_key", Integer, primary_key=True, info=means("The other.")),
    Column(
        "in_one", Boolean, nullable=False, info=means("Whether the article of the one names it.")
    ),
    Column(
        "in_other",
        Boolean,
        nullable=False,
        info=means("Whether the article of the other names it."),
    ),
    Index("ix_account_matters_pair", "one_key", "other_key"),
    sqlite_with_rowid=False,
    info=told_of("derived", "Which matters the two articles of a pair of claims name."),
)
