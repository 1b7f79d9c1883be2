"""Killed at any moment and run again, everything ends as if nothing had happened.

Each program is killed some moments after its folder begins to change, so that most kills fall
into its work on the ledger. `make prove` kills more often.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

import dragoman
from dragoman.ledger import open_ledger
from killing import COMMAND, Killer, started
from ledger_rows import content
from older import as_of_0003
from tellings import batch

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

SAMPLES = Path(__file__).parent.parent / "samples"
PROOF = pytest.param(50, marks=pytest.mark.prove)
READING = (*COMMAND, "read", "../news", "--ledger", "talks.db")
AGAIN = (*COMMAND, "reread", "--reader", "default", "--apply", "--ledger", "talks.db")
OPENING = (sys.executable, "-c", "from dragoman.ledger import open_ledger; open_ledger('talks.db')")
COPYING = (
    sys.executable,
    "-c",
    "import time\nfrom dragoman.ledger import backing_up\nbacking_up.PAGES = 4\n"
    "backing_up.backup('talks.db', 'copy.db', on_progress=lambda *_: time.sleep(0.005))",
)


def in_one_go(words: tuple[str, ...], folder: Path) -> dict[str, list[str]]:
    """Return all rows of the ledger that a program makes which nobody kills."""
    folder.mkdir(exist_ok=True)
    assert started(words, folder).wait(timeout=600) == 0
    return content(folder / "talks.db")


@pytest.mark.parametrize("kills", [2, PROOF])
def test_reading(tmp_path: Path, kills: int) -> None:
    news = tmp_path / "news"
    news.mkdir()
    files = sorted((SAMPLES / "ledra-strait").glob("*.txt"))
    for file in files[: 4 if kills < 50 else None]:
        shutil.copy(file, news)
    if kills == 50:
        shutil.copytree(SAMPLES / "port-varn", news / "port-varn")
    expected = in_one_go(READING, tmp_path / "whole")
    done = rounds = 0
    while done < kills:
        rounds += 1
        folder = tmp_path / f"round{rounds}"
        folder.mkdir()
        killer = Killer(READING, folder, longest=0.6 if kills < 50 else 2.5, seed=rounds)
        killer.until_done(kills - done)
        done += killer.kills
        assert content(folder / "talks.db") == expected
    assert len(expected["articles"]) >= 4
    assert dragoman.verify(folder / "talks.db") == ()


@pytest.mark.parametrize("kills", [2, PROOF])
def test_reading_again(tmp_path: Path, kills: int) -> None:
    made = tmp_path / "made"
    made.mkdir()
    files = sorted((SAMPLES / "ledra-strait").glob("*.txt"))[: 4 if kills < 50 else None]
    where = made / "talks.db"
    with open_ledger(where) as ledger:
        dragoman.read_into(ledger, dragoman.gather([str(file) for file in files]), reader="rules")
        for one in dragoman.statements(ledger)[:6:2]:
            dragoman.records_reject(ledger, one.record, reason="No.")
    shutil.copytree(made, tmp_path / "whole")
    expected = in_one_go(AGAIN, tmp_path / "whole")
    assert len(expected["readings"]) == 2 * len(files)
    done = rounds = 0
    while done < kills:
        rounds += 1
        folder = tmp_path / f"round{rounds}"
        shutil.copytree(made, folder)
        killer = Killer(AGAIN, folder, longest=0.6 if kills < 50 else 2.5, seed=rounds)
        killer.until_done(kills - done)
        done += killer.kills
        assert content(folder / "talks.db") == expected
    assert dragoman.verify(folder / "talks.db") == ()


def older(folder: Path) -> Path:
    """Make a ledger of an early schema in a folder."""
    folder.mkdir()
    where = folder / "talks.db"
    with open_ledger(where) as ledger:
        for told in batch():
            ledger.add(told)
    with closing(sqlite3.connect(where)) as old, old:
        as_of_0003(old)
    return where


@pytest.mark.parametrize("kills", [3, PROOF])
def test_bringing_an_older_ledger_up_to_date(tmp_path: Path, kills: int) -> None:
    made = older(tmp_path / "old")
    before = content(made)
    shutil.copytree(made.parent, tmp_path / "whole")
    expected = in_one_go(OPENING, tmp_path / "whole")
    assert expected.keys() > before.keys()
    done = rounds = 0
    while done < kills:
        rounds += 1
        folder = tmp_path / f"round{rounds}"
        shutil.copytree(made.parent, folder)
        killer = Killer(OPENING, folder, longest=1.0, seed=rounds)
        while done + killer.kills < kills and killer.once():
            assert content(folder / "talks.db") in (before, expected)
        killer.until_done(0)
        done += killer.kills
        assert content(folder / "talks.db") == expected


@pytest.mark.parametrize("kills", [3, PROOF])
def test_copying(tmp_path: Path, kills: int) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    where, copy = folder / "talks.db", folder / "copy.db"
    with open_ledger(where) as ledger:
        for told in batch():
            ledger.add(told)
    before = content(where)
    killer = Killer(COPYING, folder, longest=0.8, seed=kills)
    while killer.kills < kills:
        killer.once()
        assert content(where) == before
        if copy.exists():
            assert content(copy) == before
            copy.unlink()
    killer.until_done(0)
    assert content(copy) == before
