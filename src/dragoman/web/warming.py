"""The desk's lists asked for once behind its back, so that nobody waits for a first time.

What a first call costs is templates and queries put together, and the file's pages read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.errors import DragomanError
from dragoman.web.behind import Behind, log


class Warming(Behind):
    """A thread that does some things one after the other."""

    def __init__(self, steps: Sequence[Callable[[], object]]) -> None:
        super().__init__()
        self._steps = steps

    def _run(self) -> None:
        for step in self._steps:
            if self._ending.is_set():
                return
            try:
                step()
            except DragomanError as error:
                # Who asks for the page is told so there.
                log.debug("%s", error)
                return
