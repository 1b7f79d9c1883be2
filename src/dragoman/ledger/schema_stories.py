"""The tables of stories: fingerprints of the articles' words, and which of them are alike.

All of it follows from the current editions and can be made again from them. A fingerprint
stands for one wording, however many articles have it; `story` is the key of the fingerprint at
the centre of its story, null where nothing was ever like it. `likenesses` has each pair both
ways round.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, Table

from dragoman.ledger.columns import LARGE, key, metadata, number, of

fingerprints = Table(
    "fingerprints",
    metadata,
    key(),
    Column("words", BigInteger, nullable=False, unique=True),
    number("size"),
    Column("signature", LargeBinary, nullable=False),
    Column("numbers", LargeBinary, nullable=False),
    Column("names", LargeBinary, nullable=False),
    Column("story", Integer, nullable=True, index=True),
)
article_fingerprints = Table(
    "article_fingerprints",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    of("fingerprint_key", "fingerprints.key", index=True),
)
fingerprint_keys = Table(
    "fingerprint_keys",
    metadata,
    Column("value", LARGE, primary_key=True, autoincrement=False),
    Column("fingerprint_key", Integer, ForeignKey("fingerprints.key"), primary_key=True),
    sqlite_with_rowid=False,
)
likenesses = Table(
    "likenesses",
    metadata,
    Column("one_key", Integer, ForeignKey("fingerprints.key"), primary_key=True),
    Column("other_key", Integer, ForeignKey("fingerprints.key"), primary_key=True),
    Column("resemblance", Float, nullable=False),
    Column("containment", Float, nullable=False),
    sqlite_with_rowid=False,
)

TABLES = (fingerprints, fingerprint_keys, article_fingerprints, likenesses)
