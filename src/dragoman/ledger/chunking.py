"""Many values asked for in portions that one query can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")

CHUNK = 500
"""Values in one IN list: below the least that an SQLite build allows (999)."""


def chunks(values: Sequence[Value], size: int = CHUNK) -> Iterator[Sequence[Value]]:
    """Yield values, in their order, in portions that fit into one query."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
