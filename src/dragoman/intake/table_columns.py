"""Which column of a table holds which field of an article: by the user's word, or by its name."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from dragoman.errors import UnreadableInput
from dragoman.intake.formats import Columns
from dragoman.vocabulary.table_columns import FIELDS, bare, column_names

_LONGEST, _MOST = 40, 40
"""Characters of a column's name, and names of columns, that a message shows."""


def columns_of_option(options: Sequence[str]) -> Columns:
    """Return the columns that `text=body,published=date` gives.

    A pair whose column's name has a comma is put in double quotes. Raises ValueError.
    """
    found: dict[str, str] = {}
    for option in options:
        for pair in next(csv.reader([option], skipinitialspace=True), []):
            field, sign, column = (piece.strip() for piece in pair.partition("="))
            if not (sign and field and column):
                raise ValueError(f"{pair!r} is no pair. Write it as FIELD=COLUMN: text=body.")
            if field not in FIELDS:
                raise ValueError(f"there is no field {field!r}. Fields: {', '.join(FIELDS)}.")
            if field in found:
                raise ValueError(f"{field} is given twice. Give each field one column.")
            found[field] = column
    return tuple(found.items())


def chosen(names: Sequence[str], columns: Columns, where: str) -> dict[str, str]:
    """Return the column of each field that a table has.

    What `columns` says comes first, then the usual names. Raises UnreadableInput, with the
    table's columns listed, when there is no column of text, or more than one by name, or a column
    that the user names is not there.
    """
    told = {field: _named(column, field, names, where) for field, column in columns}
    by_name: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        by_name.setdefault(bare(name), []).append(name)
    found = dict(told)
    for field, usual in column_names().items():
        if field in told:
            continue
        columns_of_field = [
            c for name in usual for c in by_name.get(name, ()) if c not in told.values()
        ]
        if field == "text" and len(columns_of_field) > 1:
            raise _unclear(
                f"several columns may hold the text ({_list(columns_of_field)})", names, where
            )
        if columns_of_field:
            found[field] = columns_of_field[0]
    if "text" not in found:
        raise _unclear("no column is known to hold the text", names, where)
    return found


def recognised(names: Sequence[str], columns: Columns) -> int:
    """Return how many of a table's columns are known, for telling its delimiter."""
    usual = {name for names in column_names().values() for name in names}
    told = {column.casefold() for _, column in columns}
    return sum(bare(name) in usual or name.casefold() in told for name in names)


def mapping_told(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the place of each field for people: `column 'date'`."""
    return {field: f"column {column!r}" for field, column in mapping.items()}


def _named(column: str, field: str, names: Sequence[str], where: str) -> str:
    if column in names:
        return column
    alike = [name for name in names if name.strip().casefold() == column.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise _unclear(f"there is no column {column!r}, which was to hold {field}", names, where)


def _unclear(what: str, names: Sequence[str], where: str) -> UnreadableInput:
    return UnreadableInput(
        where,
        f"{what}; its columns are {_list(names)}",
        "Say which holds what: --columns text=COLUMN,published=COLUMN.",
    )


def _list(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in names[:_MOST]]
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(repr(name) for name in shown) + more
