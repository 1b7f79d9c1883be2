"""`dragoman bench speakers`: the reader against tables that say who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument, shares_of, tell_scores
from dragoman.cli.screen import counting, out
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.speakers import TableScore


def speakers(
    tables: TablesArgument,
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was not found or read otherwise.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read short articles whose tables say who speaks, and score name, country, sort and role.

    Tables of metonyms say what a place's name stands for. The form of both is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.speakers import bench_speakers

    with counting(len(tables)) as progress:
        task = progress.add_task("Reading", total=len(tables))
        scores = bench_speakers(tables, reader.value, lambda: progress.advance(task))
    tell_scores(scores, _print, to=to, errors=errors, figures=shares_of("shares"))


def _print(scores: Sequence[TableScore]) -> None:
    """Print a line a table; those that ask the same stand together."""
    for names, alike in groupby(scores, key=lambda score: [share.name for share in score.shares]):
        table = grid(("Table", 18), ("Rows", 4), *((name, max(5, len(name))) for name in names))
        for score in alike:
            shares = (f"{share.value:.3f}" for share in score.shares)
            table.add_row(score.table, str(score.rows), *shares)
        out().print(table)
        out().print()


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench speakers tests/data/mentions_*.jsonl --errors")(
        speakers
    )
