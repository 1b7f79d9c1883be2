"""Dates as machines write them: ISO 8601, RFC 5322 (e-mail, RSS), with their zones kept.

A time is taken only with its zone: without one nobody can say which moment it was, and the
date alone is what is known. A partial date (`2024-03`) stays partial.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from dragoman.intake.dates import stamp_of

_LONGEST = 100
_DAY = r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?"
_TIME = r"(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,12})?)?"
_ISO = re.compile(rf"{_DAY}(?:[T ]{_TIME})?\s?(?P<zone>Z|z|[+-]\d{{2}}(?::?\d{{2}})?)?\Z", re.ASCII)
_ZONED = re.compile(r"[+-]\d{4}(?!\d)|\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b")
"""RFC 5322, section 4.3; `-0000` (section 3.3) is UTC too, with nothing said of the place."""
_NAMED = re.compile(r"\d\s+[A-Z]{2,5}\b")


def timestamp(words: str) -> str | None:
    """Return a date in ISO 8601 as far as it is stated, or None when it is no date.

    `Mon, 3 Mar 2025 09:10:05 +0300` gives `2025-03-03T09:10:05+03:00`; without a zone the day.
    """
    words = " ".join(words.split())
    if not words or len(words) > _LONGEST:
        return None
    return _iso(words) or _rfc(words) or _worded(words)


def moment(stamp: str) -> datetime | None:
    """Return the moment that a full date-time with a zone names, None for anything less."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _iso(words: str) -> str | None:
    match = _ISO.match(words)
    if match is None or (match["month"] and len(match[0]) == 6 and "-" not in match[0]):
        return None
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        clock = _clock(match)
    except ValueError:
        return None
    day = "-".join(match[part] for part in ("year", "month", "day") if match[part])
    return f"{day}T{clock}" if clock and match["day"] else day


def _clock(match: re.Match[str]) -> str:
    """Return time and zone, or nothing when either is missing; raises ValueError."""
    if not match["hour"] or not match["zone"]:
        return ""
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(match[0])
    seconds = f":{match['second']}" if match["second"] else ""
    return f"{match['hour']}:{match['minute']}{seconds}{_zone(match['zone'])}"


def _zone(words: str) -> str:
    if words in "Zz":
        return "+00:00"
    digits = words[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise ValueError(words)
    return f"{words[0]}{digits[:2]}:{digits[2:]}"


def _rfc(words: str) -> str | None:
    """Return a date as e-mail and RSS write it; a zone that has no one meaning is left out."""
    try:
        parsed = parsedate_tz(words)
        if parsed is None:
            return None
        zoned = _stated_zone(words)
        found = datetime(*parsed[:6], tzinfo=_offset(parsed[9]) if zoned else UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not 1900 <= found.year <= 2200:
        return None
    if zoned:
        return found.isoformat()
    return None if _has_zone_name(words) else found.date().isoformat()


def _stated_zone(words: str) -> bool:
    return _ZONED.search(words) is not None


def _has_zone_name(words: str) -> bool:
    """Return whether a name of a zone stands behind the time, which `_worded` may know."""
    return _NAMED.search(words) is not None


def _offset(seconds: int | None) -> timezone:
    return timezone(timedelta(seconds=seconds or 0))


def _worded(words: str) -> str | None:
    """Return a date as people write it; a time without a zone is left out."""
    stamp = stamp_of(words)
    if stamp is None or stamp.value is None:
        return None
    return stamp.value if moment(stamp.value) else stamp.value[: len("2021-03-03")]
