"""`dragoman read` and `reread` killed at random moments and run again: the ledger of one run."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

import dragoman
from dragoman.ledger import open_ledger
from killing import COMMAND, started
from ledger_content import content
from postgres_server import Server

SAMPLES = Path(__file__).parent.parent / "samples"
A_LEDGER = 5
"""How often one ledger's run is killed before it may come to its end."""
PATIENCE = 3600
"""Seconds after which a run hangs; a busy machine takes many."""


@dataclass(frozen=True)
class Work:
    """A program that adds rows to a table of a ledger, and the ledgers that it begins with."""

    words: tuple[str, ...]
    table: str
    begun: Callable[[], str]

    def start(self, url: str) -> subprocess.Popen[bytes]:
        """Start it on a ledger."""
        return started((*self.words, "--ledger", url), SAMPLES)

    def finish(self, url: str) -> None:
        """Do it to the end."""
        assert self.start(url).wait(PATIENCE) == 0

    def done(self, url: str) -> int:
        """Return how many rows the table has by now."""
        counted = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(self.table))
        with psycopg.connect(url) as connection:
            row = connection.execute(counted).fetchone()
        return int(row[0]) if row else 0

    def kill(self, url: str, least: int, later: float) -> bool:
        """Kill it some time after there are so many rows; return False if it ended before."""
        process = self.start(url)
        while process.poll() is None and self.done(url) < least:
            time.sleep(0.01)
        time.sleep(later)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def reading(server: Server, folder: Path) -> Work:
    """Return the work of reading the articles of a folder."""
    return Work((*COMMAND, "read", "--reader", "rules", str(folder)), "articles", server.ledger)


def reading_again(server: Server, files: Sequence[Path]) -> Work:
    """Return the work of reading again, by the learned reader, what was read by the rules."""
    made = server.ledger()
    with open_ledger(made) as ledger:
        dragoman.read_into(ledger, dragoman.gather([str(file) for file in files]), reader="rules")
        for one in dragoman.statements(ledger)[:6:2]:
            dragoman.records_reject(ledger, one.record, reason="No.")
    words = (*COMMAND, "reread", "--reader", "default", "--apply")
    return Work(words, "readings", lambda: server.copied(made))


def kill_often(work: Work, times: int, seed: int) -> int:
    """Kill so many runs; return how many of them had done some of the work, and not all."""
    chance = random.Random(seed)
    whole = work.begun()
    nothing = work.done(whole)
    work.finish(whole)
    expected = content(whole)
    every = len(expected[work.table])
    killed = midway = 0
    while killed < times:
        url, done = work.begun(), nothing
        for _ in range(min(A_LEDGER, times - killed)):
            least = chance.randint(done, every - 1) if done < every else every
            killed += work.kill(url, least, chance.uniform(0, 0.1))
            done = work.done(url)
            midway += nothing < done < every
        work.finish(url)
        assert content(url) == expected
    assert dragoman.verify(url) == ()
    return midway


def articles(folder: str) -> list[Path]:
    """Return the files of a folder of samples in their order."""
    return sorted((SAMPLES / folder).glob("*.txt"))


def test_killed_at_random_moments_and_run_again_it_ends_with_the_same_ledger(
    server: Server, tmp_path: Path
) -> None:
    for path in articles("ledra-strait")[:4]:
        shutil.copy(path, tmp_path)
    assert kill_often(reading(server, tmp_path), 2, seed=1) > 0


def test_reading_again_is_killed_and_ends_with_the_same_ledger(server: Server) -> None:
    again = reading_again(server, articles("ledra-strait")[:4])
    assert kill_often(again, 2, seed=1) > 0


@pytest.mark.prove
def test_fifty_kills(server: Server) -> None:
    midway = kill_often(reading(server, SAMPLES), 50, seed=7)
    print(f"50 kills of read, {midway} of them with some articles stored and not all")
    assert midway >= 10


@pytest.mark.prove
def test_fifty_kills_of_reading_again(server: Server) -> None:
    again = reading_again(server, articles("ledra-strait"))
    midway = kill_often(again, 50, seed=7)
    print(f"50 kills of reread, {midway} of them with some articles read again and not all")
    assert midway >= 10
