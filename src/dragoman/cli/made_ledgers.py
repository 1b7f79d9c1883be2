"""What the commands share that time a made ledger: how large it is to be, and their JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from dragoman.cli.options import ReadTo
from dragoman.cli.screen import out, write

if TYPE_CHECKING:
    from dragoman.benchmark.desk import DeskTimes
    from dragoman.benchmark.views import ViewTimes

StatementsOption = Annotated[
    int, typer.Option("--statements", metavar="N", min=10, help="Statements in the ledger.")
]
LargestOption = Annotated[
    int,
    typer.Option("--largest", metavar="N", min=10, help="Statements of its largest matter."),
]

Times = TypeVar("Times", "DeskTimes", "ViewTimes")


def check_sizes(statements: int, largest: int) -> None:
    """Raise typer.BadParameter when the largest matter would have more than there are."""
    if largest > statements:
        raise typer.BadParameter("No matter has more than all.", param_hint="--largest")


def tell_times(result: Times, to: ReadTo, show: Callable[[Times], None]) -> None:
    """Print the times by `show`, with the load of the machine, or write them as JSON."""
    if to is ReadTo.json:
        write(json.dumps(asdict(result), indent=1) + "\n")
        return
    show(result)
    if result.load is not None:
        out().print(f"load of the machine: {result.load:.1f}")
