"""The rows of a view as JSON or CSV: the same rows that the command line and the brief show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from dragoman.views.row import Cell, Row


def rows_json(rows: Sequence[Row]) -> str:
    """Return rows as one JSON array of records, one record a line."""
    return "".join(json_pieces([rows]))


def rows_csv(rows: Sequence[Row], kind: type[Row]) -> str:
    """Return rows of one kind as CSV with a header line, also when there are none.

    Absent values are empty cells. A cell that a spreadsheet would take for a formula gets an
    apostrophe before it, as OWASP's rule on CSV injection has it: the words are other people's.
    """
    return "".join(csv_pieces([rows], kind))


def json_pieces(batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """Yield what `rows_json` returns, batch by batch."""
    begun = False
    for rows in batches:
        lines = [f"  {json.dumps(row.as_dict(), ensure_ascii=False)}" for row in rows]
        if lines:
            yield (",\n" if begun else "[\n") + ",\n".join(lines)
            begun = True
    yield "\n]\n" if begun else "[]\n"


def csv_pieces(batches: Iterable[Sequence[Row]], kind: type[Row]) -> Iterator[str]:
    """Yield what `rows_csv` returns, batch by batch."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    yield _written(names, [dict(zip(names, names, strict=True))])
    for rows in batches:
        cells = (row.cells() for row in rows)
        yield _written(names, [{name: _guarded(it) for name, it in one.items()} for one in cells])


def _written(names: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    out = io.StringIO(newline="")
    csv.DictWriter(out, names, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _guarded(value: Cell) -> Cell:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
