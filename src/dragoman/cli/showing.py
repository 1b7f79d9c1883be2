"""A list of rows written as it was asked for: a table, JSON, CSV, or that there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import RenderableType

from dragoman.cli.options import To
from dragoman.cli.screen import out, tell, write
from dragoman.export.rows import rows_csv, rows_json
from dragoman.views.rows import Row


def show(
    rows: Sequence[Row], kind: type[Row], table: Callable[[], RenderableType], to: To, none: str
) -> None:
    """Write rows of one kind; `table` lays them out, `none` is said when there are none."""
    if to is To.json:
        write(rows_json(rows))
    elif to is To.csv:
        write(rows_csv(rows, kind))
    elif rows:
        out().print(table())
    else:
        tell(none)
