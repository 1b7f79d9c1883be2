"""`dragoman bench views`: how long the views of one matter take in a large made ledger."""

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
    from dragoman.benchmark.views import ViewTimes


def views(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The made ledger; used again where it is there."),
    ],
    *,
    statements: StatementsOption = 1_000_000,
    largest: LargestOption = 50_000,
    calls: Annotated[
        int, typer.Option("--calls", metavar="N", min=20, help="Calls of each view.")
    ] = 40,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Make a large ledger of generated statements, and time every view of one matter in it.

    Each call is for another matter, from the largest to the smallest. A million statements take
    about ten minutes to make and 1.3 GB; delete the file when you are done.
    """
    from dragoman.benchmark.views import bench_views

    check_sizes(statements, largest)
    result = bench_views(path, statements, largest, calls, tell)
    tell_times(result, to, _print)


def _print(result: ViewTimes) -> None:
    out().print(
        f"{result.statements:,} statements, {result.largest:,} on the largest matter; "
        f"{result.times[0].calls} calls of each view; "
        f"{result.size / 2**20:,.0f} MB, made or opened in {result.made:,.0f} s"
    )
    table = grid(
        ("View", 21), ("p50 ms", 8), ("p95 ms", 8), ("worst", 8), ("CPU p95", 8),
        ("largest", 8), ("its CPU", 8), ("rows", 7),
    )  # fmt: skip
    for one in result.times:
        figures = (one.p50, one.p95, one.worst, one.cpu, one.largest, one.largest_cpu)
        table.add_row(one.view, *(f"{ms:.0f}" for ms in figures), str(one.rows))
    out().print(table)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench views made.db --statements 20000 --largest 2000")(
        views
    )
