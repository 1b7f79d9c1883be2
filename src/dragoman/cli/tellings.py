"""`dragoman tellings`: a person's decisions on which statements tell of one utterance."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, ReasonOption, WhoOption
from dragoman.cli.screen import tell
from dragoman.ledger import open_ledger, telling_decisions

app = typer.Typer(
    help="Decide which statements tell of one utterance, and which do not.",
    epilog="Example: dragoman tellings split a1b2c/s203-331 --reason 'Another point.'",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

RecordArgument = Annotated[
    str,
    typer.Argument(
        metavar="RECORD", help="A statement's name, as lists show it.", show_default=False
    ),
]


@app.command(
    epilog="Example: dragoman tellings merge a1b2c/s203-331 d4e5f/s17-80 --reason 'One speech.'"
)
def merge(
    record: RecordArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other's name.", show_default=False)
    ],
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Hold two statements to be one utterance; `split` takes it back."""
    with open_ledger(ledger, create=False) as opened:
        found = telling_decisions.tellings_merge(opened, record, other, reason=reason, who=who)
    tell(f"Decision {found.id}: one utterance.")


@app.command(epilog="Example: dragoman tellings split a1b2c/s203-331 --reason 'Another point.'")
def split(
    record: RecordArgument,
    other: Annotated[
        str | None,
        typer.Argument(metavar="OTHER", help="The one that it is not; else all that it is with."),
    ] = None,
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Hold a statement to be another utterance; `merge` takes it back."""
    with open_ledger(ledger, create=False) as opened:
        found = telling_decisions.tellings_split(opened, record, other, reason=reason, who=who)
    tell(f"Decision {found.id}: another utterance.")
