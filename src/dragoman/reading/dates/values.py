"""What the words of a date mean, counted from a day of publication.

The finest of day, month and year is given that surely holds what is meant: "last week" is a
month when the week lies within one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.reading.tense import Tense
from dragoman.vocabulary.calendar import Calendar, calendar


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def resolved(kind: str, words: str, published: str | None, when: Tense | None) -> str | None:
    """Return what words of a kind of date mean for an article published on a day.

    `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None when the words and the tense leave it open.
    """
    words, today = words.lower().replace("–", "-"), _day(published)
    if kind in _ABSOLUTE:
        return _ABSOLUTE[kind](words, calendar())
    if kind == "day":
        return _day_of_month(words, today, when)
    if today is None:
        return None
    if kind == "days":
        return (today + timedelta(days=calendar().days[words])).isoformat()
    if kind == "ago":
        return _ago(words, today)
    if kind == "unit":
        shift, _, unit = words.rpartition(" ")
        return _unit(unit, calendar().shifts[shift], today)
    if kind == "weekday":
        return _weekday(words, today, when)
    return _bare_month(words, today, when)


def _iso(words: str, _: Calendar) -> str | None:
    return _exact(int(words[:4]), int(words[5:7]), int(words[8:]))


def _slash(words: str, _: Calendar) -> str | None:
    first, second, year = (int(n) for n in re.split(r"[/.]", words))
    orders = {_exact(year, second, first), _exact(year, first, second)} - {None}
    # 03/04/2021 is read both ways; both orders agree at best on the year.
    return orders.pop() if len(orders) == 1 else (str(year) if orders else None)


def _month_year(words: str, known: Calendar) -> str | None:
    return f"{words[-4:]}-{_month(words, known):02}"


def _year(words: str, _: Calendar) -> str | None:
    return words[-4:]


_ABSOLUTE = {"iso": _iso, "slash": _slash, "month": _month_year, "year": _year}


def _month(words: str, known: Calendar) -> int:
    parts = re.findall(r"[^\W\d_]+\.?", words)
    return next(known.months[part] for part in parts if part in known.months)


def _exact(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_of_month(words: str, today: date | None, when: Tense | None) -> str | None:
    month = _month(words, calendar())
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    years = [n for n in numbers if n > 31]
    days = [n for n in numbers if n <= 31]
    if years:
        exact = _exact(years[0], month, days[0])
        return exact if len(days) == 1 or exact is None else f"{years[0]}-{month:02}"
    if today is None:
        return None
    near = [_exact(today.year + step, month, days[0]) for step in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
    exact = _side([d for d in near if d], today.isoformat(), when)
    return exact[:7] if exact and len(days) > 1 else exact


def _side(values: list[str], today: str, when: Tense | None) -> str | None:
    """Return the value nearest to today on the side that the tense says."""
    if when == "past":
        return max((v for v in values if v <= today), default=None)
    if when in ("future", "present"):
        return min((v for v in values if v >= today), default=None)
    return None


def _ago(words: str, today: date) -> str | None:
    number, unit, _ = words.split(" ")
    count = int(number) if number.isdigit() else calendar().numbers[number]
    unit = unit.removesuffix("s")
    if unit == "week":
        # "Two weeks ago" is not meant to the day.
        middle = today - timedelta(weeks=count)
        return _common([middle + timedelta(days=d) for d in (-3, 3)])
    if unit == "day":
        return (today - timedelta(days=count)).isoformat()
    return _unit(unit, -count, today) if unit in ("month", "year") else None


def _unit(unit: str, shift: int, today: date) -> str | None:
    """Return the unit `shift` units away, in the finest of day, month and year that holds it."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    if unit == "week":
        return _common([monday, monday + timedelta(days=6)])
    if unit == "weekend":
        return _common([monday + timedelta(days=5), monday + timedelta(days=6)])
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(today.year + shift) if unit == "year" else None


def _common(days: list[date]) -> str | None:
    """Return the finest date that holds all of the days."""
    for length in (10, 7, 4):
        held = {day.isoformat()[:length] for day in days}
        if len(held) == 1:
            return held.pop()
    return None


def _weekday(words: str, today: date, when: Tense | None) -> str | None:
    known = calendar()
    shift, _, name = words.rpartition(" ")
    back = (today.weekday() - known.weekdays[name]) % 7
    before = today - timedelta(days=back or 7)
    after = today + timedelta(days=(7 - back) or 7)
    match known.weekday_shifts.get(shift):
        case -1:
            return before.isoformat()
        case 1:
            return after.isoformat()
        case 2:
            # "Next Friday" may be this week's or next week's.
            week = today - timedelta(days=today.weekday()) + timedelta(weeks=1)
            return _common([after, week + timedelta(days=known.weekdays[name])])
        case _:
            near = [d.isoformat() for d in (before, today, after) if d != today or not back]
            return _side(near, today.isoformat(), when)


def _bare_month(words: str, today: date, when: Tense | None) -> str | None:
    month, this = _month(words, calendar()), today.isoformat()[:7]
    values = [f"{today.year + step}-{month:02}" for step in (-1, 0, 1)]
    match words.replace("-", " ").split()[0]:
        case "last":
            return max(v for v in values if v < this)
        case "next":
            return min(v for v in values if v > this)
        case "this":
            return values[1]
    return _side(values, this, when)
