"""The tables of versions: what is stated of each, and what tells that they are of one article.

`addresses` and `versions` are derived and can be made again at any time. `versions` has a row
for every article that has other versions, or says that it was corrected or withdrawn; an article
without a row is the only version of itself, and stands.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ColumnElement, ForeignKey, Integer, Table, Text, exists

from dragoman.ledger.columns import LARGE, metadata, number, of, span, text

revisions = Table(
    "revisions",
    metadata,
    Column("edition_key", Integer, ForeignKey("editions.key"), primary_key=True),
    text("item", null=True),
    Column("number", LARGE, nullable=True),
    text("modified", null=True),
    Column("canceled", Boolean, nullable=False),
    text("notice", null=True),
    text("replaces"),
    Column("cut", Boolean, nullable=False),
)
addresses = Table(
    "addresses",
    metadata,
    Column("address", Text, primary_key=True),
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
versions = Table(
    "versions",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    of("root_key", "articles.key", index=True),
    number("number"),
    text("kind"),
    Column("current", Boolean, nullable=False),
    text("address", null=True),
    text("placed_by"),
    text("day", null=True),
    text("notice", null=True),
    *span("notice", null=True),
)


def latest(article_key: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that an article is no earlier version of another."""
    return ~exists().where(versions.c.article_key == article_key, ~versions.c.current)


def standing(article_key: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that an article's statements count: it is current, and not withdrawn."""
    gone = ~versions.c.current | (versions.c.kind == "withdrawn")
    return ~exists().where(versions.c.article_key == article_key, gone)
