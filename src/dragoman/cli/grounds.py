"""`dragoman grounds`: why sides take their stances, and whom they blame, in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from dragoman import views
from dragoman.brief.grounds import given_by
from dragoman.brief.names import called, party_name, party_names
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    EachOption,
    LedgerOption,
    MatterOption,
    OnOption,
    PartsOption,
    SideOption,
    To,
    ToOption,
    given,
)
from dragoman.cli.references import Shortened
from dragoman.cli.screen import quote, stance_text
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.tables import grid
from dragoman.ledger import open_ledger
from dragoman.views.grounds import GroundRow


def grounds(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    blamed: Annotated[
        str | None,
        typer.Option(
            "--blamed", metavar="PARTY", callback=given, help="Only those who blame this party."
        ),
    ] = None,
    on: OnOption = None,
    each: EachOption = False,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show why sides want or refuse something, and whom they blame, in their own words."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.grounds(
            opened,
            matter=matter,
            side=side,
            blamed=blamed,
            on=on,
            each=each,
            parts=parts,
            as_known_on=as_known_on,
        )
        show_listing(opened, GROUNDS, rows, to)


def _table(rows: Sequence[GroundRow], short: Shortened) -> RenderableType:
    table = grid(("Side", 14), ("Stance", 14), ("Why", None))
    for row in rows:
        who = party_name(row.side) if row.side else called(row)
        words = Text()
        if row.ground:
            words.append(f"{row.cue}: ", style="italic").append_text(quote(row.ground))
        if row.blamed:
            words.append("\n" if row.ground else "").append("blames ", style="italic")
            words.append(party_names(row.blamed)).append(": ").append_text(quote(row.words))
        if row.matter_name:
            words.append(f"\non {row.matter_name}", style="dim")
        words.append(f"\n{given_by(row)}  {short(row.record)}", style="dim")
        table.add_row(who, stance_text(row.stance) if row.stance else Text(), words)
    return table


GROUNDS = Listing(GroundRow, _table, "No ground was found, and nobody is blamed.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog='Example: dragoman grounds --matter "peace treaty"')(grounds)
