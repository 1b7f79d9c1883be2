"""`dragoman decisions`: all that people decided, and what of it finds its record no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from dragoman import views
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, To, ToOption
from dragoman.cli.references import Shortened
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.tables import grid
from dragoman.ledger import open_ledger
from dragoman.views.deciding import AnyDecisionRow


def decisions(
    record: Annotated[
        str | None,
        typer.Argument(metavar="RECORD", help="Only those on this record, as lists name it."),
    ] = None,
    *,
    lost: Annotated[
        bool, typer.Option("--lost", help="Only those whose record no reading has any more.")
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List what people decided on records, matters, actors, tellings and accounts, oldest first.

    Each holds, or is undone, or finds nothing: then its record came in another reading or none.
    """
    with open_ledger(ledger, create=False) as opened:
        rows = views.decisions(opened, record, lost=lost)
        none = "Every decision finds its record." if lost else "Nothing was decided."
        show_listing(opened, Listing(AnyDecisionRow, _table, none), rows, to)


def _table(rows: Sequence[AnyDecisionRow], short: Shortened) -> RenderableType:
    table = grid(("No.", 4), ("When", 10), ("Who", 8), ("What", None), ("Why", 18))
    for row in rows:
        what = Text(row.what.replace(row.record, short(row.record)))
        if row.undone_by is not None:
            what.append(f"\nundone by {row.undone_by}", style="dim")
        if row.missing:
            missing = ", ".join(short(name) for name in row.missing)
            what.append(f"\nfinds nothing: {missing} is in no current reading", style="yellow")
        table.add_row(str(row.id), row.when[:10], row.who, what, row.why)
    return table


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman decisions --lost --to csv")(decisions)
