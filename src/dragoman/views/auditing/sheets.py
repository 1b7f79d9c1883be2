"""Marks read from a table that somebody filled in: CSV with record, mark, wrong and note."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from dragoman.errors import UnreadableInput
from dragoman.views.auditing.marking import Judgement

_DELIMITERS = ",;\t"
_NEEDED = ("record", "mark")


def marks_from_csv(raw: bytes, where: str) -> tuple[Judgement, ...]:
    """Return the marks in a CSV table, whatever its delimiter: comma, semicolon or tab.

    It needs the columns `record` and `mark`; `wrong` (fields, parted by `;` or `,`), `note` and
    `who` may be there, and whatever else is left alone. Raises UnreadableInput.
    """
    lines = _text(raw, where).splitlines(keepends=True)
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    table = csv.DictReader(
        io.StringIO("".join(lines), newline=""), delimiter=delimiter, strict=True
    )
    try:
        names = {(name or "").strip().casefold(): name for name in table.fieldnames or ()}
        if not set(_NEEDED) <= names.keys():
            raise UnreadableInput(
                where,
                f"this table has no column {' and no column '.join(set(_NEEDED) - names.keys())}",
                "Take a sample out with `dragoman audit --to csv`, fill in its column mark, "
                "and bring it in again.",
            )
        return tuple(_judgement(row, names, f"{where}, line {table.line_num}") for row in table)
    except csv.Error as error:
        raise UnreadableInput(
            where, f"line {table.line_num} is no CSV ({error})", "Save it as CSV again."
        ) from error


def _text(raw: bytes, where: str) -> str:
    for charset in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"):
        try:
            text = raw.decode(charset)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableInput(where, "this is no text in UTF-8", "Save the table as CSV in UTF-8.")


def _judgement(row: Mapping[str, object], names: Mapping[str, str], where: str) -> Judgement:
    def cell(name: str) -> str:
        value = row.get(names.get(name, ""))
        # An apostrophe keeps a spreadsheet from taking words for a formula: not the person's.
        return re.sub(r"^'(?=[=+@-])", "", value.strip()) if isinstance(value, str) else ""

    return Judgement(
        record=cell("record"),
        mark=cell("mark"),
        wrong=tuple(word for word in re.split(r"[;,\s]+", cell("wrong")) if word),
        note=cell("note"),
        who=cell("who"),
        audit=cell("audit"),
        where=where,
    )
