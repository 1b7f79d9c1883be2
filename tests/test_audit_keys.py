"""`dragoman audit` at a terminal: single keys, typing ahead, Ctrl-C, and being killed."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audited import articles
from dragoman import views
from dragoman.ledger import open_ledger

pty = pytest.importorskip("pty")

# A background job may ignore Ctrl-C, or a closed terminal, and hands that on: the tests want
# both heard there too.
PROGRAM = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    "from dragoman.cli import main; main()"
)
PATIENCE = 60
"""Seconds to wait for what must come, on a loaded machine."""


AT = {"COLUMNS": "80", "TERM": "xterm", "DRAGOMAN_LEDGER": "dragoman.db"}


class Terminal:
    """A program at a pseudo-terminal of 80 columns: what it shows, and keys to press."""

    def __init__(self, *arguments: str, cwd: Path, **environment: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "audit", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            start_new_session=True,
            env={**os.environ, **AT, **environment},
        )
        os.close(slave)
        self.seen = ""
        self._at = 0

    def wait_for(self, words: str) -> str:
        """Return what was shown since the last time, up to these words."""
        until = time.monotonic() + PATIENCE
        while (found := self._plain().find(words, self._at)) < 0:
            assert time.monotonic() < until and self._read(), f"{words!r} did not come: {self.seen}"
        shown = self._plain()[self._at : found + len(words)]
        self._at = found + len(words)
        return shown

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self) -> tuple[int, str]:
        """Return the exit code, and what was shown since the last time."""
        while self._read():
            pass
        return self.process.wait(PATIENCE), self._plain()[self._at :]

    def _plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.seen.replace("\r\n", "\n"))

    def _read(self) -> bool:
        ready, _, _ = select.select([self.master], [], [], PATIENCE)
        if not ready:
            return False
        try:
            taken = os.read(self.master, 65536)
        except OSError:  # the other end is closed
            return False
        self.seen += taken.decode("utf-8", "replace")
        return bool(taken)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "dragoman.db") as opened:
        for told in articles():
            opened.add(told)
    return tmp_path


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.close()


def marks(where: Path) -> list[str | None]:
    with open_ledger(where / "dragoman.db") as opened:
        found = [item.mark_of("Ines") for item in views.audit_items(opened)]
    return [
        mark.mark + "".join(f" {word}" for word in mark.wrong) if mark else None for mark in found
    ]


ASK = "q stop: "


def test_keys_are_answers_and_an_audit_ends_with_its_figures(
    where: Path, terminals: list[Terminal]
) -> None:
    terminal = Terminal("--sample", "4", "--seed", "1", "--who", "Ines", cwd=where)
    terminals.append(terminal)
    assert "1 of 4 ·" in terminal.wait_for(ASK)
    terminal.press("y")
    assert "→ right" in terminal.wait_for(ASK)
    terminal.press("\x1b[A")  # an arrow is no answer
    terminal.press("x")
    assert "no such mark" in terminal.wait_for(ASK)
    terminal.press("p")
    terminal.wait_for("a note if you like: ")
    terminal.press("words: zu kurz, größer 🕊\n")
    assert "→ partly: words (zu kurz, größer 🕊)" in terminal.wait_for(ASK)
    terminal.press("n")
    terminal.wait_for("Enter for all of it: ")
    terminal.press("\n")
    assert "→ wrong" in terminal.wait_for(ASK)
    terminal.press("u")
    assert "3 of 4 ·" in terminal.wait_for(ASK)
    terminal.press("yy")
    shown = terminal.wait_for("[y/N] ")
    assert "4 of 4 judged" in shown
    assert "Make your marks decisions: confirm 3, reject 0?" in shown
    terminal.press("\n")
    assert terminal.end() == (0, "\n")
    assert marks(where) == ["right", "partly words", "right", "right"]
    with open_ledger(where / "dragoman.db") as opened:
        assert opened.decisions() == ()


def after_one_mark(where: Path, terminals: list[Terminal]) -> Terminal:
    """Return a terminal that asks for the second of three records."""
    terminal = Terminal("--sample", "3", "--who", "Ines", cwd=where)
    terminals.append(terminal)
    terminal.wait_for(ASK)
    terminal.press("y")
    terminal.wait_for("→ right")
    terminal.wait_for(ASK)
    return terminal


def test_ctrl_c_keeps_the_marks_and_says_how_to_go_on(
    where: Path, terminals: list[Terminal]
) -> None:
    terminal = after_one_mark(where, terminals)
    os.killpg(terminal.process.pid, signal.SIGINT)
    code, shown = terminal.end()
    assert code == 130
    assert "2 records left; all marks are kept. Go on with: dragoman audit --resume" in shown
    assert "Traceback" not in terminal.seen
    assert marks(where) == ["right", None, None]


def test_a_killed_audit_is_offered_again_and_nothing_is_lost(
    where: Path, terminals: list[Terminal]
) -> None:
    terminal = after_one_mark(where, terminals)
    terminal.process.send_signal(signal.SIGKILL)
    terminal.process.wait()
    assert marks(where) == ["right", None, None]
    again = Terminal("--who", "Ines", cwd=where, NO_COLOR="1")
    terminals.append(again)
    again.wait_for("is unfinished (1 of 3). Go on with it? [y/N] ")
    again.press("y\n")
    assert "2 of 3 ·" in again.wait_for(ASK)
    again.press("n\n")
    assert "3 of 3 ·" in again.wait_for(ASK)
    again.press("\x04")
    code, shown = again.end()
    assert code == 0 and "1 record left" in shown
    assert marks(where) == ["right", "wrong", None]
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", again.seen), "no colour where none is wanted"


def test_a_closed_terminal_leaves_what_was_marked(where: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal("--sample", "3", "--who", "Ines", cwd=where)
    terminals.append(terminal)
    terminal.wait_for(ASK)
    terminal.press("y")
    terminal.wait_for("→ right")
    terminal.process.send_signal(signal.SIGHUP)
    terminal.process.wait(PATIENCE)
    assert marks(where) == ["right", None, None]
