"""`dragoman bench html`: the text taken from web pages against their gold."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import ReadTo
from dragoman.cli.scored import ScoresTo
from dragoman.cli.screen import out, tell, write
from dragoman.cli.tables import grid
from dragoman.errors import UnreadableInput

if TYPE_CHECKING:
    from dragoman.benchmark.extraction import ExtractionScore

_WORST = 20


def html(
    *,
    gold: Annotated[
        Path,
        typer.Option("--gold", metavar="FILE", help='Gold: {"ID": {"articleBody": "..."}}.'),
    ],
    pages: Annotated[
        Path, typer.Option("--pages", metavar="DIR", help="The pages: ID.html.gz or ID.html.")
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="List the pages that fell furthest behind.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Take the text out of web pages and compare its words with the pages' gold text.

    Reads the layout of the article extraction benchmark; trafilatura's own plain text of the
    same pages stands beside. Furniture, headline and date lines are left out.
    """
    from dragoman.benchmark.extraction import bench_html

    try:
        score = bench_html(gold, pages)
    except UnreadableInput as error:
        tell(str(error))
        raise typer.Exit(1) from None
    if to is ReadTo.json:
        write(_json(score, errors=errors))
        return
    _print(score)
    if errors:
        _print_worst(score)


def _print(score: ExtractionScore) -> None:
    out().print(f"{len(score.pages)} pages, words as multisets, in lower case")
    names = ("P", "R", "F1", "pooled", "page mean", "4 words")
    table = grid(("", 12), *((name, max(6, len(name))) for name in names))
    for each in score.scores:
        figures = (
            each.precision,
            each.recall,
            each.f1,
            each.pooled,
            each.mean,
            each.shingles,
        )
        table.add_row(each.name, *(f"{figure:.4f}" for figure in figures))
    out().print(table)
    better = sum(page.ours.f1 > page.theirs.f1 for page in score.pages)
    worse = sum(page.ours.f1 < page.theirs.f1 for page in score.pages)
    out().print(f"better than trafilatura on {better} pages, worse on {worse}")
    for name, (right, of) in (("title", score.titles), ("date", score.dates)):
        if of:
            out().print(f"{name}: {right} of {of} right")


def _print_worst(score: ExtractionScore) -> None:
    for page in sorted(score.pages, key=lambda page: page.ours.f1)[:_WORST]:
        out().print(
            f"{page.ours.f1:.3f} (trafilatura {page.theirs.f1:.3f})  {page.page}  "
            f"extra {page.ours.extra}, missing {page.ours.missing}"
            + (f"  {page.fault}" if page.fault else ""),
            soft_wrap=True,
            markup=False,
        )


def _json(score: ExtractionScore, *, errors: bool) -> str:
    record: dict[str, object] = {
        "pages": len(score.pages),
        "scores": [asdict(each) for each in score.scores],
        "titles": {"right": score.titles[0], "of": score.titles[1]},
        "dates": {"right": score.dates[0], "of": score.dates[1]},
    }
    if errors:
        record["each"] = [
            {
                "page": page.page,
                "f1": page.ours.f1,
                "trafilatura": page.theirs.f1,
                "extra": page.ours.extra,
                "missing": page.ours.missing,
                "fault": page.fault,
            }
            for page in score.pages
        ]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: dragoman bench html --gold ground-truth.json --pages html/ --errors"
    )(html)
