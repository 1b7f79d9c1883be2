"""The schema described in words, from the tables themselves: docs/schema.md is written by this.

`python -m dragoman.ledger.describing` prints the page; `make schema` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sqlalchemy import Column, Index, Table

from dragoman.ledger.columns import metadata
from dragoman.ledger.database import REVISIONS

TABLES: tuple[Table, ...] = tuple(metadata.tables[name] for name in sorted(metadata.tables))
"""Every table: importing `database` has brought in all the files that they stand in."""

LAYERS = {
    "came": ("What came", "As intake handed it on; never changed."),
    "read": ("What was read", "What a reader found, never changed: a newer reading is beside it."),
    "decided": ("What people did", "Decisions, samples and dossiers, kept for good."),
    "derived": (
        "What follows",
        "Made from all that and made again at any time; nothing is lost with it.",
    ),
    "watched": ("What a watch keeps", "Its feeds, and what it has still to read and to tell."),
}

OTHERS = {
    "statement_search": "The words of current statements, for searches (SQLite's FTS5).",
    "article_search": "The titles and texts of current editions, for searches (SQLite's FTS5).",
    "alembic_version": "The schema's revision, in one row.",
}
"""Tables that no part of the code has columns of; those of FTS5 have tables of its own beside."""

_OPENING = f"""# The ledger's tables

This page is written from the code (`make schema`); a test holds it against the code. The schema's
revision is `{REVISIONS[-1]}`. A ledger is one SQLite file; its `application_id` is `DRAG`, and its
`user_version` is another number after every change.
Places in a text are code points, from 0, the end exclusive. Days are `YYYY-MM-DD` as far as they
are known, moments are UTC. Dragoman alone should write to it.
"""


def page() -> str:
    """Return the description of the whole schema, in Markdown."""
    parts = [_OPENING]
    for layer, (title, words) in LAYERS.items():
        parts.append(f"## {title}\n\n{words}\n")
        parts += ["\n".join(_table(table)) for table in TABLES if table.info["layer"] == layer]
    parts.append("## The rest\n")
    parts.append("\n".join(f"- `{name}`: {words}" for name, words in OTHERS.items()) + "\n")
    return "\n".join(parts)


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n\n{table.info['means']}\n"
    yield "| Column | Holds | Means |"
    yield "| --- | --- | --- |"
    for column in table.c:
        yield f"| `{column.name}` | {_holds(column)} | {meaning(column)} |"
    yield ""
    found = sorted(_index(index) for index in table.indexes)
    yield f"Key: {_names(table.primary_key.columns)}." + (
        f" Indexes: {'; '.join(found)}.\n" if found else "\n"
    )


def _holds(column: Column[object]) -> str:
    kind = column.type.__class__.__name__.lower()
    parts = [{"largebinary": "bytes", "biginteger": "integer"}.get(kind, kind)]
    if column.unique:
        parts.append("unique")
    if column.nullable:
        parts.append("may be empty")
    parts += [f"of `{key.target_fullname}`" for key in column.foreign_keys]
    return ", ".join(parts)


def meaning(column: Column[object]) -> str:
    """Return what a column means: its own words, or which row of another table it points to."""
    told = column.info.get("means")
    if told or not column.foreign_keys:
        return str(told or "")
    target = next(iter(column.foreign_keys)).column.table.name
    return f"Which {target.removesuffix('s')}."


def _index(index: Index) -> str:
    told = _names(index.columns)
    return f"{told} (unique, of some rows)" if index.unique else told


def _names(columns: object) -> str:
    return ", ".join(f"`{column.name}`" for column in columns)  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.stdout.write(page())
