"""What one article may take of the machine, and how a worker process is held to it.

Hostile or broken input is stopped by the kernel, not by our own code, so that a loop inside a
library ends as well: processor time by a timer whose signal ends the process, memory by a limit
on what the process may ask for.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.article import Article

try:
    import resource
except ImportError:  # Windows has neither these limits nor the timer
    resource = None  # type: ignore[assignment]

TIMED_OUT = getattr(signal, "SIGPROF", None)
"""The signal that ends a worker whose article takes too much processor time."""

_DATA = re.compile(r"^VmData:\s+(\d+) kB", re.MULTILINE)
_INTAKE_SECONDS_A_MEGABYTE = 10.0
_READING_SECONDS_A_CHARACTER = 0.0005
"""Five times what reading takes on one core of about 2 GHz (docs/benchmarks.md, How fast)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What taking in or reading one article may take.

    `seconds` of processor time, and more in proportion for long ones; `megabytes` of memory on
    top of what the worker begins with, the language model's 300 among them. 0 sets no such limit.
    """

    seconds: float = 10.0
    megabytes: int = 1200

    def intake(self, size: int) -> float:
        """Return the seconds that the next article out of an input of `size` bytes may take."""
        return self.seconds + _INTAKE_SECONDS_A_MEGABYTE * size / 1e6 if self.seconds else 0.0

    def reading(self, articles: Sequence[Article]) -> float:
        """Return the seconds until the next of some articles has been read.

        The model works through all of them before the first is handed out.
        """
        characters = sum(len(article.text) for article in articles)
        return self.seconds + _READING_SECONDS_A_CHARACTER * characters if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes read at once, and within which limits."""

    jobs: int = 1
    limits: Limits = Limits()


def hold_memory(limits: Limits) -> None:
    """Let this process have no more memory than the limits say; for a worker at its start."""
    if resource is not None and limits.megabytes:
        most = _asked_for() + limits.megabytes * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _asked_for() -> int:
    """Return how many bytes of its own this process has asked for; 0 where that is not told."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = _DATA.search(told)
    return int(found[1]) * 1024 if found else 0


def allow(seconds: float) -> None:
    """End this process when it has used so much processor time from now; 0 takes that back."""
    if TIMED_OUT is not None:
        signal.setitimer(signal.ITIMER_PROF, seconds)
