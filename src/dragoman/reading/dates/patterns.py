"""The patterns by which dates are found in running text, put together from `dates.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dragoman.vocabulary.calendar import calendar

_YEAR = r"(?:1[89]|20)\d\d(?!\d|,\d|[-–]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:.]\d|\d)"
_RANGE = rf"{_DAY}(?:\s?(?:[-–]|and|to|or)\s?{_DAY})?"
_ORDINAL = r"(?:[12]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|2[04-9]|30)th|31st)"
_UNITS = "day|week|weekend|month|year|decade"
_NOT_OF_NOUN = r"(?=\s*(?:[,.;:)”\"]|$))"


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of all dates; the name of the group that matched is their kind."""
    words = calendar()
    month = _names(words.months)
    full = _names(words.month_names)
    weekday = _names(words.weekdays)
    year_lead, month_lead = _any(words.before_year), _any(words.before_month)
    named = rf"(?:{weekday},?\s+)?"
    number = rf"(?:\d{{1,2}}|{_any(words.numbers)})"
    part = _any(words.parts)
    of_part = rf"(?:(?:the\s+)?{part}\s+of\s+)?"
    day_or_part = rf"(?:day|{part})"
    spelled = rf"(?i:{_any(words.ordinals)})\s+of"
    shift = r"(?i:last|this|next)"
    kinds = {
        "iso": r"(?:1[89]|20)\d\d-\d\d-\d\d(?!\d)",
        "slash": rf"\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}",
        "day": rf"{of_part}{named}(?:the\s+)?(?:{_RANGE}(?:\s+of)?|{spelled})\s+{month}"
        rf"(?:,?\s+{_YEAR})?",
        "day2": rf"{of_part}{named}{month}\s+{_RANGE}(?:,?\s+{_YEAR})?",
        "month": rf"{month},?\s+(?:of\s+)?{_YEAR}",
        "days": rf"(?i:{_any(words.days)})(?!'s\b|’s\b)",
        "ago": rf"(?i:{number}\s+(?:{_UNITS})s?\s+ago)",
        "unit": rf"(?i:(?:{_any(words.shifts)})\s+(?:{_UNITS}))",
        "unit2": r"(?i:at\s+the\s+(?:start|beginning)\s+of\s+the\s+week)"
        r"(?!\s+(?:of|in|before|after)\b)",
        "season": rf"{shift}\s+(?i:{_any(words.seasons)})(?!\s+(?:of|in)\b)",
        "weekend": r"(?i:(?:at|over|during|on)\s+the\s+weekend)(?!\s+of\b)",
        "night": rf"(?i:{_any(words.nights)})",
        "of_month": rf"(?i:on\s+the)\s+{_ORDINAL}\s+(?i:of)\s+{shift}\s+(?i:month)",
        "ordinal": rf"(?i:on\s+the)\s+{_ORDINAL}(?!\s+of\b|-)",
        "later": rf"(?i:{number}\s+(?:{_UNITS})s?\s+(?:(?:later|earlier)(?!\s+than\b)"
        rf"|(?:before|after|afterwards?){_NOT_OF_NOUN})"
        rf"|the\s+day\s+(?:before|after){_NOT_OF_NOUN}"
        rf"|the\s+next\s+{day_or_part}"
        rf"|the\s+(?:following|previous|preceding)\s+(?:{part}|{_UNITS})"
        rf"|(?:the|that)\s+same\s+(?:{part}|day|month|year)(?!\s+(?:as|that)\b)"
        rf"|that\s+{day_or_part}|later\s+that\s+(?:month|year))(?!['’]s\b)",
        "of_week": rf"{weekday}(?:\s+of)?\s+(?i:last|this|next)\s+week",
        "weekday": rf"(?:(?i:{_any(words.weekday_shifts)})\s+)?{weekday}(?:\s+{part})?",
        "bare": rf"(?i:{month_lead})(?:\s+|-){full}(?!,?\s+(?:of\s+)?\d)",
        "year": rf"(?i:{year_lead})(?:\s+|-)(?:the\s+year\s+)?{_YEAR}",
    }
    whole = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
    return re.compile(rf"(?<![\w/-])(?:{whole})(?!\w)")


def _names(forms: Iterable[str]) -> str:
    """Return a pattern for names as written: a capital first, or all in capitals."""
    cased = (cased for form in forms for cased in (form.capitalize(), form.upper()))
    return _any(cased)


def _any(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in longest_first) + ")"
