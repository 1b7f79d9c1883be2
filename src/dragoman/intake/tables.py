"""Tables of articles, one a row: CSV, TSV, JSON Lines, JSON lists and Parquet.

A row's text is the article's; its other columns are what is stated of it. Rows are read as they
come. The fragment of a row is its id where a column has one, else its number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import BinaryIO

from dragoman.errors import UnreadableInput
from dragoman.intake import table_files
from dragoman.intake.dates import stamp_of
from dragoman.intake.decoding import checked
from dragoman.intake.formats import Columns
from dragoman.intake.page import Page, Part, Stated
from dragoman.intake.plain import page_of
from dragoman.intake.table_columns import chosen, mapping_told
from dragoman.intake.table_files import Row, Table

Found = Iterator[Part | UnreadableInput]

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w+)*\Z")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
_BLANK_LINES = re.compile(r"\n{3,}")


def separated(file: BinaryIO, where: str, *, columns: Columns = ()) -> Found:
    """Yield the rows of a CSV or TSV table; its delimiter and encoding are told by its beginning.

    Rows count as a spreadsheet shows them: the first under the header is row 2.
    """
    return _parts(table_files.separated(file, where, columns), where, columns)


def json_lines(file: BinaryIO, where: str, *, columns: Columns = ()) -> Found:
    """Yield the rows of a file with one JSON object a line; rows count as its lines do."""
    return _parts(table_files.json_lines(file, where), where, columns)


def json_list(file: BinaryIO, where: str, *, columns: Columns = ()) -> Found:
    """Yield the rows of a JSON list of objects, or of the one such list in a JSON object."""
    return _parts(table_files.json_list(file, where), where, columns)


def parquet(file: BinaryIO, where: str, *, columns: Columns = ()) -> Found:
    """Yield the rows of a Parquet file."""
    return _parts(table_files.parquet(file, where), where, columns)


@dataclass(slots=True)
class _Read:
    """What a row's cells state, and what had to be left out."""

    values: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def _parts(table: Table, where: str, columns: Columns) -> Found:
    mapping = chosen(table.names, columns, where)
    told = mapping_told(mapping)
    for row in table.rows:
        if isinstance(row, UnreadableInput):
            yield row
            continue
        try:
            yield _part(row, mapping, told, where)
        except UnreadableInput as error:
            yield error


def _part(row: Row, mapping: dict[str, str], told: dict[str, str], where: str) -> Part:
    place = f"row {row.number}"
    page = _page(row.cells.get(mapping["text"]), mapping["text"], f"{where}, {place}")
    read = _Read(warnings=list(row.warnings))
    for name, column in mapping.items():
        if name != "text":
            _take(name, row.cells.get(column), column, read)
    page.warnings = read.warnings
    values = read.values
    fragment = values.pop("id", None) or str(row.number)
    page.stated = Stated(**values, where={name: told[name] for name in values})
    return Part(place, fragment, row.raw, page=page)


def _page(cell: object, column: str, where: str) -> Page:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        raise UnreadableInput(
            where, f"the column {column!r} is empty", "Give the row its text, or leave it out."
        )
    if not isinstance(cell, str):
        raise UnreadableInput(
            where,
            f"the column {column!r} holds no text but {type(cell).__name__}",
            "Say which column holds the text: --columns text=COLUMN.",
        )
    text = _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", _whole(cell, where))).strip()
    return page_of(checked(text, where), where)


def _whole(words: str, where: str) -> str:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            where,
            f"half of a surrogate pair stands at character {error.start} of its text",
            "Write the table anew with whole characters.",
        ) from error
    return words


def _take(name: str, cell: object, column: str, read: _Read) -> None:
    words = _words(cell)
    if not words:
        return
    value: str | None = words
    if name == "published":
        value = _date(cell, words)
    elif name == "language":
        code = _LANGUAGE.match(words)
        value = code[1].lower() if code else None
    if value is None:
        kind = "date that can be read one way" if name == "published" else "code of a language"
        read.warnings.append(f"{words!r} in the column {column!r} is left out: it is no {kind}.")
    else:
        read.values[name] = value


def _words(cell: object) -> str:
    """Return a cell on one line; nothing for one that is empty."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, list):
        cell = ", ".join(word for word in map(_words, cell) if word)
    words = " ".join(str(cell).split())
    return words.encode("utf-8", "replace").decode("utf-8")


def _date(cell: object, words: str) -> str | None:
    """Return a date as precise as the cell has it; midnight without a zone is a day."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell.isoformat()
    moment = cell if isinstance(cell, datetime) else _moment(words)
    if moment is None:
        stamp = stamp_of(words)
        return stamp.value if stamp else None
    if moment.tzinfo is None and moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _moment(words: str) -> datetime | None:
    """Return a moment written as ISO 8601 has it, None for other words and for mere days."""
    if len(words) < len("2031-03-04T05:06") or words[4:5] != "-":
        return None
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None
