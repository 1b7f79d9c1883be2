"""Programs killed at random moments, until what they do is done all the same."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

COMMAND = (sys.executable, "-c", "from dragoman.cli import main; main()")


def started(words: Sequence[str], cwd: Path) -> subprocess.Popen[bytes]:
    """Start a program that says nothing."""
    return subprocess.Popen(
        words,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )


def killed(process: subprocess.Popen[bytes], after: float, changed: Callable[[], object]) -> bool:
    """Kill a program so long after something begins to change; return False if it ended before."""
    before = changed()
    while process.poll() is None and changed() == before:
        time.sleep(0.002)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait(timeout=120) == -signal.SIGKILL


def files_of(folder: Path) -> Callable[[], object]:
    """Return what tells the files of a folder and their sizes."""

    def told() -> object:
        sizes = {}
        for file in folder.iterdir():
            try:
                sizes[file.name] = file.stat().st_size
            except FileNotFoundError:  # it went meanwhile
                continue
        return sizes

    return told


class Killer:
    """Runs a program in a folder again and again, and kills it at random moments."""

    def __init__(self, words: Sequence[str], cwd: Path, *, longest: float, seed: int) -> None:
        self._words, self._cwd, self._longest = words, cwd, longest
        self._chance = random.Random(seed)
        self.kills = 0

    def once(self) -> bool:
        """Start it and kill it some moment after the folder begins to change; False if it ended."""
        after = self._longest * self._chance.random() ** 2
        if not killed(started(self._words, self._cwd), after, files_of(self._cwd)):
            return False
        self.kills += 1
        return True

    def until_done(self, most: int) -> None:
        """Kill it until it ends by itself, at most so often in all, and then let it end."""
        while self.kills < most and self.once():
            pass
        assert started(self._words, self._cwd).wait(timeout=600) == 0
