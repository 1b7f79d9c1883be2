"""Commands that keep a ledger safe: `dragoman backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.text import Text

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption
from dragoman.cli.screen import out, steps
from dragoman.cli.tables import counted
from dragoman.ledger.backing_up import backup as make_backup


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The copy's file.", show_default=False)
    ],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file of that name, if there is one.")
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Copy the ledger to another file, also while it is in use, and check the copy.

    The copy is the ledger of one moment. Until it was checked it stands under another name.
    """
    with steps() as bar:
        task = bar.add_task("Copying", total=None)

        def advance(done: int, total: int) -> None:
            doing = "Copying" if done < total else "Checking"
            bar.update(task, description=doing, completed=done, total=total)

        made = make_backup(ledger, file, force=force, on_progress=advance)
    told = f"{made.path}: {counted(made.articles, 'article')}, {decimal(made.bytes)}, whole."
    out().print(Text(told), soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: dragoman backup talks-2026-05-04.db --ledger talks.db")(backup)
