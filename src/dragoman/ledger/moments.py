"""Times as articles and people write them: when a day is one, and which of two was first."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")
_FIRST = "0000-01-01"


def is_date(day: str) -> bool:
    """Tell whether words are a date of the calendar, as far as it is written: `2031-02`."""
    if not _DAY.match(day):
        return False
    try:
        date.fromisoformat(day + _FIRST[len(day) :])
    except ValueError:
        return False
    return True


def moment_of(published: str | None) -> str:
    """Return a time of publication as it compares: in UTC, the less that is stated the later.

    So the first of several is one that is surely not later, and what has no date stands last.
    """
    if not published:
        return "~"
    if len(published) <= 10:
        return published + "~"
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return published[:10] + "~"
    return (at.astimezone(UTC) if at.tzinfo else at).strftime("%Y-%m-%dT%H:%M:%S")
