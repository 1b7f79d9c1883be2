"""A process of its own for what one article may break: started, given tasks, ended, replaced.

What breaks a worker (a crash in a library, a loop, too much memory) ends it and nothing else.
Workers are forked on Linux, where they are there at once and share what is loaded; elsewhere
they start afresh.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext

from dragoman.engine.limits import TIMED_OUT, Limits, hold_memory

FORKS = sys.platform == "linux"
"""Whether a worker begins as a copy of this process, with all that it holds."""

_STARTING = ForkContext() if FORKS else SpawnContext()
_LOOK_SECONDS = 5.0
"""How often an idle worker looks whether the process that started it is still there."""
_LONGEST = 10.0
"""Times its seconds of processor time by the clock after which a worker is given up: it sleeps."""
_PATIENCE = 60.0
"""Seconds by the clock on top of these, on a machine that has much else to do."""

_NO_MEMORY = 12
"""The exit code of a worker that was refused memory where it could not say so (ENOMEM)."""

Work = Callable[..., None]


class Worker:
    """One process, and the two ends of the talk with it.

    `work` is called there with the connection and `given`.
    """

    def __init__(self, work: Work, *given: object, limits: Limits) -> None:
        self.connection, theirs = _STARTING.Pipe()
        self._process = _STARTING.Process(
            target=_begin, args=(work, theirs, os.getpid(), limits, given), daemon=True
        )
        with _without_stdin():
            self._process.start()
        theirs.close()
        self._until = float("inf")

    def expect(self, seconds: float) -> None:
        """Say how much processor time what it does now may take; 0 for any."""
        self._until = time.monotonic() + _PATIENCE + _LONGEST * seconds if seconds else float("inf")

    @property
    def overdue(self) -> bool:
        """Whether it should have answered long ago, by the clock."""
        return time.monotonic() > self._until

    def end(self) -> str:
        """End the process, if it has not ended; return why it did, in words."""
        overdue = self.overdue
        if overdue:
            self._process.kill()
        self.connection.close()
        self._process.join(_LOOK_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        if overdue:
            return "it took too long"
        return _in_words(self._process.exitcode)

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self.connection.close()


@contextmanager
def _without_stdin() -> Iterator[None]:
    """Hide standard input, which a process that begins would close.

    A caller may have put there what cannot be closed.
    """
    hidden, sys.stdin = sys.stdin, None
    try:
        yield
    finally:
        sys.stdin = hidden


def received(connection: Connection, parent: int) -> object:
    """Return what a worker is sent next; None when the process that sends it is gone."""
    while not connection.poll(_LOOK_SECONDS):
        if os.getppid() != parent:
            return None
    try:
        told: object = connection.recv()
    except EOFError:
        return None
    return told


def _begin(
    work: Work, connection: Connection, parent: int, limits: Limits, given: tuple[object, ...]
) -> None:
    # Ctrl-C goes to all processes of a terminal: the one that the user started ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if TIMED_OUT is not None:
        signal.signal(TIMED_OUT, signal.SIG_DFL)
    hold_memory(limits)
    try:
        work(connection, parent, limits, *given)
    except MemoryError:
        sys.exit(_NO_MEMORY)
    except Exception as error:  # what the user is told is a reason, never a traceback
        sys.exit(f"A process of dragoman ended: {type(error).__name__}: {error}")


def _in_words(exitcode: int | None) -> str:
    if exitcode == _NO_MEMORY:
        return "it took too much memory"
    if exitcode is None or exitcode >= 0:
        return f"the process that worked on it ended ({exitcode})"
    if TIMED_OUT is not None and exitcode == -TIMED_OUT:
        return "it took too much processor time"
    try:
        name = signal.Signals(-exitcode).name
    except ValueError:
        name = str(-exitcode)
    return f"the process that worked on it was ended by {name}"
