"""What the commands share that list something and take a person's decisions on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from dragoman.cli.screen import tell
from dragoman.cli.tables import grid
from dragoman.ledger import Decision
from dragoman.views.deciding import ActorDecisionRow, MatterDecisionRow


class ListFirst(TyperGroup):
    """A group whose first word, when it is no command, is a name to list by."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401, Click's context
        """Put the command `list` before words that begin with none."""
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


LimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="No more than so many.")
]
UndoArgument = Annotated[
    int | None,
    typer.Argument(metavar="NUMBER", help="As `history` numbers it; else the last one."),
]


def tell_decision(decision: Decision, words: str, command: str) -> None:
    """Say what was decided, and how to take it back."""
    told = f"Decision {decision.id}: {words}."
    back = f"`dragoman {command} undo {decision.id}` takes it back."
    tell(told if decision.verb == "undo" else f"{told} {back}")


def decisions_table(rows: Sequence[ActorDecisionRow | MatterDecisionRow]) -> Table:
    """Return decisions with what undid them."""
    table = grid(("No.", 4), ("When", 20), ("Who", 14), ("What", None), ("Why", None))
    for row in rows:
        what = Text(row.what)
        if row.undone_by is not None:
            what.append(f"\nundone by {row.undone_by}", style="dim")
        table.add_row(str(row.id), row.when, row.who, what, row.why)
    return table
