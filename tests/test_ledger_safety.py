"""A ledger survives what happens to files: kills, other writers, foreign and damaged files."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import views
from dragoman.errors import DragomanError, LedgerError, LedgerForeign, LedgerLocked, LedgerNewer
from dragoman.ledger import open_ledger
from ledger_rows import content
from tellings import batch

ARTICLES = len(batch())

BATCH = """
import sys
sys.path[:0] = {paths!r}
from tellings import batch
from dragoman.ledger import open_ledger
with open_ledger({where!r}) as ledger:
    print("open", flush=True)
    for told in batch():
        ledger.add(told)
        print(told.article.name, flush=True)
"""


def start(where: Path | str) -> subprocess.Popen[str]:
    code = BATCH.format(where=str(where), paths=[str(Path(__file__).parent)])
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_killed_in_mid_batch_and_run_again_ends_with_the_same_ledger(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    finish(start(whole))
    for until in ("n2", "n20"):
        process = start(broken)
        assert process.stdout
        for line in process.stdout:
            if line.strip() == until:
                break
        time.sleep(0.004)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
    finish(start(broken))
    expected = content(whole)
    assert content(broken) == expected
    assert len(expected["articles"]) == ARTICLES


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    for process in [start(where), start(where)]:
        finish(process)
    with open_ledger(where) as ledger:
        assert len(ledger.articles()) == ARTICLES
        assert len(views.statements(ledger)) == ARTICLES * 2
        assert sum(row.statements for row in views.matters(ledger)) == ARTICLES * 2
        with ledger.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_reader_is_not_disturbed_by_a_writer(tmp_path: Path) -> None:
    told = batch()
    with open_ledger(tmp_path / "x.db") as writer, open_ledger(tmp_path / "x.db") as reader:
        writer.add(told[0])
        with reader.connect() as connection:
            count = "SELECT count(*) FROM articles"
            assert connection.exec_driver_sql(count).scalar() == 1
            writer.add(told[1])
            assert connection.exec_driver_sql(count).scalar() == 1
        assert len(reader.articles()) == 2


def test_a_lock_that_stays_is_told(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with open_ledger(where, busy_seconds=0.05) as ledger:
        other = sqlite3.connect(where, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked, match=r"ledger\.db: another program"):
            ledger.add(batch()[0])
        assert ledger.articles() == ()
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add(batch()[0]) == "new"


def test_a_file_held_by_another_program_is_told_on_opening(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    open_ledger(where).close()
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerLocked, match="run the same command again"):
        open_ledger(where, busy_seconds=0.05)
    other.close()


@pytest.mark.parametrize("content", [b"Once upon a time", b"\x89PNG\r\n\x1a\n" + b"\0" * 400])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    where = tmp_path / "notes.db"
    where.write_bytes(content)
    with pytest.raises(LedgerForeign, match=r"notes\.db.*Name another file"):
        open_ledger(where)
    assert where.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    where = tmp_path / "other.db"
    with sqlite3.connect(where) as other:
        other.execute("CREATE TABLE articles (id)")
    other.close()
    before = where.read_bytes()
    with pytest.raises(LedgerForeign, match="another program"):
        open_ledger(where)
    assert where.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["other.db"]


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    where = tmp_path / "empty.db"
    where.touch()
    with pytest.raises(LedgerError, match="no ledger here"):
        open_ledger(where, create=False)
    with open_ledger(where) as ledger:
        assert ledger.add(batch()[0]) == "new"


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    open_ledger(where).close()
    with sqlite3.connect(where) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(LedgerNewer, match=r"ledger\.db.*9999.*Upgrade"):
        open_ledger(where)


def test_a_ledger_that_was_left_half_made_is_finished(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with sqlite3.connect(where) as database:
        database.execute(f"PRAGMA application_id = {0x44524147}")
    database.close()
    with open_ledger(where) as ledger:
        assert ledger.add(batch()[0]) == "new"


def test_a_damaged_ledger_is_told_with_advice(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with open_ledger(where) as ledger:
        for told in batch():
            ledger.add(told)
    raw = bytearray(where.read_bytes())
    raw[8192:] = b"\xa5" * (len(raw) - 8192)
    where.write_bytes(raw)
    with pytest.raises(LedgerError, match="damaged"):
        open_ledger(where).articles()


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("absent/ledger.db", "the folder .* does not exist"),
        (".", "this is a folder"),
        ("file.txt/ledger.db", "folder"),
    ],
)
def test_a_place_that_can_hold_no_ledger_is_told(tmp_path: Path, where: str, what: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(DragomanError, match=what):
        open_ledger(tmp_path / where)


def test_an_absent_ledger_is_not_made_where_it_is_only_read(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"x\.db: there is no ledger here.*dragoman read"):
        open_ledger(tmp_path / "x.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system without writing")
def test_a_folder_where_nothing_can_be_written_is_told() -> None:
    with pytest.raises(LedgerError, match=r"ledger\.db: (nothing may be written|.*cannot be open)"):
        open_ledger("/proc/ledger.db")


def as_plain_user(work: Callable[[], str]) -> str:
    """Return what the work returns for a user whom permissions bind, for they bind no root."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.write(write, work().encode())
        except BaseException as error:
            os.write(write, repr(error).encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as answer:
        return answer.read()


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_ledger_can_be_read_and_says_so_when_written(what: str) -> None:
    told = batch()
    # Not tmp_path: its parents are closed to others.
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "ledger.db"
        with open_ledger(where) as ledger:
            ledger.add(told[0])
            views.statements(ledger)
        where.chmod(0o444)
        Path(folder).chmod(0o555 if what == "folder" else 0o777)

        def work() -> str:
            with open_ledger(where) as ledger:
                counted = f"{len(views.statements(ledger))} {ledger.writable}"
                try:
                    ledger.add(told[1])
                except LedgerError as error:
                    return f"{counted} {error}"
            return counted

        answer = as_plain_user(work)
        Path(folder).chmod(0o755)
    assert answer.startswith("2 False") and "read-only" in answer


def test_a_full_disk_is_told_and_nothing_is_half_stored(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with open_ledger(where) as ledger:
        with ledger.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 80")
        with pytest.raises(LedgerError, match="disk is full"):
            for told in batch():
                ledger.add(told)
        held = len(ledger.articles())
        assert 0 <= held < ARTICLES
        assert len(views.statements(ledger)) == held * 2
    shutil.copy(where, tmp_path / "copy.db")
    with open_ledger(tmp_path / "copy.db") as ledger:
        for told in batch():
            ledger.add(told)
        assert len(ledger.articles()) == ARTICLES
