"""The orders in which articles may come: some in `make test`, all in `make prove`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import TypeVar

import pytest

Thing = TypeVar("Thing")

each = pytest.mark.parametrize("nth", [4, pytest.param(1, marks=pytest.mark.prove)])
"""Asks for every fourth order of some things, and as a proof for all."""


def orders(things: Sequence[Thing], nth: int) -> list[tuple[Thing, ...]]:
    """Return every nth order of things, their own first."""
    return list(permutations(things))[::nth]
