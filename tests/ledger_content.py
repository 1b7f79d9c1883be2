"""All that a ledger says, for tests that compare two."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, text

from dragoman.ledger import open_ledger
from dragoman.ledger.columns import metadata

CLOCKS = {"added", "stored", "at"}
"""Columns that hold when something was done."""


def content(where: str | Path) -> dict[str, list[str]]:
    """Return all rows of all tables of a ledger in the order of their keys, clocks aside.

    PostgreSQL's index of words is one of them: two such ledgers have to agree in it, too.
    """
    found: dict[str, list[str]] = {}
    with open_ledger(where, create=False) as ledger, ledger.connect() as connection:
        for table in metadata.sorted_tables:
            kept = [column for column in table.c if column.name not in CLOCKS]
            rows = connection.execute(select(*kept).order_by(*table.primary_key))
            found[table.name] = [repr(tuple(row)) for row in rows]
        if connection.dialect.name == "postgresql":
            for name in ("statement_search", "article_search"):
                words = text(f"SELECT key, n, words::text FROM {name} ORDER BY key, n")
                found[name] = [repr(tuple(row)) for row in connection.execute(words)]
    return found
