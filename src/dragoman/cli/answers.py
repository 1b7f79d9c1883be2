"""Answers of a person: single keys at a terminal, lines through a pipe or where keys fail.

At a terminal a key is an answer, and a line is asked for only where one is needed; through a
pipe each line is one whole answer (`n stance the offer is older`).
"""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from dragoman.cli.screen import ask, tell

_ENDS = ("\x04", "\0")
"""Ctrl-D: as a key, and as the terminal hands it on when it was typed before keys are asked for."""
_LOOK = 0.2
"""Seconds after which a waiting program looks whether it was interrupted."""
_NO_KEY = re.compile(r"(?:\s|\x1b(?:\[[0-9;?]*[A-Za-z~]?|O[A-Za-z])?)+")
"""What no answer begins with: blanks, and what arrows and other such keys send."""


class Answers(Protocol):
    """Where answers come from; `strict` where nobody is there who could be asked again."""

    strict: bool

    def answer(self, prompt: str, more: Mapping[str, str]) -> str | None:
        """Return the next answer, None at the end; `more` asks for a line after some keys."""
        ...


class Lines:
    """Answers of a line each."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict

    def answer(self, prompt: str, more: Mapping[str, str]) -> str | None:
        """Return the next line, None when there is no more."""
        ask(prompt)
        line = _line()
        if self.strict:
            tell("" if line is None else line)
        return line


class Keys:
    """Answers of a key each, from a terminal that gives them out one by one."""

    strict = False

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._typed = ""
        self._bytes = b""

    def answer(self, prompt: str, more: Mapping[str, str]) -> str | None:
        """Return the next key, and the line that it asks for; None at the end of input."""
        ask(prompt)
        with _single_keys(self._terminal):
            key = self._key()
        tell(key or "")
        if not key or key not in more:
            return key
        ask(more[key])
        line = self._line()
        return None if line is None else f"{key} {line}"

    def _key(self) -> str | None:
        while True:
            if not self._typed and not self._read():
                return None
            self._typed = self._typed[_skipped(self._typed) :]
            key, self._typed = self._typed[:1], self._typed[1:]
            if key in _ENDS:
                return None
            if key:
                return key

    def _line(self) -> str | None:
        while "\n" not in self._typed:
            if not self._read():
                return None
        line, _, self._typed = self._typed.partition("\n")
        return line.strip()

    def _read(self) -> bool:
        """Take what was typed; a character may come in several pieces."""
        # A Ctrl-C between Python's look for signals and a read that waits would be seen only
        # after the next key: hence no read before there is something.
        while not select.select([self._terminal], [], [], _LOOK)[0]:
            pass
        try:
            taken = os.read(self._terminal, 1024)
        except OSError:
            return False
        self._bytes += taken
        with suppress(UnicodeDecodeError):
            self._typed += self._bytes.decode().replace("\r", "\n")
            self._bytes = b""
        if len(self._bytes) > 4:
            self._bytes = b""
        return bool(taken)


def _skipped(typed: str) -> int:
    """Return how much of what was typed comes before the first answer."""
    found = _NO_KEY.match(typed)
    return found.end() if found else 0


@contextmanager
def _single_keys(terminal: int) -> Iterator[None]:
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    # Not at once: what was typed ahead is kept.
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def answers() -> Answers:
    """Return where this process's answers come from."""
    if not at_terminal():
        return Lines(strict=not (sys.stdin and sys.stdin.isatty()))
    try:
        import termios

        terminal = sys.stdin.fileno()
        termios.tcgetattr(terminal)
    except (ImportError, OSError):
        return Lines(strict=False)
    except termios.error:
        return Lines(strict=False)
    return Keys(terminal)


def at_terminal() -> bool:
    """Tell whether a person sits there who sees questions and can answer them."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def agreed(question: str) -> bool:
    """Ask a person at a terminal for yes or no; no without an answer."""
    ask(f"{question} [y/N] ")
    return (_line() or "").strip().casefold() in ("y", "yes")


def _line() -> str | None:
    """Return the next line of standard input, None at its end or when there is none at all."""
    stream: Any = sys.stdin
    try:
        line = getattr(stream, "buffer", stream).readline()
    except (OSError, ValueError, AttributeError):
        return None
    words = line.decode("utf-8", "replace") if isinstance(line, bytes) else str(line)
    return words.strip() if words else None
