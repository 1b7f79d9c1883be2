"""`dragoman bench storing`: what storing costs beside reading, and what more processes gain."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import RoundsOption, ScoresTo, taken_in
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.storing import JobsTime, StoringCost


def storing(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, patterns.", show_default=False),
    ],
    *,
    portions: Annotated[
        int,
        typer.Option("--portions", metavar="N", min=1, help="In how many portions it is told."),
    ] = 10,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Time reading with N processes, too; 1: do not."
        ),
    ] = 1,
    rounds: RoundsOption = 3,
    reader: ReaderOption = Reader.default,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Measure what storing costs beside reading the same articles, and whether memory stays flat.

    With `--jobs`, also how long reading takes with one process and with N, by the clock.
    """
    from dragoman.benchmark.storing import bench_jobs, bench_storing
    from dragoman.intake import gather

    with taken_in(paths) as texts:
        if not texts:
            return
        cost = bench_storing(texts, min(portions, len(texts)), reader.value)
        numbers = (1, jobs) if jobs > 1 else ()
        times = bench_jobs(lambda: gather(paths), numbers, rounds, reader.value)
        if to is ReadTo.json:
            record = asdict(cost) | {"share": cost.share, "jobs": [asdict(one) for one in times]}
            write(json.dumps(record, indent=1) + "\n")
        else:
            _print(cost, times)


def _print(cost: StoringCost, times: Sequence[JobsTime]) -> None:
    articles = sum(portion.articles for portion in cost.portions)
    out().print(f"{articles:,} articles, {cost.words:,} words; CPU milliseconds an article")
    table = grid(("articles", 9), ("reading", 9), ("storing", 9), ("share", 7), ("memory", 8))
    done = 0
    for one in cost.portions:
        done += one.articles
        table.add_row(
            f"{done:,}",
            f"{1000 * one.read / one.articles:.1f}",
            f"{1000 * one.stored / one.articles:.1f}",
            f"{one.stored / one.read:.1%}",
            "" if one.memory is None else f"{one.memory / 1e6:,.0f} MB",
        )
    out().print(table)
    out().print(f"storing costs {cost.share:.1%} of reading")
    for one_time in times:
        seconds = median(one_time.seconds)
        gain = median(times[0].seconds) / seconds
        told = "process" if one_time.jobs == 1 else "processes"
        out().print(
            f"{one_time.jobs} {told}: {seconds:.1f} s by the clock, {gain:.2f} times as fast"
        )


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench storing news/ --jobs 2")(storing)
