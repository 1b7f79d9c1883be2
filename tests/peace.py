"""What Russia and Japan say of their peace treaty, told for tests of where they stand."""

from __future__ import annotations

from dragoman import views
from dragoman.ledger import Ledger
from dragoman.records import Stance
from dragoman.views import PositionRow
from tellings import Told

RUS, JPN = "RUS", "JPN"
PEACE = "peace treaty between Russia and Japan"


def rus(stance: Stance | None, said: str | None = None, **more: object) -> Told:
    """Russia's stance on the treaty; without one, on nothing."""
    return Told(RUS, stance, PEACE if stance else None, said, **more)  # type: ignore[arg-type]


def position(ledger: Ledger, side: str = RUS, on: str | None = None) -> PositionRow | None:
    """Where a side stands on the treaty."""
    found = views.positions(ledger, matter="peace treaty", side=side, on=on)
    assert len(found) <= 1
    return found[0] if found else None
