"""`dragoman backup`: a copy made while the ledger is in use, which is whole or not there at all."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
from pathlib import Path

import pytest

import dragoman
from command_line import Dragoman
from dragoman import views
from dragoman.errors import LedgerDamaged, LedgerError
from dragoman.ledger import backing_up, open_ledger
from dragoman.ledger.backing_up import backup
from ledger_rows import content
from older import as_of_0003
from tellings import batch


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A ledger of ten articles in a folder of its own."""
    where = tmp_path / "talks.db"
    with open_ledger(where) as ledger:
        for told in batch()[:10]:
            ledger.add(told)
    return where


def test_a_copy_has_every_row_and_is_one_file(talks: Path, tmp_path: Path) -> None:
    talks.chmod(0o640)
    made = backup(talks, tmp_path / "copy.db")
    assert (made.path, made.articles) == (tmp_path / "copy.db", 10)
    assert made.bytes == made.path.stat().st_size
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "talks.db"]
    assert content(made.path) == content(talks)
    with open_ledger(made.path) as copy:
        assert copy.add(batch()[11]) == "new"


def test_a_copy_is_of_one_moment_while_others_write(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "PAGES", 16)
    stored = 0
    with open_ledger(talks) as writer:
        waiting = batch()[10:]

        def meanwhile(done: int, total: int) -> None:
            nonlocal stored
            if done < total and len(waiting) > 1:
                writer.add(waiting.pop())
                stored += 1

        made = backup(talks, tmp_path / "copy.db", on_progress=meanwhile)
        writer.add(waiting.pop())
    assert stored
    with open_ledger(made.path) as copy:
        assert len(copy.articles()) == made.articles == 10
        assert len(views.statements(copy)) == 20
    with open_ledger(talks) as ledger:
        assert len(ledger.articles()) == 11 + stored


def test_many_writers_never_make_it_begin_again(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "PAGES", 1)
    done: list[int] = []
    stop = threading.Event()

    def write() -> None:
        with open_ledger(talks) as writer:
            for told in batch()[10:]:
                if stop.is_set():
                    return
                writer.add(told)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        backup(talks, tmp_path / "copy.db", on_progress=lambda pages, _: done.append(pages))
    finally:
        stop.set()
        writing.join()
    assert done == sorted(done)


def test_progress_is_told_to_its_end(talks: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    backup(talks, tmp_path / "copy.db", on_progress=lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1] > 0


def test_nothing_is_replaced_unless_asked(talks: Path, tmp_path: Path) -> None:
    there = tmp_path / "copy.db"
    there.write_text("mine")
    with pytest.raises(LedgerError, match=r"copy\.db: a file of that name.*--force"):
        backup(talks, there)
    assert there.read_text() == "mine"
    assert backup(talks, there, force=True).articles == 10
    with pytest.raises(LedgerError, match="the ledger itself"):
        backup(talks, talks, force=True)
    link = tmp_path / "link.db"
    os.link(talks, link)
    with pytest.raises(LedgerError, match="the ledger itself"):
        backup(talks, link, force=True)


def test_a_file_that_came_meanwhile_is_left_alone(talks: Path, tmp_path: Path) -> None:
    there = tmp_path / "copy.db"

    def meanwhile(*_: int) -> None:
        there.write_text("mine")

    with pytest.raises(LedgerError, match="a file of that name"):
        backup(talks, there, on_progress=meanwhile)
    assert there.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "talks.db"]


def test_a_ledger_in_use_is_not_replaced(talks: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "copy.db") as used:
        used.add(batch()[0])
        with pytest.raises(LedgerError, match="in use"):
            backup(talks, tmp_path / "copy.db", force=True)


def test_a_backup_that_ends_early_leaves_nothing(talks: Path, tmp_path: Path) -> None:
    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(talks, tmp_path / "copy.db", on_progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["talks.db"]


def test_what_a_killed_backup_left_goes_after_a_day(talks: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "copy.db.abc.part", tmp_path / "copy.db.def.part"
    for left in (old, new):
        left.touch()
    os.utime(old, (time.time() - 90_000, time.time() - 90_000))
    backup(talks, tmp_path / "copy.db")
    assert not old.exists() and new.exists()


def test_a_damaged_ledger_is_not_copied(talks: Path, tmp_path: Path) -> None:
    raw = bytearray(talks.read_bytes())
    raw[len(raw) // 2 :] = b"\xa5" * (len(raw) - len(raw) // 2)
    talks.write_bytes(raw)
    with pytest.raises(LedgerDamaged, match=r"talks\.db: .*damaged.*dragoman verify"):
        backup(talks, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["talks.db"]


def test_a_ledger_of_an_earlier_dragoman_is_copied_as_it_is(talks: Path, tmp_path: Path) -> None:
    with sqlite3.connect(talks) as old:
        as_of_0003(old)
    old.close()
    before = content(talks)
    made = backup(talks, tmp_path / "copy.db")
    assert content(made.path) == before == content(talks)


@pytest.mark.parametrize(
    ("to", "what"),
    [(".", "this is a folder"), ("absent/copy.db", "folder does not exist")],
)
def test_a_place_for_no_copy_is_told(talks: Path, tmp_path: Path, to: str, what: str) -> None:
    with pytest.raises(LedgerError, match=what):
        backup(talks, tmp_path / to)


def test_an_absent_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        backup(tmp_path / "absent.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_made(full: Dragoman, home: Path) -> None:
    code, shown, told = full("backup", "copy.db")
    assert (code, told) == (0, "")
    assert shown.startswith("copy.db: 2 articles, ") and shown.endswith(" kB, whole.\n")
    assert full("backup", "copy.db")[0] == 1
    assert full("backup", "copy.db", "--force")[0] == 0
    with dragoman.open_ledger(home / "copy.db") as ledger:
        assert len(ledger.articles()) == 2
