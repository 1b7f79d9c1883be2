"""`dragoman bench tellings`: what is folded into one utterance, against tables of pairs."""

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

    from dragoman.benchmark.speakers import Share
    from dragoman.benchmark.tellings import TellingScore


def tellings(
    tables: Annotated[
        list[Path],
        typer.Argument(metavar="TABLE...", help="Files of JSON lines.", show_default=False),
    ],
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List the pairs that were taken otherwise.")
    ] = False,
    to: Annotated[ReadTo, typer.Option("--to", help="A table for people, or JSON.")] = ReadTo.table,
) -> None:
    """Read pairs of statements that are one utterance or two, and score what is folded.

    "precision" is the share of pairs taken for one that are one, "recall" that of such pairs
    taken so, "reason" that of them with the right reason. The form of a table is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.tellings import bench_tellings

    scores = bench_tellings(tables, reader.value)
    if to is ReadTo.json:
        write(_json(scores, errors=errors))
        return
    _print(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def _print(scores: Sequence[TellingScore]) -> None:
    table = grid(("Table", 14), ("Rows", 5), ("precision", 15), ("recall", 15), ("reason", 15))
    for score in scores:
        table.add_row(score.table, str(score.rows), *map(_share, score.shares))
    out().print(table)
    each = grid(("Table", 14), ("Pairs", 20), ("right", 15))
    for score in scores:
        for share in score.phenomena:
            each.add_row(score.table, share.name, _share(share))
    out().print(each)


def _share(share: Share) -> str:
    return f"{share.value:.3f} ({share.right}/{share.of})"


def _json(scores: Sequence[TellingScore], *, errors: bool) -> str:
    records = []
    for score in scores:
        record: dict[str, object] = {"table": score.table, "rows": score.rows}
        for name, shares in (("shares", score.shares), ("phenomena", score.phenomena)):
            record[name] = {
                s.name: {"share": s.value, "right": s.right, "of": s.of} for s in shares
            }
        if errors:
            record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench tellings tests/data/tellings_a.jsonl --errors")(
        tellings
    )
