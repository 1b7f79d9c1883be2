"""Dates in a page's metadata: ISO 8601 as templates write it, mail dates, written dates.

The zone is kept as the page gives it, a date without a time stays a date, and what is partial
stays partial. Numbers that can be read two ways are no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.intake.dates import stamp_of

_ISO = re.compile(
    r"(\d{4})(?:[-/.]?(\d{1,2})(?:[-/.]?(\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
    r")?)?\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\A(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.IGNORECASE)
_MAIL = re.compile(r"\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|UT|Z)\Z")
_SCRIPT = re.compile(r"([A-Za-z]{3}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)([+-]\d{4})?")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date found: `value` in ISO 8601, None when it can be read two ways."""

    value: str | None
    words: str


def page_date(words: str) -> PageDate | None:
    """Return the date that a metadata value holds, or None when it holds none."""
    words = words.strip()
    match = _ISO.match(words)
    if match:
        value = _iso(match)
        return PageDate(value, words) if value else None
    mail = _WEEKDAY.sub("", words)
    if _MAIL.match(mail):
        try:
            return PageDate(parsedate_to_datetime(mail).isoformat(), words)
        except ValueError:
            return None
    stamp = stamp_of(words)
    return PageDate(stamp.value, words) if stamp else None


def saved_at(words: str) -> str | None:
    """Return the moment that a script's clock wrote: `Tue Mar 05 2024 14:05:00 GMT+0300`."""
    match = _SCRIPT.search(words)
    if match is None:
        return None
    try:
        moment = datetime.strptime(
            f"{match[1]} {match[2]} {match[3]} {match[4]} {match[5] or '+0000'}",
            "%b %d %Y %H:%M:%S %z",
        )
    except ValueError:
        return None
    return moment.isoformat()


def now() -> str:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if not 1900 <= int(year) <= 2100:
        return None
    if month is None:
        return year
    try:
        datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0))
    except ValueError:
        return None
    stated = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    if hour is None:
        return stated
    seconds = f":{second}" if second else ""
    return f"{stated}T{int(hour):02}:{minute}{seconds}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
