"""The file and its tables: whether SQLite finds them whole, linked, and as they should be."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import Any

from sqlalchemy import create_engine

from dragoman.ledger.database import upgraded
from dragoman.ledger.verifying import shapes
from dragoman.ledger.verifying.finding import COPY, MOST, Finding
from dragoman.ledger.verifying.shapes import Part

Shape = dict[str, list[Part]]

_TREE = re.compile(r"\b(?:Tree|tree page) (\d+)")
_WORDS = re.compile(r"_search_(?:config|content|data|docsize|idx)$")
"""The tables that FTS5 makes for itself, as it likes."""


def revision_in(database: sqlite3.Connection) -> str | None:
    """Return the revision of the schema that a file says it has."""
    tables = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if database.execute(tables).fetchone() is None:
        return None
    row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def broken(database: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what SQLite finds wrong with the file's pages, tables and indexes."""
    roots = {str(root): name for name, root in _roots(database)}
    for (told,) in database.execute(f"PRAGMA integrity_check({MOST})"):
        for line in str(told).splitlines():
            if line == "ok" or line.startswith("***"):
                continue
            tree = _TREE.search(line)
            where = roots.get(tree[1], "the file") if tree else "the file"
            yield Finding("file", line, where, COPY)


def _roots(database: sqlite3.Connection) -> list[tuple[str, int]]:
    return database.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage").fetchall()


def unlinked(database: sqlite3.Connection) -> Iterator[Finding]:
    """Yield the rows that point to rows which are not there."""
    for table, row, target, _ in database.execute("PRAGMA foreign_key_check"):
        what = f"a row points to one of {target} that is not there"
        yield Finding("links", what, f"{table}, row {row}" if row is not None else table, COPY)


def misshapen(database: sqlite3.Connection, revision: str) -> Iterator[Finding]:
    """Yield the tables and indexes that are not as they are at a revision of the schema."""
    return shapes.misshapen(_wanted(revision), _shapes(database), revision)


@cache
def _wanted(revision: str) -> Shape:
    """Return the shapes of a revision's tables, as its migrations make them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        engine = create_engine("sqlite://", creator=lambda: made)
        with engine.begin() as connection:
            upgraded(connection, revision)
        return _shapes(made)


def _shapes(database: sqlite3.Connection) -> Shape:
    """Return what each table is made of: columns, links and indexes."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return {
        name: [] if _WORDS.search(name) else _shape(database, name, sql)
        for name, sql in database.execute(query).fetchall()
    }


def _shape(database: sqlite3.Connection, table: str, sql: str) -> list[tuple[Any, ...]]:
    if sql.startswith("CREATE VIRTUAL"):
        return [("virtual", sql)]
    columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    shape: list[tuple[Any, ...]] = [("column", *rest) for _, *rest in columns]
    links = database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    shape += sorted(("link", start, target, end) for _, _, target, start, end, *_ in links)
    for _, name, unique, origin, partial in database.execute(f'PRAGMA index_list("{table}")'):
        parts = [row[2] for row in database.execute(f'PRAGMA index_info("{name}")')]
        if origin == "c":
            shape.append(("index", name, unique, partial, *parts))
        else:
            shape.append(("key", "key", unique, origin, *parts))
    return [*shape[: len(columns)], *sorted(map(_plain, shape[len(columns) :]))]


def _plain(part: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(str, part))
