"""What the ledger's tables are made of: columns by what they hold, and names for the rest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table; constraints and indexes are named by these rules, so that migrations find them."""


def key() -> Column[int]:
    """Return the number of a table's rows, by which others point to them."""
    return Column("key", Integer, primary_key=True)


LARGE = BigInteger().with_variant(Integer, "sqlite")
"""Whole numbers of up to 64 bits, as all of SQLite's are; PostgreSQL's others have 32."""


def text(
    name: str, *, null: bool = False, unique: bool | None = None, index: bool | None = None
) -> Column[str]:
    """Return a column of words."""
    return Column(name, Text, nullable=null, unique=unique, index=index)


def number(name: str, *, null: bool = False) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, Integer, nullable=null)


def of(name: str, target: str, *, null: bool = False, index: bool | None = None) -> Column[int]:
    """Return a column that points to the row of another table by its number."""
    return Column(name, Integer, ForeignKey(target), nullable=null, index=index)


def span(name: str, *, null: bool = False) -> tuple[Column[int], Column[int]]:
    """Return the two columns of a place in a text."""
    return number(f"{name}_start", null=null), number(f"{name}_end", null=null)


def child(parent: str, *columns: Column[Any], keys: tuple[str, ...] = ("n",)) -> list[Column[Any]]:
    """Return the columns of a table whose rows are the numbered parts of a parent's row."""
    owner = Column(f"{parent}_key", Integer, ForeignKey(f"{parent}s.key"), primary_key=True)
    numbers = [Column(key, Integer, primary_key=True) for key in keys]
    return [owner, *numbers, *columns]


def stance_columns() -> list[Column[Any]]:
    """Return the columns of a stance of a side on a matter, one for each of its statements.

    `actor_id` says who speaks, `known` is the day from which on the stance counts.
    """
    return [
        Column("matter_id", Text, ForeignKey("matters.id"), primary_key=True),
        Column("side", Text, primary_key=True),
        Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
        of("article_key", "articles.key", index=True),
        text("day", null=True),
        text("stance"),
        text("scope", null=True),
        number("rank"),
        text("actor_id"),
        text("known"),
    ]
