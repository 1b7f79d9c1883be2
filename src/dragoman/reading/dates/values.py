"""What the words of a date mean, counted from a day of publication.

The finest of day, month and year is given that surely holds what is meant: "last week" is a
month when the week lies within one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.reading.tense import Tense
from dragoman.vocabulary.calendar import Calendar, calendar

_FIRST_YEAR, _LAST_YEAR = 1000, 9000
"""Further out, nothing is published and Python's calendar may end."""


def _bounds(stated: str | None) -> tuple[date, date] | None:
    """Return the first and the last day that a full or partial date may mean."""
    digits = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", stated or "")
    if digits is None or not _FIRST_YEAR <= int(digits[1]) <= _LAST_YEAR:
        return None
    year, month, day = (int(digits[n]) if digits[n] else None for n in (1, 2, 3))
    try:
        first = date(year or 1, month or 1, day or 1)
        last = first if day else date(first.year, month or 12, _last_day(first.year, month or 12))
    except ValueError:
        return None
    return first, last


def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def resolved(kind: str, words: str, published: str | None, when: Tense | None) -> str | None:
    """Return what words of a kind of date mean for an article published on a day.

    `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None when the words and the tense leave it open. Counted
    from a partial date the result is what all of its days agree on.
    """
    words = words.lower().replace("–", "-")
    if kind in _ABSOLUTE:
        return _ABSOLUTE[kind](words, calendar())
    days = _bounds(published)
    if days is None:
        return _day_of_month(words, None, when) if kind == "day" else None
    # Later days of publication never give earlier values: the outermost two tell of all.
    values = [_from_day(kind, words, day, when) for day in dict.fromkeys(days)]
    return _agreed([value for value in values if value]) if all(values) else None


def _from_day(kind: str, words: str, today: date, when: Tense | None) -> str | None:
    match kind:
        case "day":
            return _day_of_month(words, today, when)
        case "days":
            return (today + timedelta(days=calendar().days[words])).isoformat()
        case "night":
            return _agreed_days([today, today + timedelta(days=-1 if when == "past" else 1)])
        case "ago":
            return _ago(words, today)
        case "unit":
            shift, _, unit = words.rpartition(" ")
            return _unit(unit, calendar().shifts.get(shift, 0), today, when)
        case "season":
            return _season(words, today)
        case "of_month":
            return _day_of_a_month(words, today)
        case "weekend":
            return _weekend(0, today, when)
        case "weekday":
            return _weekday(words, today, when)
        case "of_week":
            return _day_of_week(words, today)
        case "ordinal":
            return _ordinal(words, today, when)
    return _bare_month(words, today, when)


def counted(words: str, anchor: str) -> str | None:
    """Return what *two days later* or *the following week* means, counted from a date.

    None when the date is not precise enough for it.
    """
    words = words.lower()
    back = re.search(r"\b(?:earlier|before|previous|preceding)\b", words)
    same = re.search(r"\bsame\b|^that\b|^later that\b", words)
    unit = next((name for name in _LENGTHS if name in words), "day")
    if same:
        return anchor[: _LENGTHS[unit]]
    count = next(_counts(words), 1) * (-1 if back else 1)
    days = _bounds(anchor)
    if days is None or len(anchor) < _LENGTHS[unit] or unit in ("weekend", "decade"):
        return None
    if unit == "day":
        return (days[0] + timedelta(days=count)).isoformat()
    if unit == "week" and not words.startswith("the "):
        return _weeks_away(days[0], count)
    return _unit(unit, count, days[0], None)


def _counts(words: str) -> Iterator[int]:
    """Yield the number with which words begin, if they do."""
    first = words.split(maxsplit=1)[0]
    if first.isdigit() or first in calendar().numbers:
        yield int(first) if first.isdigit() else calendar().numbers[first]


