"""What was found in a ledger, kept for who asks the same again until anything in it changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 500
"""Answers that are kept, those asked for last; a page's with all its rows takes some 100 kB."""


class Kept:
    """Answers by what was asked, all of one state of the ledger; shared by threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._state: str | None = None
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._turn = Lock()

    def of(self, state: str, asked: Hashable, find: Callable[[], T]) -> T:
        """Return what is kept of a state, else what is found now, in that state or a later one."""
        with self._turn:
            if state != self._state:
                self._found.clear()
                self._state = state
            if asked in self._found:
                self._found.move_to_end(asked)
                found: T = self._found[asked]
                return found
        # Others need not wait for it: two may find the same at once.
        found = find()
        with self._turn:
            if state == self._state:
                self._found[asked] = found
                if len(self._found) > self._most:
                    self._found.popitem(last=False)
        return found
