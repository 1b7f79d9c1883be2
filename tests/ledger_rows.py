"""All that stands in a ledger's file, to hold one ledger against another row by row."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

CLOCKS = {"added", "stored", "at"}
"""Columns that say when a row was made."""


def content(where: Path) -> dict[str, list[Any]]:
    """Return all rows of all tables of a ledger, clocks aside."""
    tables = {}
    with sqlite3.connect(where) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        for (name,) in names.fetchall():
            cursor = database.execute(f'SELECT * FROM "{name}"')
            kept = [n for n, c in enumerate(cursor.description) if c[0] not in CLOCKS]
            tables[name] = sorted(repr([row[n] for n in kept]) for row in cursor)
    database.close()
    return tables
