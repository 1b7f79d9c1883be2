"""The matters of a made ledger: a few large ones and many small ones; who speaks on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random

SIDES = (
    *("ARD", "BELM", "CORV", "DUNE", "ELMA", "FENN", "GALD", "HOLM"),
    *("IVRE", "JUNO", "KEST", "LUNE", "MARN", "NORV", "OSTR", "PELL"),
)

ROLES = (
    ("President", 100, "leader"),
    ("foreign minister", 80, "foreign-minister"),
    ("ambassador", 50, "ambassador"),
    ("spokesperson", 40, "spokesperson"),
)
"""What speakers are, in turn: the role, how high it stands, and its rank."""

FALLING = 0.7
"""How fast matters grow smaller: the n-th has the share n ** -0.7 of the largest."""

LEAST = 20
"""Statements of the smallest matter, where there are as many."""


@dataclass(frozen=True, slots=True)
class MadeMatter:
    """A made matter: its id, how many statements are on it, and who speaks of it."""

    id: str
    statements: int
    sides: tuple[str, ...]


def made_matters(statements: int, largest: int) -> list[MadeMatter]:
    """Return the matters of a ledger of so many statements, the largest first."""
    random = Random(f"{statements} {largest}")
    found: list[MadeMatter] = []
    left = statements
    while left > 0:
        size = min(left, max(LEAST, round(largest * (len(found) + 1) ** -FALLING)))
        sides = tuple(sorted(random.sample(SIDES, random.randint(2, 6))))
        digest = hashlib.sha256(f"matter {len(found)}".encode()).hexdigest()[:12]
        found.append(MadeMatter(f"m{digest}", size, sides))
        left -= size
    return found
