"""The desk's lists asked for behind its back, so that nobody waits for a first time.

What a first call costs is templates and queries put together, and the file's pages read; after
a change, all that a page shows. While the ledger is being changed nothing is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.errors import DragomanError
from dragoman.web.behind import Behind, log

WAIT = 1.0
"""Seconds between two looks at the ledger: it rests when it is in the same state at both."""


class Warming(Behind):
    """A thread that does some things in turn, again whenever the ledger rests after a change."""

    def __init__(self, steps: Sequence[Callable[[], object]], state: Callable[[], str]) -> None:
        super().__init__()
        self._steps = steps
        self._state = state

    def _run(self) -> None:
        done: str | None = None
        last: str | None = None
        while not self._ending.is_set():
            try:
                state = self._state()
                if state != done and last in {None, state}:
                    self._each()
                    done = state
                last = state
            except DragomanError as error:
                # Who asks for the page is told so there.
                log.debug("%s", error)
            self._ending.wait(WAIT)

    def _each(self) -> None:
        for step in self._steps:
            if self._ending.is_set():
                return
            step()
