"""The words of dates as `dates.toml` lists them: months, weekdays, `yesterday`, `last`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import both_numbers

FILE = "dates.toml"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Lower-cased words of dates with what they count.

    `hints` are pieces of words without one of which there is no date;
    `months` run from 1; `weekdays` from 0 (Monday), as Python's `date.weekday`; `days` and
    `shifts` are offsets from the day of publication, in days and in whole units; `seasons` have
    their first and last months in the north.
    """

    hints: tuple[str, ...]
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
    nights: tuple[str, ...]
    parts: tuple[str, ...]
    seasons: dict[str, tuple[int, int]]
    ordinals: dict[str, int]
    habits: frozenset[str]
    spells: frozenset[str]
    vague: frozenset[str]
    issued: frozenset[str]
    speaking: frozenset[str]


@cache
def calendar() -> Calendar:
    """Return the words of dates.

    Raises VocabularyError when there are not twelve months or seven weekdays.
    """
    data = table(FILE)
    months = _numbered(data, "months", 12, first=1)
    weekdays = _numbered(data, "weekdays", 7, first=0)
    return Calendar(
        hints=_hints(data),
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
        nights=tuple(data["nights"]["words"]),
        parts=tuple(data["parts"]["words"]),
        seasons={name: (first, last) for name, (first, last) in data["seasons"].items()},
        ordinals=dict(data["ordinals"]),
        habits=frozenset(data["habits"]["words"]),
        spells=frozenset(data["spells"]["words"]),
        vague=frozenset(data["vague"]["words"]),
        issued=frozenset(data["issuing"]["issued"]),
        speaking=frozenset(data["issuing"]["speaking"]),
        occasions=both_numbers(data["occasions"]["nouns"]),
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


def _hints(data: dict[str, Any]) -> tuple[str, ...]:
    units = ("day", "week", "month", "year", "19", "20", "/", "-")
    ordinals = ("1st", "2nd", "3rd", *(f"{digit}th" for digit in range(10)))
    parts = (*data["parts"]["words"], *data["nights"]["words"], *data["seasons"])
    months = (form[:3].lower() for forms in data["months"].values() for form in forms)
    weekdays = (forms[-1][:3].lower() for forms in data["weekdays"].values())
    days = (words.rsplit(" ", 1)[-1] for words in data["days"])
    return tuple(dict.fromkeys((*units, *ordinals, *parts, *months, *weekdays, *days)))
