"""A stance that was turned round, in words: what the article says, of which end of a matter."""

from __future__ import annotations

from dragoman.ledger.opposites import TURNS, Turn
from dragoman.records import STANCES, Stance

_SAID: dict[Stance, str] = {
    "supports": "supports",
    "open": "is open to",
    "conditional": "sets conditions for",
    "defers": "puts off",
    "rejects": "rejects",
}


def turned_words(turn: Turn, stance: Stance | None, wording: str | None) -> str | None:
    """Return what an article says of the other end of a matter, None where it names the matter."""
    if not turn or stance is None:
        return None
    said = [one for one in STANCES if TURNS[turn].get(one) == stance]
    told = " or ".join(_SAID[one] for one in said)
    return f"turned round: {told} {wording}"
