"""The keys by which claims that may speak against each other find one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from dragoman.records import Claim
from dragoman.vocabulary.accounts import NAME, SELF, WEAK, account_words

MOST_UNITS = 5
"""Units of a claim that it is found by: those of the smallest hashes, so that two claims about
the same things are found by the same ones."""

FEW_UNITS = 3
"""Units below which a claim is found by the names around it too."""


class Keys(NamedTuple):
    """The keys that a claim is found by, and those by which it finds others."""

    own: frozenset[int]
    sought: frozenset[int]


def index_keys(claim: Claim) -> Keys:
    """Return the keys of a claim: an act told one way or the other, with what it is about."""
    units = _units(claim)
    own: set[int] = set()
    sought: set[int] = set()
    for act in claim.acts:
        name, holds = act[:-1], claim.holds == (act[-1] == "+")
        way = "" if claim.real else "w"
        own |= _hashes(f"{name}{'+' if holds else '-'}{way}", units)
        sought |= _hashes(f"{name}{'-' if holds else '+'}{way}", units)
        if claim.real and holds:
            for same in _alike(name, claim):
                own |= _hashes(same, units)
                sought |= _hashes(same, units)
    return Keys(frozenset(own), frozenset(sought))


def _units(claim: Claim) -> list[str]:
    most = MOST_UNITS
    told = {*claim.objects, *claim.doers, *claim.around}
    every = {unit for unit in told if unit[0] not in (SELF, "!")}
    if len(every) < FEW_UNITS:
        # what says little is found by who says it and by the names around it
        every |= {unit.removeprefix(SELF) for unit in told if unit[0] == SELF}
        every |= set(claim.speaker) if not every else set()
        every |= {unit for unit in claim.scene if unit.startswith(NAME)}
        most = 2 * MOST_UNITS
    return sorted(every, key=lambda u: (u.startswith(WEAK), crc32(u.encode()), u))[:most]


def _alike(act: str, claim: Claim) -> Iterator[str]:
    """Yield under what claims are found that agree on the act and may differ in the rest."""
    for of in {quantity.of for quantity in claim.quantities}:
        yield f"{act}#{of}"
        yield f"#{of}"
    known = account_words().acts.get(act)
    if known and (known.hostile or ((known.single or known.placed) and claim.date)):
        yield f"{act}="


def _hashes(act: str, units: list[str]) -> set[int]:
    return {crc32(f"{act} {unit}".encode()) for unit in units}
