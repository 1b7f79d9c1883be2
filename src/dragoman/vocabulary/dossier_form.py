"""The form of a `dossier.toml`: its tables and keys, and on which line each entry stands."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.vocabulary.faults import Fault, Place

Form = Literal["text", "texts", "date", "truth"]
TABLES: Mapping[str, Mapping[str, Form]] = {
    "states": {
        "name": "text",
        "iso3": "text",
        "names": "texts",
        "demonyms": "texts",
        "capitals": "texts",
        "metonyms": "texts",
        "since": "date",
        "until": "date",
    },
    "people": {
        "name": "text",
        "names": "texts",
        "surnames": "texts",
        "state": "text",
        "body": "text",
        "office": "text",
        "since": "date",
        "until": "date",
    },
    "bodies": {"name": "text", "names": "texts", "kind": "text", "sort": "text", "state": "text"},
    "outlets": {
        "name": "text",
        "names": "texts",
        "sort": "text",
        "state": "text",
        "state_owned": "truth",
    },
    "matters": {
        "name": "text",
        "words": "texts",
        "parties": "texts",
        "part_of": "text",
        "opposite": "texts",
    },
}
"""The keys of each table, with what their values are."""
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "states": ("name",),
    "people": ("name", "office"),
    "bodies": ("name", "kind"),
    "outlets": ("name", "sort"),
    "matters": ("name", "words"),
}
TOLD: Mapping[Form, str] = {
    "text": 'words in quotation marks: "Valdoria"',
    "texts": 'a list of words: ["Valdorian", "Valdorians"]',
    "date": 'a date: 2031-03-04, "2031-03" or "2031"',
    "truth": "true or false",
}
_HEAD = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_NOT_IN_WORDS = re.compile(r"[|\t\n\r]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a dossier, at its place; its values are cells as a vocabulary file has them."""

    table: str
    place: Place
    cells: Mapping[str, tuple[str, ...]]

    def __getitem__(self, key: str) -> str:
        """Return a value, empty when the entry does not give it."""
        return next(iter(self.cells.get(key, ())), "")

    def list(self, key: str) -> tuple[str, ...]:
        """Return the values of a key that may have several."""
        return self.cells.get(key, ())

    def row(self, *keys: str) -> dict[str, str]:
        """Return some keys as cells of a row."""
        return {key: " | ".join(self.cells.get(key, ())) for key in keys}


def entries(text: str, file: str) -> tuple[list[Entry], tuple[Fault, ...]]:
    """Return a dossier's entries in the file's order of tables, and the faults of their form.

    Raises TOMLDecodeError.
    """
    data = tomllib.loads(text)
    lines = _lines(text)
    found: list[Entry] = []
    faults: list[Fault] = []
    for table, listed in data.items():
        starts = lines.get(table, [{}])
        place = Place(file, starts[0].get("", 0))
        if table not in TABLES:
            known = ", ".join(f"[[{name}]]" for name in TABLES)
            faults.append(place.fault(f"the table {table!r} is unknown", f"Use {known}."))
        elif not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            remedy = f"Begin each of its entries with [[{table}]]."
            faults.append(place.fault(f"{table!r} is no list of entries", remedy))
        else:
            for n, one in enumerate(listed):
                at = _At(file, starts[min(n, len(starts) - 1)])
                faults.extend(_misshapen(table, one, at))
                cells = {key: _cells(value) for key, value in one.items()}
                found.append(Entry(table, at.place(""), cells))
    return found, tuple(faults)


@dataclass(frozen=True, slots=True)
class _At:
    """The lines of one entry, by key; its first line goes by the empty key."""

    file: str
    lines: Mapping[str, int]

    def place(self, key: str) -> Place:
        return Place(self.file, self.lines.get(key, self.lines.get("", 0)))


def _misshapen(table: str, entry: dict[str, Any], at: _At) -> Iterator[Fault]:
    keys = TABLES[table]
    for key, value in entry.items():
        place = at.place(key)
        if key not in keys:
            yield place.fault(f"the key {key!r} is unknown", f"Use {', '.join(keys)}.")
        elif not _has_form(value, keys[key]):
            yield place.fault(f"{key} is {value!r}", f"Write {TOLD[keys[key]]}.")
        elif any(not cell or _NOT_IN_WORDS.search(cell) for cell in _cells(value)):
            yield place.fault(
                f"{key} has an empty value, or a bar, tab or line break in one",
                "Write plain words.",
            )
    for key in REQUIRED[table]:
        if not entry.get(key):
            yield at.place("").fault(f"an entry of [[{table}]] has no {key}", f"Give its {key}.")


def _has_form(value: object, form: Form) -> bool:
    if form == "texts":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if form == "truth":
        return isinstance(value, bool)
    if form == "date" and not isinstance(value, bool):
        return isinstance(value, str | int | datetime.date)
    return isinstance(value, str)


def _cells(value: object) -> tuple[str, ...]:
    """Return a value as cells: dates as YYYY-MM-DD, names in lists without a small `the`."""
    if isinstance(value, list):
        return tuple(str(one).strip().removeprefix("the ") for one in value)
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, datetime.datetime):
        return (value.date().isoformat(),)
    return (str(value).strip(),)


def _lines(text: str) -> dict[str, list[dict[str, int]]]:
    """Return, by table, the lines of each entry's keys; of the entry itself under ''."""
    found: dict[str, list[dict[str, int]]] = {}
    current: dict[str, int] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        head, key = _HEAD.match(line), _KEY.match(line)
        if head:
            current = {"": number}
            found.setdefault(head[1], []).append(current)
        elif key and current is None:
            found.setdefault(key[1], []).append({"": number})
        elif key and current is not None:
            current.setdefault(key[1], number)
    return found
