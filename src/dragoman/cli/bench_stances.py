"""`dragoman bench stances`: the reader against tables that say what stance a sentence takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument, count_cells, count_figures, tell_scores
from dragoman.cli.screen import out
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.stances import StanceScore


def stances(
    tables: TablesArgument,
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was read otherwise, or not found.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read sentences whose tables say what stance they take, and score the stances.

    F1 is over the five stances, with the range in which 95 of 100 other tables of the same sort
    would lie; *right* counts the sentences that take none as well. The form of a table is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.stances import bench_stances

    scores = bench_stances(tables, reader.value)
    tell_scores(scores, _print, to=to, errors=errors, figures=_figures)


def _print(scores: Sequence[StanceScore]) -> None:
    table = grid(("Table", 14), ("Stance", 12), ("P", 6), ("R", 6), ("F1", 19), ("right", 16))
    for score in scores:
        cells = count_cells(score.count, (score.low, score.high))
        right = f"{score.right / score.rows:.3f} ({score.right}/{score.rows})"
        table.add_row(score.table, "all", *cells, right)
        for name, count in score.each.items():
            share = f"{count.recall:.3f} ({count.found}/{count.found + count.missed})"
            table.add_row("", name, *count_cells(count), share)
    out().print(table)


def _figures(score: StanceScore) -> dict[str, object]:
    return {
        "right": score.right,
        "not_found": score.unfound,
        **count_figures(score.count),
        "low": score.low,
        "high": score.high,
        "stances": {name: count_figures(count) for name, count in score.each.items()},
    }


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench stances tests/data/stances_own.jsonl")(stances)
