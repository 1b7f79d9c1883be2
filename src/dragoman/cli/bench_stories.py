"""`dragoman bench stories`: made articles with planted copies, put into stories."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import ReadTo
from dragoman.cli.scored import ScoresTo
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.many_stories import ManyStories
    from dragoman.benchmark.stories import StoryFigure


def stories(
    *,
    seed: Annotated[
        list[int] | None, typer.Option("--seed", metavar="N", help="A set each; may be repeated.")
    ] = None,
    articles: Annotated[int, typer.Option("--articles", min=10, help="Articles of a set.")] = 2000,
    copies: Annotated[int, typer.Option("--copies", min=4, help="Copies among them.")] = 400,
    many: Annotated[
        int | None,
        typer.Option(
            "--many", metavar="N", min=10, help="Instead, hash and group so many; time and memory."
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, help="With --many: processes that hash.")
    ] = 2,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Make articles with planted copies, put them into stories, and score the stories.

    Precision is of pairs of articles in one story, recall of copies in their original's story;
    in brackets where the share lies in 95 of 100 such sets.
    """
    if copies >= articles:
        raise typer.BadParameter("There must be more articles than copies.", param_hint="--copies")
    if many is not None:
        from dragoman.benchmark.many_stories import bench_many_stories

        result = bench_many_stories(many, processes)
        _show(result.figures, to, _costs(result))
        return
    from dragoman.benchmark.stories import bench_stories

    _show(bench_stories(seed or (1,), articles, copies), to, {})


def _costs(result: ManyStories) -> dict[str, float | int | None]:
    return {
        "articles": result.articles,
        "words": result.words,
        "stories": result.stories,
        "making, CPU s": round(result.making),
        "hashing, CPU s": round(result.hashing),
        "grouping, s": round(result.grouping),
        "all, s": round(result.whole),
        "peak memory, MB": round(result.memory / 2**20) if result.memory else None,
    }


def _show(figures: Sequence[StoryFigure], to: ReadTo, costs: dict[str, float | int | None]) -> None:
    if to is ReadTo.json:
        shares = {
            f.name: {"share": f.value, "right": f.right, "of": f.of, "interval": f.interval}
            for f in figures
        }
        write(json.dumps({**costs, "figures": shares}, indent=1) + "\n")
        return
    table = grid(("Figure", 24), ("Share", 8), ("Interval", 18), ("Count", 20))
    for f in figures:
        low, high = f.interval
        table.add_row(f.name, f"{f.value:.3f}", f"[{low:.3f}–{high:.3f}]", f"{f.right} of {f.of}")
    out().print(table)
    for name, value in costs.items():
        out().print(f"{name}: {value:,}" if value is not None else f"{name}: not known")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench stories --seed 11 --seed 12")(stories)
