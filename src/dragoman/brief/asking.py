"""What a brief is asked: matter, sides, period, as of when, and how long it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.brief.names import day_name, party_name, party_names

Length = Literal["short", "standard", "full"]


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each a brief has room for.

    `of_many` are the matters where there are hundreds: of those each takes long to tell.
    """

    sentences: int
    matters: int
    of_many: int
    conditions: int
    moves: int
    events: int
    differing: int
    articles: int


ROOMS: dict[Length, Room] = {
    "short": Room(
        sentences=5, matters=4, of_many=4, conditions=6, moves=5, events=6, differing=3, articles=30
    ),
    "standard": Room(
        sentences=10,
        matters=12,
        of_many=8,
        conditions=40,
        moves=12,
        events=40,
        differing=12,
        articles=40,
    ),
    "full": Room(
        sentences=10,
        matters=500,
        of_many=100,
        conditions=2000,
        moves=500,
        events=2000,
        differing=500,
        articles=5000,
    ),
}
"""The standard one has room for all that some thirty articles say; of more, the weightiest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is about; `sides` are in the asker's words, days `YYYY-MM-DD` or shorter.

    `since` begins the period of what is told as new: summary, moves and events. Positions and
    conditions are those of its end, `on`.
    """

    matter: str | None = None
    sides: tuple[str, ...] = ()
    since: str | None = None
    on: str | None = None
    as_known_on: str | None = None
    length: Length = "standard"

    @property
    def room(self) -> Room:
        """Return how many of each there is room for."""
        return ROOMS[self.length]


def scope_words(matter: str | None, asked: Asked) -> str:
    """Return in one line what a brief is about: `peace treaty; Russia and Japan; since 2031`."""
    parts = [matter or "All matters"]
    if asked.sides:
        named = tuple(dict.fromkeys(map(party_name, asked.sides)))
        do = "says or is" if len(named) == 1 else "say or are"
        parts.append(f"what {party_names(named)} {do} asked for")
    if asked.since:
        parts.append(f"news since {day_name(asked.since)}")
    if asked.on:
        parts.append(f"up to {day_name(asked.on)}")
    if asked.as_known_on:
        parts.append(f"as known on {day_name(asked.as_known_on)}")
    return "; ".join(parts)
