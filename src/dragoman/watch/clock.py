"""Time and chance for watching, given from outside so that months can be tried in seconds.

Moments are kept in the ledger in UTC to the second, as words that compare. What may not happen
before a moment is rounded up to the next second.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

AT_ONCE = ""
"""A moment before all others, whatever the clock says next."""

_FORM = "%Y-%m-%dT%H:%M:%SZ"


class Stopped(KeyboardInterrupt):
    """A watch was asked to stop while it waited.

    Like the interrupt of a keyboard, it passes by whoever catches errors of inputs.
    """


@dataclass(frozen=True, slots=True)
class Clock:
    """The seconds since 1970, a sleep that may raise Stopped, and chance between 0 and 1."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def stamp(self, later: float = 0.0) -> str:
        """Return the moment so many seconds from now."""
        return stamp(self.now() + later)

    def reached(self) -> str:
        """Return the last moment that is not before us: what is due by then may be done."""
        return stamp(math.floor(self.now()))


def stamp(moment: float) -> str:
    """Return a moment as the ledger keeps it, rounded up to the second."""
    return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=math.ceil(moment))).strftime(_FORM)


def seconds(stamped: str) -> float:
    """Return the moment that `stamp` gave."""
    return datetime.strptime(stamped, _FORM).replace(tzinfo=UTC).timestamp()
