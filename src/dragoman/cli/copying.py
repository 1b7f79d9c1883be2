"""`dragoman copy`: a ledger moved between files and databases, with proof that both are one."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from dragoman.brief.names import counted
from dragoman.cli.screen import copying_progress, out


def copy(
    source: Annotated[
        str,
        typer.Argument(metavar="FROM", help="The ledger: a file or postgresql://USER@HOST/NAME."),
    ],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="Where to: a file or database with nothing in it.")
    ],
) -> None:
    """Copy a ledger to a file or a PostgreSQL database, and prove that both say the same.

    All of it is copied, or nothing: what was stopped can be run again.
    """
    from dragoman.ledger.copying import copy as copy_ledger

    with copying_progress() as progress:
        task = progress.add_task("Copying", total=None)

        def advance(done: int, total: int) -> None:
            doing = "Copying" if done <= total // 2 else "Comparing"
            progress.update(task, description=doing, completed=done, total=total)

        copied = copy_ledger(source, target, on_progress=advance)
    print_ = out().print
    print_(Text(f"{copied.source} is copied to {copied.target}."), soft_wrap=True)
    what = f"{counted(copied.articles, 'article')}, {counted(copied.rows, 'row')}"
    print_(Text(f"{what} in {copied.tables} tables: both say the same."))
    print_(Text(f"SHA-256 of all rows: {copied.digest}", style="dim"), soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman copy talks.db postgresql://ines@db.example.org/talks")(
        copy
    )
