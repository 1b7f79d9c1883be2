"""`dragoman bench conditions`: the reader against tables that say what a sentence asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import (
    ScoresTo,
    TablesArgument,
    count_cells,
    count_figures,
    print_measures,
    share_words,
    shares_of,
    tell_scores,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.conditions import ConditionScore


def conditions(
    tables: TablesArgument,
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, invented or read otherwise.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read sentences whose tables say what conditions they state, and score the conditions.

    F1 is of conditions found by the words of the act, with the range in which 95 of 100 other
    tables of the same sort would lie; kind, actor and outcome are shares of those found. The
    form of a table is in docs/benchmarks.md.
    """
    from dragoman.benchmark.conditions import bench_conditions

    scores = bench_conditions(tables, reader.value)
    tell_scores(scores, _print, to=to, errors=errors, figures=_figures)


def _print(scores: Sequence[ConditionScore]) -> None:
    print_measures([(score.table, score.rows, _measures(score)) for score in scores])


def _measures(score: ConditionScore) -> list[tuple[str, str]]:
    cells = count_cells(score.count, (score.low, score.high))
    shares = [(share.name, share_words(share)) for share in score.shares]
    return [*zip(("precision", "recall", "F1"), cells, strict=True), *shares]


def _figures(score: ConditionScore) -> dict[str, object]:
    return {
        **count_figures(score.count),
        "low": score.low,
        "high": score.high,
        **shares_of("shares")(score),
    }


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench conditions tests/data/conditions_own.jsonl")(
        conditions
    )
