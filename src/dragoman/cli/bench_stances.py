"""`dragoman bench stances`: the reader against tables that say what stance a sentence takes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.counts import Count
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
    if to is ReadTo.json:
        write(_json(scores, errors=errors))
        return
    _print(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def _print(scores: Sequence[StanceScore]) -> None:
    table = grid(("Table", 14), ("Stance", 12), ("P", 6), ("R", 6), ("F1", 19), ("right", 16))
    for score in scores:
        f1 = f"{score.count.f1:.3f} [{score.low:.2f}–{score.high:.2f}]"
        right = f"{score.right / score.rows:.3f} ({score.right}/{score.rows})"
        table.add_row(score.table, "all", *_rates(score.count), f1, right)
        for name, count in score.each.items():
            share = f"{count.recall:.3f} ({count.found}/{count.found + count.missed})"
            table.add_row("", name, *_rates(count), f"{count.f1:.3f}", share)
    out().print(table)


def _rates(count: Count) -> tuple[str, str]:
    return f"{count.precision:.3f}", f"{count.recall:.3f}"


def _json(scores: Sequence[StanceScore], *, errors: bool) -> str:
    records = []
    for score in scores:
        record: dict[str, object] = {
            "table": score.table,
            "rows": score.rows,
            "right": score.right,
            "not_found": score.unfound,
            **_figures(score.count),
            "low": score.low,
            "high": score.high,
            "stances": {name: _figures(count) for name, count in score.each.items()},
        }
        if errors:
            record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _figures(count: Count) -> dict[str, object]:
    return {
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
        "counts": asdict(count),
    }


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench stances tests/data/stances_own.jsonl")(stances)
