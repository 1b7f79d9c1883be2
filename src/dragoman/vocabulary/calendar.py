"""The words of dates as `dates.toml` lists them: months, weekdays, `yesterday`, `last`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import plural

FILE = "dates.toml"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Lower-cased words of dates with what they count.

    `months` run from 1; `weekdays` from 0 (Monday), as Python's `date.weekday`; `days` and
    `shifts` are offsets from the day of publication, in days and in whole units.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    shifts: dict[str, int]
    numbers: dict[str, int]
    weekday_shifts: dict[str, int]
    month_names: tuple[str, ...]
    before_year: tuple[str, ...]
    before_month: tuple[str, ...]
    name_before: frozenset[str]
    name_after: frozenset[str]
    occasions: frozenset[str]
    bounds: frozenset[str]


@cache
def calendar() -> Calendar:
    """Return the words of dates.

    Raises VocabularyError when there are not twelve months or seven weekdays.
    """
    data = table(FILE)
    months = _numbered(data, "months", 12, first=1)
    weekdays = _numbered(data, "weekdays", 7, first=0)
    return Calendar(
        months=months,
        weekdays=weekdays,
        days=dict(data["days"]),
        shifts=dict(data["shifts"]),
        numbers=dict(data["numbers"]),
        month_names=tuple(data["months"]),
        weekday_shifts=dict(data["weekday_shifts"]),
        before_year=tuple(data["lead"]["year"]),
        before_month=tuple(data["lead"]["month"]),
        name_before=frozenset(data["names"]["before"]),
        name_after=frozenset(data["names"]["after"]),
        bounds=frozenset(data["bounds"]["words"]),
        occasions=frozenset(f for n in data["occasions"]["nouns"] for f in (n, plural(n))),
    )


def _numbered(data: dict[str, Any], name: str, count: int, first: int) -> dict[str, int]:
    names: dict[str, list[str]] = data.get(name, {})
    if len(names) != count:
        raise VocabularyError(f"{FILE}, [{name}]: {len(names)} entries. List all {count} in order.")
    return {
        form.lower(): number
        for number, forms in enumerate(names.values(), start=first)
        for form in forms
    }
