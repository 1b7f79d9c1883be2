"""A list of rows written as it was asked for: a table, JSON, CSV, or that there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType

from dragoman.cli.options import To
from dragoman.cli.references import Shortened
from dragoman.cli.screen import out, tell, write
from dragoman.export.rows import rows_csv, rows_json
from dragoman.ledger import Ledger
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


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of row, how a table of it looks, and what is said when there is none."""

    kind: type[Row]
    table: Callable[[Sequence[Any], Shortened], RenderableType]
    none: str


def show_listing(ledger: Ledger, listing: Listing, rows: Sequence[Row], to: To) -> None:
    """Write rows of a ledger as their listing says."""

    def table() -> RenderableType:
        return listing.table(rows, Shortened(ledger.article_ids()))

    show(rows, listing.kind, table, to, listing.none)
