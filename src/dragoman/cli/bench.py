"""`dragoman bench`: the reader measured against annotated articles, gold pages and bare spaCy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.benchmark.ledger import Figure
from dragoman.cli import (
    bench_accounts,
    bench_attribution,
    bench_conditions,
    bench_dates,
    bench_desk,
    bench_furniture,
    bench_html,
    bench_intake,
    bench_matters,
    bench_meaning,
    bench_readers,
    bench_speakers,
    bench_stances,
    bench_stories,
    bench_storing,
    bench_story,
    bench_summaries,
    bench_tellings,
    bench_views,
)
from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import RoundsOption, ScoresTo, taken_in
from dragoman.cli.screen import out, tell, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.speed import Speed

app = typer.Typer(
    help="Measure the reader: against annotated articles, gold pages, and bare spaCy.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
bench_attribution.register(app)
bench_speakers.register(app)
bench_dates.register(app)
bench_desk.register(app)
bench_conditions.register(app)
bench_stances.register(app)
bench_intake.register(app)
bench_matters.register(app)
bench_meaning.register(app)
bench_readers.register(app)
bench_html.register(app)
bench_tellings.register(app)
bench_accounts.register(app)
bench_furniture.register(app)
bench_stories.register(app)
bench_storing.register(app)
bench_story.register(app)
bench_summaries.register(app)
bench_views.register(app)


@app.command(
    epilog="Example: dragoman bench ledger --gold gold/ --articles articles/ --out readings/"
)
def ledger(
    *,
    gold: Annotated[
        Path,
        typer.Option("--gold", metavar="DIR", help="Annotations: NAME.gold.json an article."),
    ],
    articles: Annotated[
        Path, typer.Option("--articles", metavar="DIR", help="The articles' texts: NAME.txt.")
    ],
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write the readings here, as Reading JSON."),
    ] = None,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, wrong or not in the gold.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read annotated articles and score the readings against their gold.

    Beside each figure stands how far it would move with other articles of the same sort, in 95
    of 100 cases.
    """
    from dragoman.benchmark.annotated import bench_ledger
    from dragoman.export.files import write_readings

    result = bench_ledger(gold, articles, reader.value)
    if folder is not None:
        write_readings(result.readings, folder, note=tell)
    if to is ReadTo.json:
        write(_lines([_record(figure) for figure in result.figures]))
    else:
        _print_figures(result.figures, len(result.readings))
    if errors:
        print_mistakes(result.mistakes)


@app.command(epilog="Example: dragoman bench speed news/ --rounds 5")
def speed(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, patterns.", show_default=False),
    ],
    *,
    rounds: RoundsOption = 5,
    reader: ReaderOption = Reader.default,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Measure what reading costs: CPU time and memory beside bare spaCy on the same texts."""
    from dragoman.benchmark.speed import bench_speed

    with taken_in(paths) as texts:
        if texts:
            result = bench_speed(texts, rounds, reader.value)
            if to is ReadTo.json:
                write(_lines([asdict(result) | {"ratio": result.ratio}]))
            else:
                _print_speed(result)


def _record(figure: Figure) -> dict[str, object]:
    record: dict[str, object] = {"figure": figure.name}
    if not figure.is_share:
        record |= {"p": figure.precision, "r": figure.recall}
    record["share" if figure.is_share else "f1"] = figure.value
    record |= {"low": figure.low, "high": figure.high}
    return record | {"right": figure.right, "wrong": figure.wrong, "missed": figure.missed}


def _lines(records: Sequence[dict[str, object]]) -> str:
    return "[\n" + ",\n".join(f"  {json.dumps(record)}" for record in records) + "\n]\n"


def _print_figures(figures: Sequence[Figure], articles: int) -> None:
    out().print(f"{articles} articles")
    for figure in figures:
        span = f"[{figure.low:.2f}–{figure.high:.2f}]"
        if figure.is_share:
            rest = f"  {figure.value:.3f} {span}   {figure.right} of {figure.right + figure.wrong}"
        else:
            rest = (
                f"  P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.value:.3f} {span}"
                f"   gold {figure.right + figure.missed}, read {figure.right + figure.wrong}"
            )
        out().print(f"{figure.name:22}{rest}", soft_wrap=True)


def _print_speed(result: Speed) -> None:
    out().print(
        f"{result.articles} articles, {result.words:,} words; {len(result.read)} turns each, "
        "CPU seconds, medians"
    )
    table = grid(("", 26), ("CPU s", 8), ("words/s", 9), ("peak memory", 12))
    for name, turns, memory in (
        ("dragoman read", result.read, result.read_memory),
        ("bare spaCy, batches of 32", result.spacy, result.spacy_memory),
    ):
        seconds = median(turns)
        peak = f"{memory / 2**20:,.0f} MB" if memory else "not known"
        table.add_row(name, f"{seconds:.2f}", f"{result.words / seconds:,.0f}", peak)
    out().print(table)
    out().print(f"read costs {result.ratio:.2f} times bare spaCy")
