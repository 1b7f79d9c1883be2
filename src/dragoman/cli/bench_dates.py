"""`dragoman bench dates`: the reader against tables that say on what day something was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument, share_words, shares_of, tell_scores
from dragoman.cli.screen import out
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.dates import DateScore


def dates(
    tables: TablesArgument,
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was not found or dated otherwise.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read sentences whose tables say what day they state, and score the days.

    "stated" is the share of right days where one is stated, "invented" that of days given where
    none is, "found" that of statements and events found at all. The form of a table is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.dates import bench_dates

    scores = bench_dates(tables, reader.value)
    tell_scores(scores, _print, to=to, errors=errors, figures=shares_of("shares"))


def _print(scores: Sequence[DateScore]) -> None:
    table = grid(("Table", 14), ("Rows", 5), ("stated", 15), ("invented", 15), ("found", 15))
    for score in scores:
        table.add_row(score.table, str(score.rows), *map(share_words, score.shares))
    out().print(table)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench dates tests/data/dates.jsonl --errors")(dates)
