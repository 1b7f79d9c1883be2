"""The rows of a view as JSON or CSV: the same rows that the command line and the brief show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import fields

from dragoman.views.rows import Row


def rows_json(rows: Sequence[Row]) -> str:
    """Return rows as one JSON array of records, one record a line."""
    if not rows:
        return "[]\n"
    lines = [f"  {json.dumps(row.as_dict(), ensure_ascii=False)}" for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def rows_csv(rows: Sequence[Row], kind: type[Row]) -> str:
    """Return rows of one kind as CSV with a header line, also when there are none.

    Absent values are empty cells. A cell that a spreadsheet would take for a formula gets an
    apostrophe before it, as OWASP's rule on CSV injection has it: the words are other people's.
    """
    out = io.StringIO(newline="")
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _guarded(value) for name, value in row.cells().items()})
    return out.getvalue()


def _guarded(value: str | int | float | None) -> str | int | float | None:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
