"""Ledgers taken back to an earlier schema, for tests of upgrading."""

from __future__ import annotations

import sqlite3


def as_of_0003(old: sqlite3.Connection) -> None:
    """Take away from a ledger what revision 0004 added."""
    old.execute("DROP TABLE mentions")
    old.execute("DROP TABLE actor_keys")
    old.execute("DROP INDEX ix_actors_root")
    for column in ("sense", "root", "shown", "shown_folded"):
        old.execute(f"ALTER TABLE actors DROP COLUMN {column}")
    old.execute("UPDATE alembic_version SET version_num = '0003'")
