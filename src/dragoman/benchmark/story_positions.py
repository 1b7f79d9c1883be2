"""Positions and shifts of a ledger held against those of an expected story.

A matter of the ledger is the expected one whose words its name contains, the longest words
first, and only else the one whose opposite they name. Where several are one expected matter, a
day is right when one of them has the stance, and what another has beside it is an extra.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from dragoman.benchmark.deviations import Compared, Deviation
from dragoman.benchmark.expected_story import ExpectedMatter, ExpectedStance, Story
from dragoman.benchmark.told_story import ToldShift, ToldStance
from dragoman.views.asking import sides_of

_TURNED = {"supports": "rejects", "rejects": "supports"}
"""Who supports a matter rejects its opposite; what lies between stays."""

_Place = tuple[str, str]


def compare_positions(story: Story, told: Sequence[ToldStance]) -> Compared:
    """Return which stances are right, missing, extra or different, day by day."""
    expected = story.positions or ()
    placed = [(_place(story, one.side, one.matter), one) for one in told]
    by_cell: dict[tuple[_Place, str], list[ToldStance]] = defaultdict(list)
    for (place, turned), one in placed:
        by_cell[place, one.day].append(_turned(one) if turned else one)
    right, deviations = 0, []
    for cell in expected:
        found = by_cell.pop(((cell.side, cell.matter), cell.day), [])
        faults = _faults(cell, found)
        right += bool(found) and not any(fault.how == "different" for fault in faults)
        deviations += faults
    matters = {matter.name for matter in story.matters}
    deviations += [
        _extra(side, matter, one)
        for ((side, matter), _), found in by_cell.items()
        for one in found
        if story.whole or matter in matters
    ]
    return Compared("position", right, tuple(sorted(deviations)))


def _faults(cell: ExpectedStance, found: Sequence[ToldStance]) -> list[Deviation]:
    """Return how what was said on a day deviates; what is right may have others beside it."""
    wrong = [one for one in found if one.stance not in cell.either]
    if not found:
        return [] if cell.optional else [Deviation("position", "missing", _told(cell))]
    if len(wrong) == len(found):
        stances = ", ".join(sorted({one.stance for one in found}))
        words = f"{_told(cell)}; read as {stances}"
        return [Deviation("position", "different", words, found[0].words)]
    beside = [_extra(cell.side, cell.matter, one) for one in wrong]
    if cell.divided and len({voice for one in found for voice in one.voices}) == 1:
        words = f"{_told(cell)}, divided; read with one voice"
        beside.append(Deviation("position", "different", words, found[0].words))
    return beside


def compare_shifts(story: Story, told: Sequence[ToldShift]) -> Compared:
    """Return which moves between two days are right, missing or extra."""
    moves = list(_moves(story.positions or ()))
    expected = {(*move.place, move.day): move for move in moves}
    matters = {matter.name for matter in story.matters}
    right, deviations = set(), []
    for shift in told:
        place, turned = _place(story, shift.side, shift.matter)
        before, after = shift.before, shift.after
        steps = (_turn(before), _turn(after)) if turned else (before, after)
        at = (*place, shift.day)
        if at in expected and steps in expected[at].either:
            right.add(at)
        elif story.whole or place[1] in matters:
            deviations.append(Deviation("shift", "extra", _told_move(place, shift.day, *steps)))
    deviations += [
        Deviation("shift", "missing", _told_move(move.place, move.day, *move.either[0]))
        for at, move in expected.items()
        if at not in right and move.sure
    ]
    return Compared("shift", len(right), tuple(sorted(deviations)))


def compare_stale(
    story: Story, told: Iterable[ToldStance], stale: Collection[tuple[str, str]]
) -> Compared:
    """Return whether the positions that are stale, and no others of the story, are told so.

    Where several matters of the ledger are one, its position is stale when all of them are.
    """
    expected = {(cell.side, cell.matter): cell.stale for cell in story.positions or ()}
    found: dict[_Place, list[bool]] = defaultdict(list)
    for one in told:
        found[_place(story, one.side, one.matter)[0]].append((one.side, one.matter) in stale)
    right, deviations = 0, []
    for place, old in expected.items():
        if place in found and all(found[place]) != old:
            words = f"{place[0]} on {place[1]}, in the end: {'stale' if old else 'not stale'}"
            deviations.append(Deviation("stale", "different", words))
        right += place in found and all(found[place]) == old
    return Compared("stale", right, tuple(sorted(deviations)))


def compare_matters(story: Story, told: Iterable[ToldStance]) -> Compared:
    """Return which expected matters are one in the ledger, and which are several."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in told:
        names[_matter(story, one.matter)[0]].add(one.matter)
    single = [matter.name for matter in story.matters if not matter.several]
    found = [(name, sorted(names[name])) for name in single]
    several = [
        Deviation(
            "matter", "different", f"{name}; {len(called)} in the ledger: {'; '.join(called)}"
        )
        for name, called in found
        if len(called) > 1
    ]
    return Compared("matter", sum(len(called) == 1 for _, called in found), tuple(several))


