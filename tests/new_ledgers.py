"""New ledgers at the price of one: the tables that the migrations make are made once a run.

Running all migrations takes a quarter of a second of processor time, and the tests make some
thousands of ledgers. Those after the first are given the very tables, indexes and first rows that
the first one got from the migrations. What is left of a ledger's opening runs as ever.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from dragoman.ledger import database


class MadeOnce:
    """Does what `database.upgraded` does, and for a new SQLite ledger again what it did there."""

    def __init__(self) -> None:
        self._upgraded = database.upgraded
        self._steps: list[tuple[str, tuple[object, ...]]] = []

    def upgraded(self, connection: Connection, revision: str | None = None) -> None:
        new = database.revision_of(connection) is None
        if not new or revision is not None or connection.dialect.name != "sqlite":
            self._upgraded(connection, revision)
        elif self._steps:
            for step, values in self._steps:
                connection.exec_driver_sql(step, values)
        else:
            there = _names(connection)
            self._upgraded(connection)
            self._steps = [*_made(connection, there), *_rows(connection)]


def _names(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())


def _made(connection: Connection, there: set[str]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield how all that has a name was made, without the tables of full-text indexes."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    every = [tuple(row) for row in connection.exec_driver_sql(query)]
    for name, sql in every:
        if name not in there and not _of_an_index(name, every) and name != "sqlite_sequence":
            yield sql, ()


def _of_an_index(name: str, every: list[tuple[str, str]]) -> bool:
    virtual = (one for one, sql in every if sql.startswith("CREATE VIRTUAL TABLE"))
    return any(name.startswith(f"{one}_") for one in virtual)


def _rows(connection: Connection) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield how the rows come there that a new ledger begins with."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    every = [(name, sql or "") for name, sql in connection.exec_driver_sql(query)]
    for name, sql in every:
        if sql.startswith("CREATE VIRTUAL TABLE") or _of_an_index(name, every):
            continue
        for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
            places = ", ".join("?" * len(row))
            yield f'INSERT INTO "{name}" VALUES ({places})', tuple(row)


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """Let new ledgers be made at the price of one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "upgraded", MadeOnce().upgraded)
        yield
