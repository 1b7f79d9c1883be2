"""All that a ledger says, for tests that compare two."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from dragoman.ledger import open_ledger
from dragoman.ledger.columns import metadata

CLOCKS = {"added", "stored", "at"}
"""Columns that hold when something was done."""


def content(where: str | Path) -> dict[str, list[str]]:
    """Return all rows of all tables of a ledger in the order of their keys, clocks aside."""
    found: dict[str, list[str]] = {}
    with open_ledger(where, create=False) as ledger, ledger.connect() as connection:
        for table in metadata.sorted_tables:
            kept = [column for column in table.c if column.name not in CLOCKS]
            rows = connection.execute(select(*kept).order_by(*table.primary_key))
            found[table.name] = [repr(tuple(row)) for row in rows]
    return found
