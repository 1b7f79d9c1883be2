"""The tables of versions: what is stated of each, and what tells that they are of one article.

`addresses` and `versions` are derived and can be made again at any time. `versions` has a row
for every article that has other versions, or says that it was corrected or withdrawn; an article
without a row is the only version of itself, and stands.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ColumnElement, ForeignKey, Integer, Table, Text, exists

from dragoman.ledger.columns import LARGE, means, metadata, number, of, span, text, told_of

revisions = Table(
    "revisions",
    metadata,
    Column("edition_key", Integer, ForeignKey("editions.key"), primary_key=True),
    text("item", "The source's own name for the article over all its versions.", null=True),
    Column("number", LARGE, nullable=True, info=means("The number of the version.")),
    text("modified", "When it was last changed.", null=True),
    Column(
        "canceled",
        Boolean,
        nullable=False,
        info=means("Whether the source takes the article back."),
    ),
    text("notice", "The source's words to editors.", null=True),
    text("replaces", "Other items that this one takes the place of, as JSON."),
    Column(
        "cut", Boolean, nullable=False, info=means("Whether it is only a summary of the article.")
    ),
    info=told_of(
        "came",
        "What an edition's source states of it as a version of its article; no row where it "
        "states nothing.",
    ),
)
addresses = Table(
    "addresses",
    metadata,
    Column("address", Text, primary_key=True, info=means("The address.")),
    Column(
        "article_key",
        Integer,
        ForeignKey("articles.key"),
        primary_key=True,
        index=True,
        info=means("Which article."),
    ),
    sqlite_with_rowid=False,
    info=told_of("derived", "The addresses by which versions of an article find each other."),
)
versions = Table(
    "versions",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    of("root_key", "articles.key", "The version that came first.", index=True),
    number("number", "The number of the revision, from 1."),
    text("kind", "What it is to the one before it."),
    Column(
        "current", Boolean, nullable=False, info=means("Whether its words are the article's now.")
    ),
    text("address", "What it shares with another version.", null=True),
    text("placed_by", "What told its place among them."),
    text("day", "The day of the version.", null=True),
    text("notice", "The words that tell of a correction or withdrawal.", null=True),
    *span("notice", "the notice", null=True),
    info=told_of(
        "derived",
        "Each article that has other versions, or says that it was corrected or withdrawn.",
    ),
)


def latest(article_key: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that an article is no earlier version of another."""
    return ~exists().where(versions.c.article_key == article_key, ~versions.c.current)


def standing(article_key: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that an article's statements count: it is current, and not withdrawn."""
    gone = ~versions.c.current | (versions.c.kind == "withdrawn")
    return ~exists().where(versions.c.article_key == article_key, gone)
