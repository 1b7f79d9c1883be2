"""A ledger of every revision of the schema, with rows in it, is brought up to date and whole.

A ledger of a revision is made by that revision's own migrations, and given all rows and columns
of a present one that it has tables and columns for.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

import dragoman
import made
from dragoman import views
from dragoman.ledger import open_ledger
from dragoman.ledger.columns import metadata
from dragoman.ledger.database import REVISIONS, upgraded
from dragoman.ledger.place import APPLICATION_ID
from dragoman.ledger.search import ARTICLES, STATEMENTS
from ledger_rows import content
from tellings import batch

RELEASED = REVISIONS[1:]
"""The first two came together: no ledger was ever of the first alone."""


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of today, with readings of which the oldest schema can keep everything."""
    where = tmp_path_factory.mktemp("present") / "talks.db"
    with open_ledger(where) as ledger:
        for told in [*batch()[:8], made.reading(), made.reading("copy")]:
            ledger.add(told)
        rows = views.statements(ledger)
        ledger.decide(rows[1].record, "reject", who="me", why="no")
        matter = views.matters(ledger)[0].matter
        dragoman.matters_rename(ledger, matter, "The talks", who="me", reason="shorter")
    return where


def as_of(revision: str, present: Path, where: Path) -> None:
    """Make a ledger of a revision with the rows of a present one."""
    with closing(sqlite3.connect(where, isolation_level=None)) as old:
        engine = create_engine("sqlite://", creator=lambda: old)
        with engine.begin() as connection:
            upgraded(connection, revision)
    with closing(sqlite3.connect(where, isolation_level=None)) as old:
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("ATTACH ? AS present", (str(present),))
        old.execute("BEGIN")
        for table in metadata.sorted_tables:
            have = {row[1] for row in old.execute(f'PRAGMA main.table_info("{table.name}")')}
            shared = ", ".join(f'"{name}"' for name in (c.name for c in table.c) if name in have)
            if shared:
                rows = f'SELECT {shared} FROM present."{table.name}"'
                old.execute(f'INSERT INTO main."{table.name}" ({shared}) {rows}')
        for index in (STATEMENTS, ARTICLES):
            old.execute(f"INSERT INTO main.{index} ({index}) VALUES ('rebuild')")
        old.execute("COMMIT")


@pytest.mark.parametrize("revision", RELEASED)
def test_a_ledger_of_each_revision_is_brought_up_to_date(
    present: Path, tmp_path: Path, revision: str
) -> None:
    where = tmp_path / "old.db"
    as_of(revision, present, where)
    with open_ledger(where) as ledger:
        assert len(ledger.articles()) == 10
        assert len(ledger.decisions()) == 2
        assert any(row.name == "The talks" for row in views.matters(ledger))
    found = dragoman.verify(where)
    assert found == ()
    now, before = content(where), content(present)
    for table in metadata.sorted_tables:
        if table.info["layer"] in ("came", "decided"):
            assert now[table.name] == before[table.name], table.name
