"""`dragoman bench desk`: how long each page of the desk takes in a large ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.made_ledgers import LargestOption, StatementsOption, check_sizes, tell_times
from dragoman.cli.options import ReadTo
from dragoman.cli.scored import ScoresTo
from dragoman.cli.screen import out, tell
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.desk import DeskTimes


def desk(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A ledger; where there is none, one is made."),
    ],
    *,
    statements: StatementsOption = 1_000_000,
    largest: LargestOption = 50_000,
    calls: Annotated[
        int, typer.Option("--calls", metavar="N", min=2, help="Calls of each address.")
    ] = 5,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Ask every page of the desk with some 200 queries, and tell its times and its weight.

    The pages are made in this process, without a socket. The queries name what the ledger has
    most of: its largest matter, the side and the speaker most heard. A ledger of one's own may be
    named; a made one of a million statements takes some minutes to make and 1.2 GB.
    """
    from dragoman.benchmark.desk import bench_desk

    check_sizes(statements, largest)
    result = bench_desk(path, statements, largest, calls, tell)
    tell_times(result, to, _print)


def _print(result: DeskTimes) -> None:
    out().print(f"{result.statements:,} statements; milliseconds on the server")
    table = grid(
        ("Page", 21), ("calls", 6), ("p50", 6), ("p95", 6), ("worst", 6), ("CPU p50", 8),
        ("CPU p95", 8), ("first", 6), ("first CPU p50", 8), ("first CPU p95", 8), ("kB", 6),
    )  # fmt: skip
    for one in (*result.times, result.today):
        figures = (
            *(one.p50, one.p95, one.worst, one.cpu50, one.cpu95),
            *(one.first, one.first50, one.first95, one.size / 1000),
        )
        table.add_row(one.page, str(one.calls), *(f"{figure:.0f}" for figure in figures))
    out().print(table)
    for one in result.times:
        out().print(f"{one.page:21} slowest: {one.slowest_cpu:.0f} ms CPU  {one.slowest}")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench desk made.db --statements 20000 --largest 2000")(
        desk
    )
