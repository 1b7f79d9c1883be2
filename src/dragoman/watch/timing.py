"""When what failed or came may be asked again: never sooner than allowed, chance only adds."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0

LONGEST_WAIT = 30 * DAY
"""The longest that a server's Retry-After is waited for."""

_SPREAD = 0.1
"""By how much of an interval a poll may come later, so that feeds do not fall into step."""
_SPREAD_OF_RETRIES = 0.25


def next_poll(every: float, chance: float) -> float:
    """Return the seconds until a feed is polled again that was had."""
    return every * (1 + _SPREAD * chance)


def next_try(first: float, failures: int, most: float, chance: float) -> float:
    """Return the seconds until something is tried again that failed so often (1: once).

    Each time twice as long is waited, from `first` up to `most`.
    """
    waited = min(first * 2.0 ** min(failures - 1, 60), max(first, most))
    return waited * (1 + _SPREAD_OF_RETRIES * chance)


def asked_wait(retry_after: str, now: float) -> float:
    """Return the seconds that a Retry-After asks for (a number, or a date); 0 for none."""
    words = retry_after.strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:10]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(words)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return min(max(0.0, moment.timestamp() - now), LONGEST_WAIT)
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0
