"""How long something takes, by the clock and of processor time, and what is told of many times."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from statistics import quantiles
from typing import NamedTuple


class Taken(NamedTuple):
    """Milliseconds by the clock, and of processor time, which other programs lengthen less."""

    clock: float
    cpu: float


class Watch:
    """A watch that runs from when it is made."""

    def __init__(self) -> None:
        self._clock, self._cpu = time.perf_counter(), time.process_time()

    def taken(self) -> Taken:
        """Return what was taken since the watch was made."""
        clock, cpu = time.perf_counter() - self._clock, time.process_time() - self._cpu
        return Taken(1000 * clock, 1000 * cpu)


def cuts(taken: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    found = quantiles(taken, n=20, method="inclusive") if len(taken) > 1 else [taken[0]] * 19
    return found[9], found[18]


def load() -> float | None:
    """Return the machine's load in the minute before, None where it is not known."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None
