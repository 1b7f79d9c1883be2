"""Rows of words that a question brings along, to be joined like a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import CTE, Connection, Text, column, text

_ROWS = {
    "sqlite": ("json_extract(value, '$[{}]')", "json_each(:rows_of_{})"),
    "postgresql": ("value->>{}", "json_array_elements(CAST(:rows_of_{} AS json))"),
}


def given(
    connection: Connection, name: str, columns: Sequence[str], rows: Iterable[Sequence[str | None]]
) -> CTE:
    """Return rows as a table of that name, sent as one value however many they are."""
    cell, source = _ROWS[connection.dialect.name]
    cells = ", ".join(f"{cell.format(n)} AS {one}" for n, one in enumerate(columns))
    query = text(f"SELECT {cells} FROM {source.format(name)}")
    told = query.bindparams(**{f"rows_of_{name}": json.dumps(list(map(list, rows)))})
    found = told.columns(*(column(one, Text) for one in columns)).cte(name)
    # Taken apart once: every row of a join would read its cells out of the value again else.
    return found.prefix_with("MATERIALIZED")
