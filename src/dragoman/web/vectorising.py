"""Vectors made behind the desk for statements that cannot be found by meaning yet.

A few at a time, for as long as the desk is open: also for what another program puts into the
ledger.
"""

from __future__ import annotations

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.meaning import make_vectors
from dragoman.web.behind import Behind, log

AT_ONCE = 64
"""Statements of one portion: the desk ends after the one that is being made."""

WAIT = 10.0
"""Seconds until it is looked again whether there are statements without vectors."""


class Vectorising(Behind):
    """A thread that makes vectors until it is ended."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                made = make_vectors(self._ledger, most=AT_ONCE)
            except DragomanError as error:
                # The desk works without: a search by meaning says what is missing.
                log.warning("%s", error)
                return
            self._ending.wait(0 if made else WAIT)
