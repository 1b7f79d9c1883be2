"""What the ledger's tables are made of: columns by what they hold, and names for the rest.

Each table and column says what it means; docs/schema.md is written from that (`describing`).
"""

from __future__ import annotations

from typing import Any, Literal

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


Layer = Literal["came", "read", "decided", "derived", "watched"]
"""Whether a table has what intake handed on, what a reader found, what people decided or drew,
what follows from all that and can be made again from it at any time, or what a watch keeps."""


def told_of(layer: Layer, means: str) -> dict[str, str]:
    """Return what a table says of itself: its layer, and its meaning in one sentence."""
    return {"layer": layer, "means": means}


def means(words: str) -> dict[str, str]:
    """Return what a column says of itself."""
    return {"means": words}


def key() -> Column[int]:
    """Return the number of a table's rows, by which others point to them."""
    return Column(
        "key", Integer, primary_key=True, info=means("Its number, by which others name it.")
    )


LARGE = BigInteger().with_variant(Integer, "sqlite")
"""Whole numbers of up to 64 bits, as all of SQLite's are; PostgreSQL's others have 32."""


def text(
    name: str,
    words: str,
    *,
    null: bool = False,
    unique: bool | None = None,
    index: bool | None = None,
) -> Column[str]:
    """Return a column of words, with its meaning."""
    return Column(name, Text, nullable=null, unique=unique, index=index, info=means(words))


def number(name: str, words: str, *, null: bool = False) -> Column[int]:
    """Return a column of whole numbers, with its meaning."""
    return Column(name, Integer, nullable=null, info=means(words))


def of(
    name: str, target: str, words: str = "", *, null: bool = False, index: bool | None = None
) -> Column[int]:
    """Return a column that points to the row of another table by its number.

    Without a meaning of its own it says which row that is.
    """
    told = means(words) if words else {}
    return Column(name, Integer, ForeignKey(target), nullable=null, index=index, info=told)


def span(name: str, words: str, *, null: bool = False) -> tuple[Column[int], Column[int]]:
    """Return the two columns of a place in a text, where `words` say of what."""
    return (
        number(f"{name}_start", f"Where {words} begins, in the text's code points.", null=null),
        number(f"{name}_end", f"Where {words} ends, exclusive.", null=null),
    )


def child(parent: str, *columns: Column[Any], keys: tuple[str, ...] = ("n",)) -> list[Column[Any]]:
    """Return the columns of a table whose rows are the numbered parts of a parent's row."""
    owner = Column(f"{parent}_key", Integer, ForeignKey(f"{parent}s.key"), primary_key=True)
    told = {"n": "Its place among them, from 0.", "sentence": "Which sentence, from 0."}
    numbers = [Column(key, Integer, primary_key=True, info=means(told[key])) for key in keys]
    return [owner, *numbers, *columns]


def stance_columns() -> list[Column[Any]]:
    """Return the columns of a stance of a side on a matter, one for each of its statements."""
    matter = means("Which matter as it was named.")
    return [
        Column("matter_id", Text, ForeignKey("matters.id"), primary_key=True, info=matter),
        Column("side", Text, primary_key=True, info=means("The side.")),
        Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
        of("article_key", "articles.key", index=True),
        text("day", "The day it was said, else published.", null=True),
        text("stance", "The stance."),
        text("scope", "To what it is limited.", null=True),
        number("rank", "The height of the speaker's office, 0 when none is known."),
        text("actor_id", "Who speaks."),
        text("known", "The day from which on it counts."),
    ]
