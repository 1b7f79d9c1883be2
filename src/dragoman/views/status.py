"""What became of a demand up to a day, from the words that say so and from nothing else.

The latest word decides. The word of the side that asks weighs most; where it says that the act
was not done and another that it was, the two dispute. What is only asked again is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.views.demands import Asked, Demand, Evidence

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


def became(demand: Demand, until: str | None = None) -> Became:
    """Return what became of a demand, up to a day when one is given."""
    evidence = [one for one in demand.evidence if until is None or one.day <= until]
    times = [one for one in demand.times if until is None or (one.day or "") <= until]
    told = [one for one in evidence if not one.implied]
    implied = [one for one in evidence if one.implied]
    found = _decided(told, implied)
    if found is None:
        if implied:
            return Became("not met", implied[-1].day, (implied[-1],))
        undated = [one for one in times if one.unmet and not one.day]
        return Became("not met") if undated else UNKNOWN
    return _asked_again(found, times, implied)


def course(demand: Demand, until: str | None = None) -> list[tuple[str, Became]]:
    """Return what became of a demand day by day: each day on which its status changed."""
    days = {one.day for one in demand.evidence} | {one.day for one in demand.times if one.day}
    found: list[tuple[str, Became]] = []
    for day in sorted(days):
        if until is not None and day > until:
            break
        now = became(demand, day)
        if not found or found[-1][1].status != now.status:
            found.append((day, now))
    return found


def _decided(told: Sequence[Evidence], implied: Sequence[Evidence]) -> Became | None:
    """Return what the words that tell of the act come to, None when there are none."""
    sure = [one for one in told if one.by in ("setter", "report")]
    others = [one for one in told if one.by not in ("setter", "report")]
    if not others:
        return _by(sure[-1]) if sure else None
    if not sure:
        return _unless_denied(others[-1], implied)
    own, other = sure[-1], others[-1]
    if own.says == other.says or own.says == "withdrawn":
        return _by(own)
    if _later(own, other):
        denied = own.by == "setter" and own.says == "not met" and other.says == "met"
        return _disputed(other, own) if denied else _by(own)
    if own.says == "not met" and other.says == "met":
        return _disputed(own, other) if own.by == "setter" else _by(other)
    if own.says == "met" and other.says == "not met":
        return _disputed(own, other)
    return _by(other)


def _unless_denied(other: Evidence, implied: Sequence[Evidence]) -> Became:
    """Return what another says, unless the side that asks says later that it is not so."""
    if other.says == "met" and implied and _later(implied[-1], other):
        return _disputed(other, implied[-1])
    return _by(other)


def _later(one: Evidence, other: Evidence) -> bool:
    return one.day > other.day or (one.day == other.day and not one.implied)


def _by(one: Evidence) -> Became:
    return Became(one.says, one.day, (one,))


def _disputed(one: Evidence, other: Evidence) -> Became:
    return Became("disputed", max(one.day, other.day), (one, other))


def _asked_again(found: Became, times: Sequence[Asked], implied: Sequence[Evidence]) -> Became:
    """Return what a status comes to when the demand was made again after it."""
    if found.status not in OVER or found.since is None:
        return found
    again = [one for one in times if one.day and one.day > found.since]
    if not again:
        return found
    last = implied[-1] if implied else None
    if last and last.day > found.since:
        return Became("not met", last.day, (last,))
    return UNKNOWN
