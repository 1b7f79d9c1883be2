"""`dragoman bench matters`: which wordings are one matter, against tables of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument, share_words, shares_of, tell_scores
from dragoman.cli.screen import out
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.matters import MatterScore


def matters(
    tables: TablesArgument,
    *,
    errors: Annotated[
        bool, typer.Option("--errors", help="List the pairs that were taken otherwise.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Settle pairs of wordings that are one matter, its two ends, whole and part, or two matters.

    "precision" is the share of pairs taken for one matter that are, with the right end, "recall"
    that of such pairs taken so. The form of a table is in docs/benchmarks.md.
    """
    from dragoman.benchmark.matters import bench_matters

    tell_scores(
        bench_matters(tables), _print, to=to, errors=errors, figures=shares_of("shares", "verdicts")
    )


def _print(scores: Sequence[MatterScore]) -> None:
    table = grid(("Table", 22), ("Rows", 5), ("precision", 15), ("recall", 15))
    for score in scores:
        table.add_row(score.table, str(score.rows), *map(share_words, score.shares))
    out().print(table)
    each = grid(("Table", 22), ("Verdict", 20), ("right", 15))
    for score in scores:
        for share in score.verdicts:
            each.add_row(score.table, share.name, share_words(share))
    out().print(each)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench matters tests/data/matters_pairs.jsonl --errors")(
        matters
    )
