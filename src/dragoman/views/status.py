"""What became of a demand up to a day, from the words that say so and from nothing else.

The latest word decides. The word of the side that asks weighs most; where it says that the act
was not done and another that it was, the two dispute. What is only asked again is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from dragoman.views.demands import Demand, Evidence

Status = Literal["not met", "partly met", "met", "withdrawn", "disputed", "unknown"]
STATUSES: tuple[Status, ...] = get_args(Status)
OVER: frozenset[str] = frozenset({"met", "withdrawn"})
"""The statuses of a demand that nobody waits for any more."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a demand: since which day, by which evidence."""

    status: Status
    since: str | None = None
    evidence: tuple[Evidence, ...] = ()


UNKNOWN = Became("unknown")


@dataclass(slots=True)
class _Heard:
    """What was heard of a demand so far, the last of each voice.

    `sure` is the word of the side that asks or of the report, `other` that of anybody else.
    """

    sure: Evidence | None = None
    other: Evidence | None = None
    implied: Evidence | None = None
    asked: str | None = None

    def hear(self, one: Evidence) -> None:
        """Take in the next evidence."""
        if one.implied:
            self.implied = one
        elif one.by in ("setter", "report"):
            self.sure = one
        else:
            self.other = one


def became(demand: Demand, until: str | None = None) -> Became:
    """Return what became of a demand, up to a day when one is given."""
    heard = _Heard()
    for one in demand.evidence:
        if until is None or one.day <= until:
            heard.hear(one)
    days = [one.day for one in demand.times if one.day and (until is None or one.day <= until)]
    heard.asked = max(days, default=None)
    found = _state(heard)
    undated = any(one.unmet and not one.day for one in demand.times)
    return Became("not met") if found.status == "unknown" and undated and not days else found


def course(demand: Demand, until: str | None = None) -> list[tuple[str, Became]]:
    """Return what became of a demand day by day: each day on which its status changed."""
    steps: list[tuple[str, bool, Evidence | None]] = [
        (one.day, True, one) for one in demand.evidence
    ]
    steps += [(one.day, False, None) for one in demand.times if one.day]
    heard = _Heard()
    found: list[tuple[str, Became]] = []
    for day, some in groupby(sorted(steps, key=lambda step: step[:2]), key=lambda step: step[0]):
        if until is not None and day > until:
            break
        for _, _, one in some:
            if one is None:
                heard.asked = day
            else:
                heard.hear(one)
        now = _state(heard)
        if not found or found[-1][1].status != now.status:
            found.append((day, now))
    return found


def _state(heard: _Heard) -> Became:
    found = _decided(heard.sure, heard.other, heard.implied)
    if found is None:
        return _by(heard.implied) if heard.implied else UNKNOWN
    return _asked_again(found, heard)


def _decided(
    own: Evidence | None, other: Evidence | None, implied: Evidence | None
) -> Became | None:
    """Return what the words that tell of the act come to, None when there are none."""
    if other is None:
        return _by(own) if own else None
    if own is None:
        return _unless_denied(other, implied)
    if own.says in (other.says, "withdrawn"):
        return _by(own)
    if _later(own, other):
        denied = own.by == "setter" and own.says == "not met" and other.says == "met"
        return _disputed(other, own) if denied else _by(own)
    if own.says == "not met" and other.says == "met":
        return _disputed(own, other) if own.by == "setter" else _by(other)
    if own.says == "met" and other.says == "not met":
        return _disputed(own, other)
    return _by(other)


def _unless_denied(other: Evidence, implied: Evidence | None) -> Became:
    """Return what another says, unless the side that asks says later that it is not so."""
    if other.says == "met" and implied and implied.day > other.day:
        return _disputed(other, implied)
    return _by(other)


def _later(one: Evidence, other: Evidence) -> bool:
    return one.day >= other.day


def _by(one: Evidence) -> Became:
    return Became(one.says, one.day, (one,))


def _disputed(one: Evidence, other: Evidence) -> Became:
    return Became("disputed", max(one.day, other.day), (one, other))


def _asked_again(found: Became, heard: _Heard) -> Became:
    """Return what a status comes to when the demand was made again after it."""
    if found.status not in OVER or found.since is None:
        return found
    if heard.asked is None or heard.asked <= found.since:
        return found
    if heard.implied and heard.implied.day > found.since:
        return _by(heard.implied)
    return UNKNOWN
