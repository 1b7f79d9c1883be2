"""The desk's lists asked for once behind its back, so that nobody waits for a first time.

What a first call costs is templates and queries put together, and the file's pages read.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from dragoman.errors import DragomanError

_log = logging.getLogger("dragoman.web")


class Warming:
    """A thread that does some things one after the other, until it is ended."""

    def __init__(self, steps: Sequence[Callable[[], object]]) -> None:
        self._steps = steps
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Begin with the first."""
        self._thread.start()

    def end(self) -> None:
        """Stop after the one that is being done."""
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        for step in self._steps:
            if self._ending.is_set():
                return
            try:
                step()
            except DragomanError as error:
                # Who asks for the page is told so there.
                _log.debug("%s", error)
                return
