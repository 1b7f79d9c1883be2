"""Tables of short articles that say who speaks in them, or what the name of a place stands for.

A line a row: `{"id", "text", "content", "name", "country", "sort", "role", "side"}` asks who says
the words `content`; `{"id", "text", "mention", "occurrence", "reading", "country"}` asks what one
occurrence of a name stands for. An answer may be a list, any of which is right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.benchmark.gold import Answers
from dragoman.benchmark.json_lines import json_lines
from dragoman.errors import UnreadableInput

SPEAKER = ("name", "country", "sort", "role", "side")
"""What a table says of the speaker of some words."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of an article, and who says them: the answers by the fields of `SPEAKER`."""

    id: str
    text: str
    content: str
    answers: Mapping[str, Answers]


@dataclass(frozen=True, slots=True)
class Named:
    """An occurrence of a name in an article, and what it stands for; no country asks for none."""

    id: str
    text: str
    mention: str
    occurrence: int
    reading: Answers
    country: Answers


def read_table(path: Path) -> tuple[Said | Named, ...]:
    """Return the rows of a table, in the file's order.

    Raises UnreadableInput when there is no such file, it is empty, or a row is not as it should
    be.
    """
    rows = tuple(_row(where, line) for where, line in json_lines(path))
    if not rows:
        raise UnreadableInput(str(path), "it has no row", "Name a table of speakers or metonyms.")
    return rows


def _row(where: str, line: str) -> Said | Named:
    try:
        record = json.loads(line)
        row = _named(record) if "mention" in record else _said(record)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableInput(
            where, f"not a row of such a table ({error!r})", "Mend it, or take it out."
        ) from error
    asked, times = (row.content, 1) if isinstance(row, Said) else (row.mention, row.occurrence)
    if not asked or row.text.count(asked) < times:
        what = f"{asked!r} does not stand {times} times" if times > 1 else f"no {asked!r} stands"
        raise UnreadableInput(where, f"{what} in its text", "Mend it, or take it out.")
    return row


def _said(record: Mapping[str, Any]) -> Said:
    answers = {field: _answers(record[field]) for field in SPEAKER}
    return Said(str(record["id"]), _words(record, "text"), _words(record, "content"), answers)


def _named(record: Mapping[str, Any]) -> Named:
    return Named(
        str(record["id"]),
        _words(record, "text"),
        _words(record, "mention"),
        int(record["occurrence"]),
        _answers(record["reading"]),
        _answers(record["country"]),
    )


def _words(record: Mapping[str, Any], field: str) -> str:
    value = record[field]
    if not isinstance(value, str):
        raise TypeError(f"{field} is {value!r}")
    return value


def _answers(value: object) -> Answers:
    answers = value if isinstance(value, list) else [value]
    if not all(answer is None or isinstance(answer, str) for answer in answers):
        raise TypeError(f"{value!r} is no answer")
    return tuple(answers)
