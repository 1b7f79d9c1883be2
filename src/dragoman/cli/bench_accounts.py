"""`dragoman bench accounts`: accounts that cannot both hold, against tables of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import (
    ScoresTo,
    TablesArgument,
    print_measures,
    share_words,
    shares_of,
    tell_scores,
)
from dragoman.cli.screen import out
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.accounts import AccountScore


def accounts(
    tables: TablesArgument,
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List the pairs that were taken otherwise.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read pairs of short articles that differ or do not, and score what is listed.

    "precision" is the share of listed pairs that differ, "recall" that of differing pairs that
    are listed, "F1" both in one; "kind" and "words" are the shares of those with the right kind
    and with both words shown. The form of a table is in docs/benchmarks.md.
    """
    from dragoman.benchmark.accounts import bench_accounts

    scores = bench_accounts(tables, reader.value)
    tell_scores(scores, _print, to=to, errors=errors, figures=shares_of("shares", "phenomena"))


def _print(scores: Sequence[AccountScore]) -> None:
    print_measures(
        [
            (score.table, score.rows, [(s.name, share_words(s)) for s in score.shares])
            for score in scores
        ]
    )
    out().print()
    each = grid(("Table", 22), ("Pairs", 22), ("right", 15))
    for score in scores:
        for share in score.phenomena:
            each.add_row(score.table, share.name, share_words(share))
    out().print(each)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench accounts tests/data/accounts_own.jsonl --errors")(
        accounts
    )
