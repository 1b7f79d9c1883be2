"""Dates that a page states in a line of their own: full or partial, with or without a time.

A date is taken only as far as the words go: `October 2019` stays `2019-10`, and `03/04/2021`,
which is two days at once, is no date at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.vocabulary.masthead import masthead

_LONGEST = 90
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)[T ]?")
_NUMBERS = re.compile(r"(?<![\d:])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\d:])")
_TIME = re.compile(
    r"(?<![\d.])(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(a\.?m\b\.?|p\.?m\b\.?)?"
    r"(?:\s?\(?((?:(?:GMT|UTC)\s?)?[+−-]\d{1,2}:?(?:\d{2})?|Z|[A-Z]{2,5}|МСК)\)?)?(?![\w:])",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+−-])(\d{1,2}):?(\d{2})?$", re.IGNORECASE)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d\d(?![\d/])")
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_EAST_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s?[時时点시]\s?(\d\d)\s?[分분]")
_EAST_WEEKDAY = re.compile(r"[(（][月火水木金土日월화수목금토일][)）]")
_BARE_CLOCK = re.compile(r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|hrs|hours)\b)")
_HOURS = re.compile(r"(?<=\d)\s?(?:hrs|hours|Uhr)\b")
_BETWEEN = re.compile(
    r"[\s,|•·()–—-]|\b(?:at|on|the|of|local time|à|às|um|le|el|em|kl|alle|ore|г|р|в|о)\b\.?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|of|de|am)){0,4}\Z")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stated date: `value` in ISO 8601 as far as stated, None when it can be read two ways."""

    value: str | None
    words: str


def stamp_of(line: str, *, place: bool = False) -> Stamp | None:
    """Return the date that a line states, or None when the line is anything more than a date.

    With `place`, the name of a place before a full date (`Geneva, 3 March 2021`) is allowed.
    """
    line = line.strip(" .,;:|•·–—-")
    if not line or len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return None
    spelled = _COMPACT.sub(_spelled, line)
    found = _day(spelled)
    if found is None:
        return None
    day, start, end = found
    rest = _WEEKDAY.sub(" ", f"{spelled[:start]} \0 {spelled[end:]}")
    rest, clock = _clock(rest)
    before, _, after = rest.partition("\0")
    if _BETWEEN.sub("", after):
        return None
    before = before.strip(" ,|•·–—-")
    if _BETWEEN.sub("", before):
        whole = day is not None and len(day) == len("2021-03-03")
        label = before.rstrip(".").lower() in masthead().labels
        if label or not (place and whole and _PLACE.match(before)):
            return None
    if day is None:
        return Stamp(None, line)
    return Stamp(day + clock if clock and len(day) == len("2021-03-03") else day, line)


def _day(line: str) -> tuple[str | None, int, int] | None:
    """Return the day stated in a line with where it stands; the day is None when ambiguous."""
    if iso := _ISO.search(line):
        return _in_line(iso, int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    if short := _SHORT_YEAR.search(line) or _with_short_year().search(line):
        return None, short.start(), short.end()
    if numbers := _NUMBERS.search(line):
        return _numeric(numbers)
    if east := _EAST.search(line):
        return _in_line(east, int(east[1]), int(east[2]), int(east[3]))
    known = masthead()
    if words := _with_day_first().search(line):
        return _named(words, known.months.get(words[2].lower()), int(words[1]))
    if words := _with_month_first().search(line):
        day = int(words[2]) if words[2] else None
        return _named(words, known.months.get(words[1].lower()), day)
    if words := _elsewhere().search(line):
        return _named(words, known.months_elsewhere.get(words[2].lower()), int(words[1]))
    return None


def _named(
    words: re.Match[str], month: int | None, day: int | None
) -> tuple[str | None, int, int] | None:
    # Letters that only count as the same when case does not (the Turkish i) name no month.
    return _in_line(words, int(words[3]), month, day) if month else None


def _spelled(match: re.Match[str]) -> str:
    """Return `20240305T081233` with its signs: `2024-03-05T08:12:33`."""
    year, month, day, hour, minute, second = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}" + (f":{second}" if second else "")


@cache
def _month() -> str:
    names = sorted(masthead().months, key=len, reverse=True)
    return rf"({'|'.join(names)})\b\.?"


@cache
def _with_month_first() -> re.Pattern[str]:
    day = r"(?:\s+(\d{1,2})(?:st|nd|rd|th)?\b)?"
    return re.compile(rf"(?<!\d )(?<!\w)\b{_month()}{day},?\s+((?:19|20)\d\d)\b", re.IGNORECASE)


@cache
def _with_day_first() -> re.Pattern[str]:
    day = r"\b(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+"
    return re.compile(rf"{day}{_month()},?[\s-]+((?:19|20)\d\d)\b", re.IGNORECASE)


@cache
def _with_short_year() -> re.Pattern[str]:
    """Return the pattern of `05-Mar-24`, which may be a day of 2024 or of 2005."""
    return re.compile(rf"(?<![\d-])\d\d?[\s-]{_month()}[\s-]\d\d(?![\d:.h])", re.IGNORECASE)


@cache
def _elsewhere() -> re.Pattern[str]:
    """Return the pattern of a date in another language: `5 de marzo de 2024`, `5. März 2024`."""
    names = sorted(masthead().months_elsewhere, key=len, reverse=True)
    return re.compile(
        rf"\b(\d{{1,2}})(?:er|[.º°])?\s+(?:de\s+)?({'|'.join(names)})\b\.?(?:\s+del?)?,?\s+"
        r"((?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


def _in_line(
    match: re.Match[str], year: int, month: int, day: int | None
) -> tuple[str | None, int, int] | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    stated = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    return stated, match.start(), match.end()


def _numeric(match: re.Match[str]) -> tuple[str | None, int, int] | None:
    """Return a day written in numbers; with day and month in doubt it is None."""
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return _in_line(match, first, middle, last)
    if len(match[4]) != 4 or min(first, middle) < 1:
        return None
    if first == middle or middle > 12:
        return _in_line(match, last, first, middle)
    if first > 12:
        return _in_line(match, last, middle, first)
    return None, match.start(), match.end()


def _clock(rest: str) -> tuple[str, str]:
    """Return a line without its time of day, and the time as `T14:05+00:00`, or nothing."""
    rest = _EAST_WEEKDAY.sub(" ", _EAST_CLOCK.sub(r"\1:\2", rest))
    rest = _HOURS.sub("", _BARE_CLOCK.sub(r"\1:\2", rest))
    for match in _TIME.finditer(rest):
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[2] is None and match[4] is None:
            continue
        if match[4]:
            hour = hour % 12 + (12 if match[4].lower().startswith("p") else 0)
        if hour > 23 or minute > 59:
            continue
        zone = _zone(match[5] or "")
        seconds = f":{match[3]}" if match[3] else ""
        left = f"{rest[: match.start()]} {rest[match.end() :]}"
        return left, f"T{hour:02}:{minute:02}{seconds}{zone}"
    return rest, ""


def _zone(words: str) -> str:
    if offset := _OFFSET.match(words):
        sign = "+" if offset[1] == "+" else "-"
        return f"{sign}{int(offset[2][:2]):02}:{offset[3] or '00'}"
    return masthead().zones.get(words.upper(), "")
