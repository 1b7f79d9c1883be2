"""`dragoman bench tellings`: what is folded into one utterance, against tables of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument, share_words, shares_of, tell_scores
from dragoman.cli.screen import out
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.tellings import TellingScore


def tellings(
    tables: TablesArgument,
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List the pairs that were taken otherwise.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read pairs of statements that are one utterance or two, and score what is folded.

    "precision" is the share of pairs taken for one that are one, "recall" that of such pairs
    taken so, "reason" that of them with the right reason. The form of a table is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.tellings import bench_tellings

    scores = bench_tellings(tables, reader.value)
    tell_scores(scores, _print, to=to, errors=errors, figures=shares_of("shares", "phenomena"))


def _print(scores: Sequence[TellingScore]) -> None:
    table = grid(("Table", 14), ("Rows", 5), ("precision", 15), ("recall", 15), ("reason", 15))
    for score in scores:
        table.add_row(score.table, str(score.rows), *map(share_words, score.shares))
    out().print(table)
    each = grid(("Table", 14), ("Pairs", 20), ("right", 15))
    for score in scores:
        for share in score.phenomena:
            each.add_row(score.table, share.name, share_words(share))
    out().print(each)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench tellings tests/data/tellings_a.jsonl --errors")(
        tellings
    )
