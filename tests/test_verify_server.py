"""`dragoman verify` and `dragoman backup` of a ledger on a PostgreSQL server."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

import changed_rows
import dragoman
from command_line import Dragoman
from dragoman import views
from dragoman.errors import LedgerDamaged, LedgerError, LedgerNewer
from dragoman.ledger import open_ledger
from dragoman.ledger.columns import metadata
from dragoman.ledger.copying import copy
from dragoman.ledger.verifying import mend, unchecked
from ledger_content import content
from postgres_server import Server
from tellings import batch

PAGES = (
    *("editions_language", "editions_outlet", "editions_published", "statements_kind"),
    *("statements_anonymity", "statements_factivity", "standings_stance_day"),
    *("condition_standings_statement", "standings_rank_name_day"),
    *("condition_standings_actor_day", "condition_standings_day", "tellings_again"),
)
"""Indexes that revisions from 0018 on add."""


@pytest.fixture(scope="module")
def whole(server: Server) -> str:
    """The name of a database that holds a ledger with some of everything."""
    with open_ledger(server.ledger()) as ledger:
        changed_rows.fill(ledger)
    name = f"ledger{server.made}"
    server.run("CREATE EXTENSION amcheck", name)
    return name


@pytest.fixture
def talks(whole: str, server: Server) -> Iterator[str]:
    """The address of a copy of it."""
    copied = f"copy_of_{whole}"  # other modules keep databases on the same server
    server.run(f"CREATE DATABASE {copied} TEMPLATE {whole}")
    yield server.url(copied)
    server.run(f"DROP DATABASE {copied} WITH (FORCE)")


def change(where: str, *commands: str) -> None:
    """Change rows behind the ledger's back, and the server's."""
    with psycopg.connect(where) as database:
        database.execute("SET session_replication_role = replica")
        for command in commands:
            assert database.execute(command).rowcount, command


def rows(where: str | Path) -> dict[str, list[str]]:
    found = content(where)
    return {name: found[name] for name in metadata.tables}


def test_a_whole_ledger_is_left_as_it_is_and_found_whole(talks: str) -> None:
    before = content(talks)
    told: list[tuple[str, int, int]] = []
    assert dragoman.verify(talks, on_progress=lambda *step: told.append(step)) == ()
    assert content(talks) == before
    assert unchecked(talks) == ""
    assert {step[0] for step in told} >= {"Looking at the articles", "Making anew what follows"}


def test_a_ledger_is_looked_through_while_it_is_written_to(talks: str) -> None:
    with open_ledger(talks) as writer:
        waiting = batch()[6:10]

        def meanwhile(doing: str, *_: int) -> None:
            if waiting and doing == "Making anew what follows":
                writer.add(waiting.pop())

        assert dragoman.verify(talks, on_progress=meanwhile) == ()
        assert not waiting
    assert dragoman.verify(talks) == ()


KEPT = (
    *changed_rows.KEPT,
    ("UPDATE articles SET raw = raw || '!'::bytea WHERE key = 2", "bytes", "not those"),
    ("UPDATE readings SET current = false WHERE key = 4", "links", "no current reading"),
)
DERIVED = (
    *changed_rows.DERIVED,
    ("DELETE FROM statement_search WHERE key = 1", "search", "index of words"),
    ("UPDATE article_search SET words = 'x' WHERE key = 1", "search", "index of words"),
)
FLAG = (
    ("UPDATE standings SET counts = NOT counts WHERE n = 0", "derived", "something else"),
    ("INSERT INTO statement_search VALUES (999, 0, 'more')", "search", "index of words"),
)
SCHEMA = (
    *changed_rows.SCHEMA,
    ('ALTER TABLE conditions ALTER kind TYPE text COLLATE "und-x-icu"', "schema", "sort by"),
    ("ALTER TABLE editions DROP CONSTRAINT fk_editions_article_key", "schema", "article_key"),
    ("ALTER TABLE events DISABLE TRIGGER ALL", "schema", "switched off"),
    ("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_claims_id'::regclass",
     "schema", "not valid"),
)  # fmt: skip


@pytest.mark.parametrize("changes", [KEPT, changed_rows.LINKS, DERIVED, FLAG, SCHEMA])
def test_what_was_changed_is_found(talks: str, changes: tuple[tuple[str, str, str], ...]) -> None:
    change(talks, *(command for command, *_ in changes))
    found = dragoman.verify(talks, quick=changes not in (DERIVED, FLAG))
    for _, check, what in changes:
        assert any(row.check == check and what in row.what for row in found), (what, found)
    assert all(row.where and row.remedy and not row.older for row in found)
    assert not any("FILE .recover" in row.remedy for row in found)


def test_an_index_that_lacks_a_row_is_found(talks: str, server: Server) -> None:
    with psycopg.connect(talks) as database:
        database.execute("SET allow_system_table_mods = on")
        off = (
            "UPDATE pg_index SET indisready = {}, indislive = {} "
            "WHERE indexrelid = 'ix_statements_id'::regclass"
        )
        database.execute(off.format("false", "false"))
    change(talks, "UPDATE statements SET id = 's9-9' WHERE key = 1")
    with psycopg.connect(talks) as database:
        database.execute(off.format("true", "true"))
    (row,) = dragoman.verify(talks, quick=True)
    assert (row.check, row.where) == ("file", "ix_statements_id") and "REINDEX" in row.remedy


def test_what_is_derived_is_mended(talks: str) -> None:
    before = rows(talks)
    change(
        talks,
        *changed_rows.MENDED,
        "INSERT INTO statement_search VALUES (999, 0, 'more')",
    )
    assert {row.check for row in dragoman.verify(talks)} == {"derived", "search"}
    mend(talks)
    assert dragoman.verify(talks) == ()
    assert rows(talks) == before


def test_what_was_kept_is_not_mended(talks: str) -> None:
    change(talks, "UPDATE statements SET words = 'other' WHERE key = 1", "DELETE FROM stances")
    with pytest.raises(LedgerDamaged, match=r"not those of the text.*latest copy"):
        mend(talks)


def test_garbage_that_breaks_a_view_is_told(talks: str) -> None:
    change(talks, "UPDATE editions SET paragraphs = '[[' WHERE key = 7")
    with pytest.raises(LedgerDamaged, match="the ledger is damaged"), open_ledger(talks) as ledger:
        ledger.articles()


def test_a_newer_ledger_and_no_ledger_are_told(talks: str, server: Server, tmp_path: Path) -> None:
    change(talks, "UPDATE alembic_version SET version_num = '9999'")
    for work in (dragoman.verify, lambda where: dragoman.backup(where, tmp_path / "copy.db")):
        with pytest.raises(LedgerNewer, match="Upgrade"):
            work(talks)
        with pytest.raises(LedgerError, match="no ledger here"):
            work(server.url("postgres"))
    assert list(tmp_path.iterdir()) == []


def test_the_command_tells_and_shows_no_password(
    whole: str, server: Server, dragoman_: Dragoman
) -> None:
    where = server.url(whole, password="Perl3nkette")
    code, shown, _ = dragoman_("verify", "--quick", "--ledger", where)
    assert code == 0 and shown.endswith(": whole.\n") and "Perl3nkette" not in shown
    code, shown, told = dragoman_("verify", "--quick", "--ledger", server.url("made"))
    assert code == 0 and "amcheck" in told
    code, shown, _ = dragoman_("backup", "copy.db", "--ledger", where)
    assert code == 0 and shown.startswith("copy.db: 8 articles, ")
    code, shown, _ = dragoman_("verify", "--ledger", "copy.db", "--to", "json")
    assert (code, json.loads(shown)) == (0, [])


def test_a_copy_has_every_row_and_goes_back(talks: str, server: Server, tmp_path: Path) -> None:
    made_ = dragoman.backup(talks, tmp_path / "copy.db")
    assert (made_.path, made_.articles) == (tmp_path / "copy.db", 8)
    assert made_.bytes == made_.path.stat().st_size
    assert stat.S_IMODE(made_.path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    with closing(sqlite3.connect(made_.path)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert dragoman.verify(made_.path) == ()
    assert rows(made_.path) == rows(talks)
    with open_ledger(talks) as one, open_ledger(made_.path) as other:
        for query in ("words", "n2*", '"words of"', "nothing"):
            assert views.statements(one, query) == views.statements(other, query)
    there = server.ledger()
    copy(made_.path, there)
    assert content(there) == content(talks)


def test_a_copy_is_of_one_moment_while_others_write(talks: str, tmp_path: Path) -> None:
    before = rows(talks)
    stop = threading.Event()

    def write() -> None:
        with open_ledger(talks) as writer:
            for told in batch()[6:]:
                if stop.is_set():
                    return
                writer.add(told)

    writing = threading.Thread(target=write)

    def meanwhile(*_: int) -> None:
        if not writing.ident:
            writing.start()
            writing.join(0.5)

    try:
        dragoman.backup(talks, tmp_path / "copy.db", on_progress=meanwhile)
    finally:
        stop.set()
        writing.join()
    assert rows(tmp_path / "copy.db") == before
    assert len(rows(talks)["articles"]) > len(before["articles"])


def test_a_backup_that_ends_early_leaves_nothing(talks: str, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dragoman.backup(talks, tmp_path / "copy.db", on_progress=stop)
    (tmp_path / "mine.db").write_text("mine")
    with pytest.raises(LedgerError, match="--force"):
        dragoman.backup(talks, tmp_path / "mine.db")
    change(talks, "DELETE FROM articles WHERE key = 1")
    with pytest.raises(LedgerDamaged, match=r"is damaged.*no copy.*dragoman copy COPY"):
        dragoman.backup(talks, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.db"]


def test_a_ledger_of_an_earlier_dragoman_is_looked_through_and_copied_as_it_is(
    talks: str, tmp_path: Path
) -> None:
    change(talks, "DELETE FROM alembic_version")
    for name in ("deliveries", "notices", "sites", "entries", "feeds"):
        with psycopg.connect(talks) as database:
            database.execute(f"DROP TABLE watch_{name}")
    with psycopg.connect(talks) as database:
        database.execute("DROP TABLE article_standings")
        for name in PAGES:
            database.execute(f"DROP INDEX ix_{name}")
        database.execute("CREATE INDEX ix_condition_standings_actor ON condition_standings (actor)")
        for table in ("standings", "standings_before"):
            database.execute(f"ALTER TABLE {table} DROP COLUMN rank_name")
    change(talks, "INSERT INTO alembic_version VALUES ('0016')")
    assert dragoman.verify(talks) == ()
    dragoman.backup(talks, tmp_path / "copy.db")
    with psycopg.connect(talks) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0016",)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchone() == ("0016",)
    assert rows(tmp_path / "copy.db") == rows(talks)
