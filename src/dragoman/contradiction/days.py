"""Whether two claims are of one time: what was so in May says nothing of June.

Days are counted; a date that is known to the month only has a first and a last day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dragoman.records import Claim

LATER = 14
"""Days within which a denial is taken to answer what was told without a date."""
STATE_LATER = 30
"""Days after an event within which a state is taken to speak against it."""
TOGETHER = 5
"""Days that two tellings without a date may lie apart."""


class Days(NamedTuple):
    """The first and the last day that something may have been on."""

    first: int
    last: int


@lru_cache(maxsize=4096)
def days_of(stated: str | None) -> Days | None:
    """Return the days that a full or partial date may mean, counted; None for no date."""
    if not stated:
        return None
    try:
        parts = [int(part) for part in stated[:10].split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        first = date(year, month or 1, day or 1)
        end = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Days(first.toordinal(), end.toordinal())


def same_time(positive: Claim, told: int, negative: Claim, denied: int) -> bool:
    """Return whether a claim and its contrary, told on two days, speak of one time."""
    if positive.lasting and negative.lasting:
        return 0 <= denied - told <= LATER
    if not positive.lasting and not negative.lasting:
        return _one_event(positive, told, negative, denied)
    event, of_event = (
        (positive, told) if negative.lasting else (negative, told_day(negative, denied))
    )
    state, of_state = (negative, denied) if negative.lasting else (positive, told)
    if positive.lasting and not positive.date and not negative.date:
        # "has agreed" against "refused": what has been done is no state
        return -1 <= denied - told <= LATER
    return _before_state(event, told if event is positive else of_event, state, of_state)


def told_day(claim: Claim, told: int) -> int:
    """Return the last day that a claim can speak of."""
    days = days_of(claim.date)
    return min(told, days.last) if days else told


def _before_state(event: Claim, told: int, state: Claim, of_state: int) -> bool:
    """Return whether an event lies before the day on which a state is told that rules it out."""
    at = days_of(state.date)
    when = at.last if at and at.first == at.last else of_state
    days = days_of(event.date)
    first, last = (days.first, min(days.last, told)) if days else (told, told)
    if last > when:
        return False
    return when - first <= STATE_LATER + (last - first) or 0 <= of_state - told <= LATER


def _one_event(positive: Claim, told: int, negative: Claim, denied: int) -> bool:
    one, other = days_of(positive.date), days_of(negative.date)
    if one and other:
        return one.first <= other.last and other.first <= one.last
    if one:
        return min(one.last, told) <= denied <= max(one.last, told) + LATER
    if other:
        return min(other.first, denied) <= told <= denied + TOGETHER + (other.last - other.first)
    return -1 <= denied - told <= LATER


def same_day(one: Claim, told: int, other: Claim, also: int) -> bool:
    """Return whether two claims that agree but for a number or a place may be of one event."""
    a, b = days_of(one.date), days_of(other.date)
    if a and b:
        return a.first <= b.last and b.first <= a.last
    return abs(told - also) <= TOGETHER


def sure_days(one: Claim, other: Claim) -> tuple[int, int] | None:
    """Return the days of two claims where both are known to the day."""
    a, b = days_of(one.date), days_of(other.date)
    if a is None or b is None or a.first != a.last or b.first != b.last:
        return None
    return a.first, b.first
