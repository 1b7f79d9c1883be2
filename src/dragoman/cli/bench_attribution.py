"""`dragoman bench attribution`: the reader against texts annotated as PolNeAR is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman.brief.names import counted
from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo
from dragoman.cli.screen import counting, out, write
from dragoman.cli.tables import grid
from dragoman.records import KINDS

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.benchmark.attributed import Attributed
    from dragoman.benchmark.attribution_figures import AttributionFigure
    from dragoman.benchmark.mistakes import Mistake
    from dragoman.benchmark.polnear import AnnotatedArticle
    from dragoman.benchmark.reliability import Bin
    from dragoman.benchmark.speed import Speed

TIMED = 20
"""Speed is measured over the first so many documents: the turns take a while."""


def attribution(  # noqa: PLR0913  (a command's options)
    *,
    gold: Annotated[
        Path, typer.Option("--gold", metavar="FILE", help="Annotations: a line of JSON a document.")
    ],
    text: Annotated[
        Path, typer.Option("--text", metavar="DIR", help="The documents' texts: NAME.txt.")
    ],
    reader: ReaderOption = Reader.default,
    pred_out: Annotated[
        Path | None,
        typer.Option("--pred-out", metavar="FILE", help="Write what was read, in gold's format."),
    ] = None,
    rounds: Annotated[
        int,
        typer.Option("--rounds", min=0, help="Turns beside bare spaCy; 0 measures no speed."),
    ] = 5,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, wrong or not in the gold.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read annotated texts and score their attributions: source, cue and content.

    Below the figures stands whether confidence means what it says, and what reading costs
    beside bare spaCy. The format of the annotations is that of PolNeAR's attributions in
    docs/benchmarks.md.
    """
    from dragoman.benchmark.polnear import annotated_articles, relation_lines

    annotated = annotated_articles(gold, text)
    if pred_out is not None:
        pred_out.parent.mkdir(parents=True, exist_ok=True)
    result = _read(annotated, reader)
    if pred_out is not None:
        lines = relation_lines(result.relations)
        pred_out.write_text(lines, encoding="utf-8", newline="\n")
    speed = _speed(annotated[:TIMED], reader, rounds)
    if to is ReadTo.json:
        write(_json(result, reader, speed, errors=errors))
        return
    _print(result, len(annotated), reader)
    if speed is not None:
        out().print(
            f"\nread costs {speed.ratio:.2f} times bare spaCy (CPU seconds, medians of "
            f"{len(speed.read)} turns each over {speed.articles} documents)",
            soft_wrap=True,
        )
    if errors:
        _print_errors(result.mistakes)


def _read(annotated: tuple[AnnotatedArticle, ...], reader: Reader) -> Attributed:
    from dragoman.benchmark.attributed import bench_attribution

    with counting(len(annotated)) as progress:
        task = progress.add_task("Reading", total=len(annotated))
        return bench_attribution(annotated, reader.value, lambda: progress.advance(task))


def _speed(annotated: tuple[AnnotatedArticle, ...], reader: Reader, rounds: int) -> Speed | None:
    from dragoman.benchmark.speed import bench_speed

    if not rounds:
        return None
    articles = [each.article for each in annotated]
    return bench_speed(articles, rounds, reader.value, memory=False)


def _print(result: Attributed, documents: int, reader: Reader) -> None:
    console = out()
    console.print(
        f"{counted(documents, 'document')}, {reader.value} reader; "
        f"attributions: gold {result.gold:,}, read {result.read:,}\n"
    )
    console.print(_figures_table(result.figures))
    console.print("\nOf attributions as sure as this, so many are right (relation@0.5):\n")
    console.print(_reliability_table(result.reliability))


def _figures_table(figures: tuple[AttributionFigure, ...]) -> Table:
    numbers = (("P", 5), ("R", 5), ("F1", 5), ("95 of 100", 9), ("  read", 6), ("  gold", 6))
    table = grid(("", 20), *numbers)
    for _, rows in groupby(figures, key=lambda figure: re.split("[@ ]", figure.name)[0]):
        if table.row_count:
            table.add_row()
        for row in rows:
            _, _, part = row.name.partition(" ")
            table.add_row(
                f"  {part}" if part in KINDS else row.name,
                f"{row.value if row.is_share else row.precision:.3f}",
                *(("", "") if row.is_share else (f"{row.recall:.3f}", f"{row.value:.3f}")),
                "" if row.low is None else f"{row.low:.2f}–{row.high:.2f}",
                f"{row.count.read:6,}",
                f"{row.count.gold:6,}",
            )
    return table


def _reliability_table(bins: Iterable[Bin]) -> Table:
    table = grid(("confidence", 10), ("    n", 5), ("mean", 5), ("right", 5), ("", None))
    for each in bins:
        table.add_row(
            f"{each.low:.1f} to {each.high:.1f}",
            f"{each.count:5,}",
            f"{each.mean:.2f}",
            f"{each.share:.2f}",
            Text("fewer than 100: says little" if each.is_small else "", "dim"),
        )
    return table


def _print_errors(mistakes: Sequence[Mistake]) -> None:
    console = out()
    sorts = Counter(mistake.what for mistake in mistakes).most_common()
    console.print(f"\n{len(mistakes):,} mistakes\n")
    table = grid(("", 28), ("    n", 5), ("share", 5))
    for what, count in sorts:
        table.add_row(what, f"{count:5,}", f"{count / len(mistakes):.2f}")
    console.print(table)
    console.print()
    print_mistakes(mistakes)


def _json(result: Attributed, reader: Reader, speed: Speed | None, *, errors: bool) -> str:
    whole: dict[str, object] = {
        "reader": reader.value,
        "documents": len(result.relations),
        "gold": result.gold,
        "read": result.read,
        "figures": [_figure(figure) for figure in result.figures],
        "reliability": [asdict(each) | {"share": each.share} for each in result.reliability],
        "speed": None if speed is None else asdict(speed) | {"ratio": speed.ratio},
    }
    if errors:
        whole["mistakes"] = [asdict(mistake) for mistake in result.mistakes]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _figure(figure: AttributionFigure) -> dict[str, object]:
    record: dict[str, object] = {"figure": figure.name}
    if figure.is_share:
        record["share"] = figure.value
    else:
        record |= {"p": figure.precision, "r": figure.recall, "f1": figure.value}
    if figure.low is not None:
        record |= {"low": figure.low, "high": figure.high}
    return record | figure.count._asdict()


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench attribution --gold dev.jsonl --text text/dev/")(
        attribution
    )