_LENGTHS = {"weekend": 10, "week": 10, "month": 7, "decade": 4, "year": 4, "day": 10}
"""How many characters of a date are needed to count in a unit."""


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
    words = re.sub(r"[a-z-]+", lambda word: _spelled(word[0]), words)
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
        return _weeks_away(today, -count)
    if unit == "day":
        return (today - timedelta(days=count)).isoformat()
    return _unit(unit, -count, today, None) if unit in ("month", "year") else None


def _weeks_away(today: date, weeks: int) -> str | None:
    middle = today + timedelta(weeks=weeks)
    return _agreed_days([middle + timedelta(days=d) for d in (-3, 3)])


def _unit(unit: str, shift: int, today: date, when: Tense | None) -> str | None:
    """Return the unit `shift` units away, in the finest of day, month and year that holds it."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    if unit == "week":
        sunday = monday + timedelta(days=6)
        if not shift and when == "past":
            return _agreed_days([monday, today])
        return _agreed_days([today if not shift and when == "future" else monday, sunday])
    if unit == "weekend":
        return _weekend(shift, today, when)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(today.year + shift) if unit == "year" else None


def _weekend(shift: int, today: date, when: Tense | None) -> str | None:
    """Return the weekend `shift` weeks away; of this one the tense tells which it is."""
    saturday = today - timedelta(days=today.weekday() - 5) + timedelta(weeks=shift)
    if not shift and when == "past" and today.weekday() < 6:
        saturday -= timedelta(weeks=1)
    # On a Saturday "at the weekend" may be the day itself.
    end = today if not shift and when == "past" and today.weekday() == 5 else saturday
    return _agreed_days([saturday, max(end, saturday + timedelta(days=1))])


def _agreed_days(days: list[date]) -> str | None:
    return _agreed([day.isoformat() for day in days])


def _agreed(values: list[str]) -> str | None:
    """Return the finest date that holds all of the values."""
    for length in (10, 7, 4):
        held = {value[:length] for value in values}
        if len(held) == 1:
            return held.pop()
    return None


def _ordinal(words: str, today: date, when: Tense | None) -> str | None:
    """Return *the 14th*: of this month or of the one beside it, as the tense says."""
    day = int(re.sub(r"\D", "", words))
    months = [today.year * 12 + today.month - 1 + step for step in (-2, -1, 0, 1, 2)]
    near = [_exact(m // 12, m % 12 + 1, day) for m in months]
    return _side([value for value in near if value], today.isoformat(), when)


def _spelled(word: str) -> str:
    """Return a day of the month in words as a number, any other word as it is."""
    return str(calendar().ordinals.get(word, word))


def _day_of_a_month(words: str, today: date) -> str | None:
    """Return *on the 9th of this month*."""
    day, shift = int(re.sub(r"\D", "", words)), calendar().shifts[words.split()[-2]]
    months = today.year * 12 + today.month - 1 + shift
    return _exact(months // 12, months % 12 + 1, day)


def _season(words: str, today: date) -> str | None:
    """Return the year of *this summer*; of last and next one where it is not this year's."""
    shift, season = words.split()
    first, last = calendar().seasons[season]
    if shift == "last" and today.month <= last:
        return str(today.year - 1)
    if shift == "next" and today.month >= first:
        return str(today.year + 1)
    return str(today.year) if shift == "this" else None


def _day_of_week(words: str, today: date) -> str:
    """Return *Thursday last week*, *Tuesday of next week*."""
    name, shift = words.split(maxsplit=1)[0], calendar().shifts[words.split()[-2]]
    monday = today - timedelta(days=today.weekday())
    return (monday + timedelta(weeks=shift, days=calendar().weekdays[name])).isoformat()


def _weekday(words: str, today: date, when: Tense | None) -> str | None:
    known = calendar()
    named = words.split()
    if named[-1] in known.parts:
        named.pop()
    shift, name = " ".join(named[:-1]), named[-1]
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
            return _agreed_days([after, week + timedelta(days=known.weekdays[name])])
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
