"""`dragoman bench dates`: the reader against tables that say on what day something was."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.dates import DateScore


def dates(
    tables: Annotated[
        list[Path],
        typer.Argument(metavar="TABLE...", help="Files of JSON lines.", show_default=False),
    ],
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was not found or dated otherwise.")
    ] = False,
    to: Annotated[ReadTo, typer.Option("--to", help="A table for people, or JSON.")] = ReadTo.table,
) -> None:
    """Read sentences whose tables say what day they state, and score the days.

    "stated" is the share of right days where one is stated, "invented" that of days given where
    none is, "found" that of statements and events found at all. The form of a table is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.dates import bench_dates

    scores = bench_dates(tables, reader.value)
    if to is ReadTo.json:
        write(_json(scores, errors=errors))
        return
    _print(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def _print(scores: Sequence[DateScore]) -> None:
    table = grid(("Table", 14), ("Rows", 5), ("stated", 15), ("invented", 15), ("found", 15))
    for score in scores:
        shares = (f"{s.value:.3f} ({s.right}/{s.of})" for s in score.shares)
        table.add_row(score.table, str(score.rows), *shares)
    out().print(table)


def _json(scores: Sequence[DateScore], *, errors: bool) -> str:
    records = []
    for score in scores:
        shares = {s.name: {"share": s.value, "right": s.right, "of": s.of} for s in score.shares}
        record: dict[str, object] = {"table": score.table, "rows": score.rows, "shares": shares}
        if errors:
            record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench dates tests/data/dates.jsonl --errors")(dates)
