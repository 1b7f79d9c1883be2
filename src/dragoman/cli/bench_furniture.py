"""`dragoman bench furniture`: what is told from the article on pages whose blocks are marked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.furniture import FurnitureScore, Marking
    from dragoman.benchmark.speakers import Share


def furniture(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Files of marked pages.", show_default=False),
    ],
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was left, marked or lost wrongly.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Take in pages whose blocks are marked, and score what is told from the article.

    "in furniture" counts statements that were read in furniture, "lost" those that are read in
    the article alone and not in its page. The form of a file is in docs/benchmarks.md.
    """
    from dragoman.benchmark.furniture import bench_furniture

    scores = bench_furniture(files, reader.value)
    if to is ReadTo.json:
        write(_json(scores, errors=errors))
        return
    for score in scores:
        _print(score)
        if errors:
            print_mistakes(score.mistakes)


def _print(score: FurnitureScore) -> None:
    out().print(f"{score.file}: {score.pages} pages")
    table = grid(("", 8), ("P", 6), ("R", 6), ("F1", 6), ("right", 6), ("wrong", 6), ("missed", 6))
    for name, marking in (("blocks", score.blocks), ("words", score.words)):
        figures = (marking.precision, marking.recall, marking.f1)
        counts = (marking.right, marking.wrong, marking.missed)
        table.add_row(name, *(f"{f:.3f}" for f in figures), *(f"{c:,}" for c in counts))
    out().print(table)
    for what, shares in (("furniture marked", score.sorts), ("article marked", score.article)):
        told = ", ".join(f"{s.name} {s.right}/{s.of}" for s in shares)
        out().print(f"{what}: {told}", soft_wrap=True)
    for share in (score.in_furniture, score.lost):
        out().print(f"statements {share.name}: {share.right} of {share.of}")


def _json(scores: Sequence[FurnitureScore], *, errors: bool) -> str:
    records = []
    for score in scores:
        record: dict[str, object] = {
            "file": score.file,
            "pages": score.pages,
            "blocks": _figures(score.blocks),
            "words": _figures(score.words),
            "furniture_marked": _counts(score.sorts),
            "article_marked": _counts(score.article),
            "statements": _counts((score.in_furniture, score.lost)),
        }
        if errors:
            record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _figures(marking: Marking) -> dict[str, float]:
    figures = {"p": marking.precision, "r": marking.recall, "f1": marking.f1}
    return figures | asdict(marking)


def _counts(shares: Sequence[Share]) -> dict[str, dict[str, int]]:
    return {share.name: {"marked": share.right, "of": share.of} for share in shares}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: dragoman bench furniture tests/data/furniture/plain_open.txt --errors"
    )(furniture)
