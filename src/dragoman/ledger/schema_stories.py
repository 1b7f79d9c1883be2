"""The tables of stories: fingerprints of the articles' words, and which of them are alike.

All of it follows from the current editions and can be made again from them. A fingerprint
stands for one wording, however many articles have it; `story` is the key of the fingerprint at
the centre of its story, null where nothing is like it. `likenesses` has each pair both
ways round.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, Table

from dragoman.ledger.columns import LARGE, key, means, metadata, number, of, told_of

fingerprints = Table(
    "fingerprints",
    metadata,
    key(),
    Column("words", BigInteger, nullable=False, unique=True, info=means("The hash of the words.")),
    number("size", "How many different pairs of words the signature stands for."),
    Column("signature", LargeBinary, nullable=False, info=means("The MinHash signature.")),
    Column(
        "numbers", LargeBinary, nullable=False, info=means("Hashes of the numbers in the text.")
    ),
    Column("names", LargeBinary, nullable=False, info=means("Hashes of the names in the text.")),
    Column(
        "story",
        Integer,
        nullable=True,
        index=True,
        info=means(
            "The fingerprint at the centre of its story; none where nothing was ever like it."
        ),
    ),
    info=told_of(
        "derived", "The fingerprint of each wording, however many articles have it, and its story."
    ),
)
article_fingerprints = Table(
    "article_fingerprints",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    of("fingerprint_key", "fingerprints.key", index=True),
    info=told_of("derived", "Which fingerprint an article's words have."),
)
fingerprint_keys = Table(
    "fingerprint_keys",
    metadata,
    Column("value", LARGE, primary_key=True, autoincrement=False, info=means("The key.")),
    Column("fingerprint_key", Integer, ForeignKey("fingerprints.key"), primary_key=True),
    sqlite_with_rowid=False,
    info=told_of("derived", "The keys under which fingerprints meet that may be alike."),
)
likenesses = Table(
    "likenesses",
    metadata,
    Column(
        "one_key", Integer, ForeignKey("fingerprints.key"), primary_key=True, info=means("The one.")
    ),
    Column(
        "other_key",
        Integer,
        ForeignKey("fingerprints.key"),
        primary_key=True,
        info=means("The other."),
    ),
    Column(
        "resemblance",
        Float,
        nullable=False,
        info=means("The share of all their words that both have."),
    ),
    Column(
        "containment",
        Float,
        nullable=False,
        info=means("The share of the shorter one that is in the other."),
    ),
    sqlite_with_rowid=False,
    info=told_of("derived", "How alike two wordings are; each pair stands both ways round."),
)

TABLES = (fingerprints, fingerprint_keys, article_fingerprints, likenesses)
