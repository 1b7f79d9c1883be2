"""`dragoman bench intake`: what taking articles in costs beside reading them."""

from __future__ import annotations

import json
from dataclasses import asdict
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import RoundsOption, ScoresTo
from dragoman.cli.screen import out, tell, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.intake import IntakeCost


def intake(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Files of one article each, folders, patterns.",
            show_default=False,
        ),
    ],
    *,
    rounds: RoundsOption = 5,
    reader: ReaderOption = Reader.default,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Measure what intake costs: CPU time to take articles in beside reading the same."""
    from dragoman.benchmark.intake import bench_intake
    from dragoman.errors import UnreadableInput
    from dragoman.intake import gather

    inputs = list(gather(paths, note=tell))
    failed = [source for source in inputs if isinstance(source, UnreadableInput)]
    if failed:
        raise failed[0]
    files = [s.path for s in inputs if not isinstance(s, UnreadableInput) and s.path is not None]
    result = bench_intake(files, rounds, reader.value)
    if to is ReadTo.json:
        record = asdict(result) | {"share": result.share}
        write(json.dumps(record, indent=1) + "\n")
    else:
        _print(result)


def _print(result: IntakeCost) -> None:
    out().print(
        f"{result.articles} articles, {result.words:,} words; {len(result.read)} turns each, "
        "CPU seconds, medians"
    )
    table = grid(("", 14), ("CPU s", 8), ("ms an article", 14))
    for name, turns in (("intake", result.taken_in), ("reading", result.read)):
        seconds = median(turns)
        table.add_row(name, f"{seconds:.3f}", f"{1000 * seconds / result.articles:.2f}")
    out().print(table)
    out().print(f"intake costs {result.share:.1%} of reading")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench intake news/ --rounds 5")(intake)
