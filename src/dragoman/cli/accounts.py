"""`dragoman accounts`: accounts that cannot both hold, and a person's decisions on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from dragoman import views
from dragoman.brief.names import day_name, party_name
from dragoman.cli.decided import ListFirst
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    LedgerOption,
    MatterOption,
    OnOption,
    PartsOption,
    ReasonOption,
    SideOption,
    To,
    ToOption,
    WhoOption,
    one_of,
)
from dragoman.cli.references import Shortened
from dragoman.cli.screen import tell
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.tables import grid
from dragoman.ledger import account_decisions, open_ledger
from dragoman.views.account_rows import AccountRow, Told

KINDS = ("event", "number", "words", "denial")


app = typer.Typer(
    cls=ListFirst,
    help="List accounts that cannot both hold, with both words side by side."
    "\n\n`dragoman accounts list --help` tells what else to list by.",
    epilog="Example: dragoman accounts --side RUS",
    rich_markup_mode="rich",
)

RecordArgument = Annotated[
    str,
    typer.Argument(
        metavar="RECORD", help="An account's name, as the list shows it.", show_default=False
    ),
]


@app.command("list", epilog="Example: dragoman accounts --kind number --to csv")
def accounts(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            callback=one_of(KINDS),
            help=f"Only this kind: {', '.join(KINDS)}.",
        ),
    ] = None,
    on: OnOption = None,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show two accounts of one event, or of one side's words, that cannot both hold."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.accounts(
            opened,
            matter=matter,
            side=side,
            kind=kind,
            on=on,
            parts=parts,
            as_known_on=as_known_on,
        )
        show_listing(opened, ACCOUNTS, rows, to)


@app.command(epilog="Example: dragoman accounts dismiss a1b2c/a203-331 --reason 'Two meetings.'")
def dismiss(
    record: RecordArgument,
    other: Annotated[
        str | None,
        typer.Argument(metavar="OTHER", help="The other account; else all it stands against."),
    ] = None,
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Hold that two accounts can both be true; `restore` takes it back."""
    with open_ledger(ledger, create=False) as opened:
        found = account_decisions.accounts_dismiss(opened, record, other, reason=reason, who=who)
    tell(f"Decision {found.id}: no contradiction.")


@app.command(
    epilog="Example: dragoman accounts restore a1b2c/a203-331 d4e5f/a17-80 --reason 'One meeting.'"
)
def restore(
    record: RecordArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other account.", show_default=False)
    ],
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """List two accounts again that were dismissed."""
    with open_ledger(ledger, create=False) as opened:
        found = account_decisions.accounts_restore(opened, record, other, reason=reason, who=who)
    tell(f"Decision {found.id}: listed again.")


def _table(rows: Sequence[AccountRow], short: Shortened) -> RenderableType:
    table = grid(("Kind", 8), ("One account", None), ("Another", None))
    for row in rows:
        kind = Text(row.kind)
        if row.about:
            kind.append(f"\n{row.about}", style="dim")
        table.add_row(kind, _told(row.one, short), _told(row.other, short))
    return table


def _told(told: Told, short: Shortened) -> Text:
    who = told.speaker or "the report itself"
    if told.side and told.side != told.speaker:
        who += f" ({party_name(told.side)})"
    words = Text(f"“{told.words}”")
    words.append(f"\n{who}, {day_name(told.day)}", style="dim")
    way = [*told.via, told.outlet or told.title]
    return words.append(f"\n{', '.join(way)}  {short(told.record)}", style="dim")


ACCOUNTS = Listing(AccountRow, _table, "No two accounts were found that cannot both hold.")
