"""The front matter of a Markdown file: `key: value` lines between two lines of dashes.

Only what masthead labels know is taken (title, date, author, source, link, language); it is
read line by line, since a YAML library is a heavy thing for six keys.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.intake.blocks import Line
from dragoman.intake.dates import stamp_of
from dragoman.intake.page import Stated
from dragoman.vocabulary.masthead import masthead

_LONGEST = 60
_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}?)\s*:(?:\s+(.*))?\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


def front_matter(lines: list[Line]) -> tuple[Stated, list[str], int]:
    """Return what front matter states, warnings, and how many lines it has; 0 when none."""
    if not lines or lines[0].words != "---":
        return Stated(), [], 0
    for n, line in enumerate(lines[1:_LONGEST], start=1):
        if line.words in ("---", "..."):
            values = _values(lines[1:n])
            return *_stated(values), n + 1
    return Stated(), [], 0


def _values(lines: list[Line]) -> dict[str, str]:
    """Return the first value of each field; items of a list are joined by commas."""
    values: dict[str, str] = {}
    field = ""
    for line in lines:
        if line.words.startswith("- ") and field:
            item = _unquoted(line.words[2:])
            values[field] = f"{values[field]}, {item}" if values.get(field) else item
            continue
        pair = _PAIR.match(line.words)
        label = re.sub(r"[_-]", " ", pair[1]).lower() if pair else ""
        field = masthead().labels.get(label, "") if line.indent == 0 else ""
        if pair and field:
            values.setdefault(field, _unquoted(pair[2] or ""))
    return {name: value for name, value in values.items() if value}


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquoted(item) for item in value[1:-1].split(",") if item.strip())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value.split(" #")[0].strip()


def _stated(values: dict[str, str]) -> tuple[Stated, list[str]]:
    warnings = []
    date = values.get("published")
    stamp = stamp_of(date) if date else None
    if date and (stamp is None or stamp.value is None):
        warnings.append(
            f"The front matter's date {date!r} is left out: it is no date that can be read one way."
        )
    language = values.get("language", "").lower()[:3].rstrip("-_")
    stated = Stated(
        title=values.get("title"),
        outlet=values.get("outlet"),
        url=values.get("url"),
        byline=values.get("byline"),
        published=stamp.value if stamp else None,
        language=language if _LANGUAGE.match(language) else None,
    )
    return replace(stated, where=dict.fromkeys(values, "front matter")), warnings
