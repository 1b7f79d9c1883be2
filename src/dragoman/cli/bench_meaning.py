"""`dragoman bench meaning`: questions about the samples, asked by meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.inputs import DossierOption
from dragoman.cli.options import ReadTo
from dragoman.cli.scored import ScoresTo, TablesArgument
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.meaning import MeaningScore


def meaning(
    tables: TablesArgument,
    *,
    articles: Annotated[
        list[Path], typer.Option("--articles", metavar="PATH", help="What the questions are about.")
    ],
    dossier: DossierOption = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List the questions without an answer in the first 5.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Ask questions by meaning, and count how often a right statement is among the first.

    The articles are read into a ledger of their own. The form of a table is in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.meaning import FIRST, bench_meaning

    scores = bench_meaning(tables, articles, dossier)
    if to is ReadTo.json:
        write(json.dumps([asdict(score) for score in scores], indent=1) + "\n")
        return
    _print(scores)
    if errors:
        for answer in (one for score in scores for one in score.answers):
            if answer.place is None or answer.place > FIRST:
                place = answer.place or "not found"
                out().print(f"{answer.id} {answer.words} ({place}) | {answer.first}")


def _print(scores: Sequence[MeaningScore]) -> None:
    table = grid(("Table", 22), ("Asked", 7), ("first", 7), ("in 5", 7), ("in 10", 7), ("ms", 6))
    for score in scores:
        hits = [str(score.within(places)) for places in (1, 5, 10)]
        milliseconds = 1000 * median(answer.seconds for answer in score.answers)
        table.add_row(score.table, str(len(score.answers)), *hits, f"{milliseconds:.0f}")
    out().print(table)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: dragoman bench meaning tests/data/meaning_questions.jsonl "
        "--articles samples/russia-japan --articles samples/ledra-strait "
        "--dossier samples/dossier.toml --errors"
    )(meaning)
