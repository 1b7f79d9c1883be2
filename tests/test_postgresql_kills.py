"""`dragoman read` killed at random moments and run again: the ledger of an unkilled run."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from ledger_content import content
from postgres_server import Server

SAMPLES = Path(__file__).parent.parent / "samples"
READ = (sys.executable, "-c", "from dragoman.cli import main; main()", "read", "--reader", "rules")
A_LEDGER = 5
"""How often one ledger's run is killed before it may come to its end."""
PATIENCE = 3600
"""Seconds after which a run hangs; a busy machine takes many."""


def reading(url: str, folder: Path) -> subprocess.Popen[bytes]:
    words = (*READ, str(folder), "--ledger", url)
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finished(url: str, folder: Path) -> None:
    """Read to the end."""
    assert reading(url, folder).wait(PATIENCE) == 0


def held(url: str) -> int:
    """Return how many articles are stored by now."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM articles").fetchone()
    return int(row[0]) if row else 0


def killed_after(url: str, folder: Path, least: int, later: float) -> int:
    """Kill a run some time after so many articles are stored; return how many are then."""
    process = reading(url, folder)
    while process.poll() is None and held(url) < least:
        time.sleep(0.01)
    time.sleep(later)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return held(url)


def kill_often(server: Server, folder: Path, times: int, seed: int) -> int:
    """Kill so many runs; return how many of them had stored some articles, and not all."""
    chance = random.Random(seed)
    whole = server.ledger()
    finished(whole, folder)
    expected = content(whole)
    every = len(expected["articles"])
    killed = midway = 0
    while killed < times:
        url = server.ledger()
        stored = 0
        for _ in range(min(A_LEDGER, times - killed)):
            least = chance.randint(stored, every - 1) if stored < every else every
            stored = killed_after(url, folder, least, chance.uniform(0, 0.1))
            killed += 1
            midway += 0 < stored < every
        finished(url, folder)
        assert content(url) == expected
    return midway


def test_killed_at_random_moments_and_run_again_it_ends_with_the_same_ledger(
    server: Server, tmp_path: Path
) -> None:
    for path in sorted((SAMPLES / "ledra-strait").glob("*.txt"))[:4]:
        shutil.copy(path, tmp_path)
    assert kill_often(server, tmp_path, 2, seed=1) > 0


@pytest.mark.prove
def test_fifty_kills(server: Server) -> None:
    midway = kill_often(server, SAMPLES, 50, seed=7)
    print(f"50 kills, {midway} of them with some articles stored and not all")
    assert midway >= 10
