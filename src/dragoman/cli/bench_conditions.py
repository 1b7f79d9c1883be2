"""`dragoman bench conditions`: the reader against tables that say what a sentence asks for."""

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

    from dragoman.benchmark.conditions import ConditionScore


def conditions(
    tables: Annotated[
        list[Path],
        typer.Argument(metavar="TABLE...", help="Files of JSON lines.", show_default=False),
    ],
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, invented or read otherwise.")
    ] = False,
    to: Annotated[ReadTo, typer.Option("--to", help="A table for people, or JSON.")] = ReadTo.table,
) -> None:
    """Read sentences whose tables say what conditions they state, and score the conditions.

    F1 is of conditions found by the words of the act, with the range in which 95 of 100 other
    tables of the same sort would lie; kind, actor and outcome are shares of those found. The
    form of a table is in docs/benchmarks.md.
    """
    from dragoman.benchmark.conditions import bench_conditions

    scores = bench_conditions(tables, reader.value)
    if to is ReadTo.json:
        write(_json(scores, errors=errors))
        return
    _print(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def _print(scores: Sequence[ConditionScore]) -> None:
    table = grid(
        ("Table", 14),
        ("Rows", 5),
        ("P", 6),
        ("R", 6),
        ("F1", 19),
        ("kind", 15),
        ("actor", 15),
        ("outcome", 15),
    )
    for score in scores:
        count = score.count
        shares = (f"{s.value:.3f} ({s.right}/{s.of})" for s in score.shares)
        table.add_row(
            score.table,
            str(score.rows),
            f"{count.precision:.3f}",
            f"{count.recall:.3f}",
            f"{count.f1:.3f} [{score.low:.2f}–{score.high:.2f}]",
            *shares,
        )
    out().print(table)


def _json(scores: Sequence[ConditionScore], *, errors: bool) -> str:
    records = []
    for score in scores:
        count = score.count
        record: dict[str, object] = {
            "table": score.table,
            "rows": score.rows,
            "precision": count.precision,
            "recall": count.recall,
            "f1": count.f1,
            "low": score.low,
            "high": score.high,
            "counts": asdict(count),
            "shares": {
                s.name: {"share": s.value, "right": s.right, "of": s.of} for s in score.shares
            },
        }
        if errors:
            record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench conditions tests/data/conditions_own.jsonl")(
        conditions
    )
