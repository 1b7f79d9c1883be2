"""What the desk does behind its back: a thread that ends with the desk."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod

log = logging.getLogger("dragoman.web")


class Behind(ABC):
    """A thread that does some work in portions, until it is done or ended."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Begin with the first portion."""
        self._thread.start()

    def end(self) -> None:
        """Stop after the portion that is being done."""
        self._ending.set()
        self._thread.join()

    @abstractmethod
    def _run(self) -> None:
        """Do the work; look at `_ending` before each portion."""
