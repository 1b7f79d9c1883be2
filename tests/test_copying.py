"""A ledger copied between files and databases says the same there, or nothing is copied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import Dragoman
from dragoman import views
from dragoman.errors import LedgerError
from dragoman.ledger import copying, open_ledger
from dragoman.ledger.columns import metadata
from dragoman.ledger.copying import copy
from dragoman.ledger.decisions import Verb
from ledger_content import content
from postgres_server import Server
from tellings import batch

REJECT: Verb = "reject"


def rows(where: str | Path) -> dict[str, list[str]]:
    """Return what a ledger says, without the index of words, which each kind has for itself."""
    found = content(where)
    return {name: found[name] for name in metadata.tables}


@pytest.fixture
def full_file(tmp_path: Path) -> Path:
    """A ledger with all that a batch and a decision leave in it."""
    path = tmp_path / "talks.db"
    with open_ledger(path) as ledger:
        for told in batch():
            ledger.add(told)
        first = batch()[0]
        ledger.decide(f"{first.article.id}/{first.statements[0].id}", REJECT, who="Ines", why="No.")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "copy.db")
        return
    server: Server = request.getfixturevalue("server")
    yield server.ledger()


def test_a_copy_says_the_same_and_goes_on_alike(full_file: Path, empty_place: str) -> None:
    told: list[tuple[int, int]] = []
    copied = copy(full_file, empty_place, on_progress=lambda *step: told.append(step))
    assert copied.articles == len(batch())
    assert told[-1] == (2 * copied.rows, 2 * copied.rows)
    assert rows(empty_place) == rows(full_file)
    with open_ledger(full_file) as one, open_ledger(empty_place) as other:
        for view in (views.statements, views.positions, views.matters, views.articles):
            assert view(one) == view(other)
        for query in ("words", "n2*", '"words of"', "nothing"):
            assert views.statements(one, query) == views.statements(other, query)
            assert views.articles(one, query) == views.articles(other, query)
        again = batch()[1]
        for ledger in (one, other):
            ledger.decide(f"{again.article.id}/{again.statements[0].id}", "confirm", who="Ines")
    assert rows(empty_place) == rows(full_file)


def test_there_and_back_is_what_it_was(server: Server, full_file: Path, tmp_path: Path) -> None:
    there = server.ledger()
    first = copy(full_file, there)
    back = copy(there, tmp_path / "back.db")
    assert first.digest == back.digest
    assert content(tmp_path / "back.db") == content(full_file)
    with sqlite3.connect(tmp_path / "back.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_not_empty_is_not_copied_to(full_file: Path) -> None:
    before = content(full_file)
    with pytest.raises(LedgerError, match="not empty"):
        copy(full_file, full_file)
    assert content(full_file) == before


def test_an_absent_ledger_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        copy(tmp_path / "absent.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_is_stopped_leaves_nothing_and_can_be_made_again(
    full_file: Path, empty_place: str
) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(full_file, empty_place, on_progress=stop)
    with open_ledger(empty_place) as ledger:
        assert ledger.articles() == ()
    assert copy(full_file, empty_place).articles == len(batch())


def test_a_copy_that_differs_is_not_kept(
    full_file: Path, empty_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copying._make_findable

    def spoiled(connection: object) -> None:
        made(connection)  # type: ignore[arg-type]
        connection.exec_driver_sql("UPDATE statements SET n = 7 WHERE key = 1")  # type: ignore[attr-defined]

    monkeypatch.setattr(copying, "_make_findable", spoiled)
    with pytest.raises(LedgerError, match=r"differs from .* in the table statements"):
        copy(full_file, empty_place)
    with open_ledger(empty_place) as ledger:
        assert ledger.articles() == ()


def test_the_command_tells_what_was_copied(full: Dragoman) -> None:
    code, told, _ = full("copy", "dragoman.db", "other.db")
    assert code == 0
    assert "2 articles" in told and "both say the same" in told
    assert (
        full("statements", "--to", "json")[1]
        == (full("statements", "--to", "json", "--ledger", "other.db")[1])
    )
    code, _, told = full("copy", "dragoman.db", "other.db")
    assert code == 1
    assert "not empty" in told
