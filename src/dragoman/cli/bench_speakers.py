"""`dragoman bench speakers`: the reader against tables that say who speaks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.screen import out, progress_of, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.speakers import TableScore


def speakers(
    tables: Annotated[
        list[Path],
        typer.Argument(metavar="TABLE...", help="Files of JSON lines.", show_default=False),
    ],
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was not found or read otherwise.")
    ] = False,
    to: Annotated[ReadTo, typer.Option("--to", help="A table for people, or JSON.")] = ReadTo.table,
) -> None:
    """Read short articles whose tables say who speaks, and score name, country, sort and role.

    Tables of metonyms say what a place's name stands for. The form of both is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.speakers import bench_speakers

    with progress_of(len(tables)) as progress:
        task = progress.add_task("Reading", total=len(tables))
        scores = bench_speakers(tables, reader.value, lambda: progress.advance(task))
    if to is ReadTo.json:
        write(_json(scores, errors=errors))
        return
    _print(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def _print(scores: Sequence[TableScore]) -> None:
    """Print a line a table; those that ask the same stand together."""
    for names, alike in groupby(scores, key=lambda score: [share.name for share in score.shares]):
        table = grid(("Table", 18), ("Rows", 4), *((name, max(5, len(name))) for name in names))
        for score in alike:
            shares = (f"{share.value:.3f}" for share in score.shares)
            table.add_row(score.table, str(score.rows), *shares)
        out().print(table)
        out().print()


def _json(scores: Sequence[TableScore], *, errors: bool) -> str:
    records = []
    for score in scores:
        shares = {
            share.name: {"share": share.value, "right": share.right, "of": share.of}
            for share in score.shares
        }
        record: dict[str, object] = {"table": score.table, "rows": score.rows, "shares": shares}
        if errors:
            record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench speakers tests/data/mentions_*.jsonl --errors")(
        speakers
    )
