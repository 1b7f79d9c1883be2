"""Commands that keep a ledger safe: `dragoman backup` and `dragoman verify`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.filesize import decimal
from rich.text import Text

from dragoman.brief.names import counted
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, To, ToOption
from dragoman.cli.screen import out, steps, tell
from dragoman.cli.showing import show
from dragoman.cli.tables import grid
from dragoman.ledger import open_ledger
from dragoman.ledger.backing_up import backup as make_backup
from dragoman.ledger.postgresql import named
from dragoman.ledger.verifying import mend as mend_ledger
from dragoman.ledger.verifying import unchecked
from dragoman.views.verifying import FindingRow
from dragoman.views.verifying import verify as look_through

if TYPE_CHECKING:
    from dragoman.brief.verifying import BriefFault


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
    """Copy the ledger to a file, also while it is in use, and check the copy.

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


def verify(
    *,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Leave out making anew what is derived, which takes longest."),
    ] = False,
    mend: Annotated[
        bool,
        typer.Option(
            "--mend", help="First make anew what is derived, if all it follows from is whole."
        ),
    ] = False,
    brief: Annotated[
        Path | None,
        typer.Option(
            "--brief",
            metavar="FILE",
            help="Check a brief instead, line by line, against the texts of its ledger.",
        ),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Look through a ledger: is it whole, and does all that stands in it fit together.

    Each finding says what is wrong, where, and what to do. Nothing is changed without --mend.
    With --brief a brief in HTML, Markdown, DOCX or PDF is checked: whether it reads as it was
    written, and whether each sentence and quotation stands in the stored texts.
    """
    if brief is not None:
        check_brief(brief, ledger, to)
        return
    with steps() as bar:
        task = bar.add_task("Looking", total=None)

        def advance(doing: str, done: int, total: int) -> None:
            bar.update(task, description=doing, completed=done, total=total)

        if mend:
            mend_ledger(ledger, on_progress=advance)
        rows = look_through(ledger, quick=quick, on_progress=advance)
    if rows or to is not To.table:
        show(rows, FindingRow, lambda: _findings_table(rows), to, "")
    else:
        out().print(Text(f"{named(ledger)}: whole."), soft_wrap=True)
    if left_out := unchecked(ledger):
        tell(left_out)
    if any(not row.older for row in rows):
        raise typer.Exit(1)
    if rows:
        tell("An earlier Dragoman derived this otherwise, or it is damage: --mend makes it anew.")


def check_brief(file: Path, ledger: str, to: To) -> None:
    """Write which lines of a brief do not hold, and leave with 1 where there are any."""
    from dragoman.brief.verifying import BriefFault, verify_brief

    with open_ledger(ledger, create=False) as opened:
        found = verify_brief(file, opened)
    if found.faults or to is not To.table:
        show(found.faults, BriefFault, lambda: _faults_table(found.faults), to, "")
    else:
        told = f"{file}: faithful; its sentences and quotations ({found.told}) stand in "
        out().print(Text(f"{told}{named(ledger)}."), soft_wrap=True)
    if found.grown:
        tell("The ledger holds other articles now than when this brief was written.")
    if found.faults:
        raise typer.Exit(1)


def _faults_table(faults: Sequence[BriefFault]) -> RenderableType:
    table = grid(("Line", 4), ("Words", None), ("What is wrong", 40))
    for one in faults:
        table.add_row(str(one.line) if one.line else "–", Text(one.words), Text(one.what))
    return table


def _findings_table(rows: Sequence[FindingRow]) -> RenderableType:
    """Return what is wrong, and below each lot what to do about it."""
    parts: list[RenderableType] = []
    for remedy, group in groupby(rows, key=lambda row: row.remedy):
        table = grid(("Check", 8), ("Where", 40), ("What is wrong", None), header=not parts)
        for row in group:
            table.add_row(row.check, row.where, row.what)
        parts += [table, Text(f"→ {remedy}\n", "yellow")]
    return Group(*parts)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: dragoman backup talks-2026-05-04.db --ledger talks.db")(backup)
    app.command(epilog="Example: dragoman verify --ledger talks.db --brief talks.docx")(verify)