@dataclass(frozen=True, slots=True)
class _Naming:
    """Words that name a matter, and whether they name it from the other end."""

    words: str
    matter: str
    turned: bool


def _place(story: Story, side: str, matter: str) -> tuple[_Place, bool]:
    sides = {one.side for one in story.positions or ()}
    name = next((known for known in sorted(sides) if side in sides_of(known)), side)
    called, turned = _matter(story, matter)
    return (name, called), turned


def _matter(story: Story, name: str) -> tuple[str, bool]:
    """Return which expected matter a name of the ledger is, and whether from the other end."""
    lower = name.casefold()
    for naming in _namings(story.matters):
        if re.search(rf"\b{re.escape(naming.words.casefold())}", lower):
            return naming.matter, naming.turned
    return name, False


@cache
def _namings(matters: tuple[ExpectedMatter, ...]) -> tuple[_Naming, ...]:
    found = [
        _Naming(words, matter.name, turned)
        for matter in matters
        for turned, listed in ((False, (matter.name, *matter.words)), (True, matter.opposite))
        for words in listed
    ]
    return tuple(sorted(found, key=lambda one: (one.turned, -len(one.words))))


@dataclass(frozen=True, slots=True)
class _Move:
    """What a side did between two days: the stances that are right, and whether it surely moved."""

    place: _Place
    day: str
    either: tuple[tuple[str, str], ...]
    sure: bool


def _moves(cells: Iterable[ExpectedStance]) -> Iterable[_Move]:
    """Yield where a side may have moved."""
    series: dict[_Place, list[ExpectedStance]] = defaultdict(list)
    for cell in cells:
        series[cell.side, cell.matter].append(cell)
    for place, said in series.items():
        for old, new in pairwise(sorted(said, key=lambda cell: cell.day)):
            either = tuple((before, after) for before in old.either for after in new.either)
            moved = all(before != after for before, after in either)
            yield _Move(place, new.day, either, moved and not (old.optional or new.optional))


def _turned(one: ToldStance) -> ToldStance:
    return replace(one, stance=_turn(one.stance))


def _turn(stance: str) -> str:
    return _TURNED.get(stance, stance)


def _extra(side: str, matter: str, one: ToldStance) -> Deviation:
    place = f"{side} on {matter}, {one.day}: {one.stance}"
    named = "" if one.matter == matter else f" (on “{one.matter}”)"
    return Deviation("position", "extra", place + named, one.words)


def _told(cell: ExpectedStance) -> str:
    return f"{cell.side} on {cell.matter}, {cell.day}: {' or '.join(cell.either)}"


def _told_move(place: _Place, day: str, before: str, after: str) -> str:
    return f"{place[0]} on {place[1]}, {day}: from {before} to {after}"
