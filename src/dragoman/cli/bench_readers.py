"""`dragoman bench readers`: what a reader who asks learns from summaries and from beginnings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, share_words
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.mistakes import Mistake
    from dragoman.benchmark.readers import ReadersScore, TextScore


def readers(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Articles, NAME.txt, and questions.txt.", show_default=False
        ),
    ],
    *,
    reader: ReaderOption = Reader.default,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="List what summaries of open articles leave unanswered."),
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Ask readers' questions of articles' summaries, and of the articles' first sentences.

    "as long" are first sentences, as many as reach the summary's words. Beside each share stands
    the range in which 95 of 100 other sets of such articles would lie. The form of the questions
    is in docs/benchmarks.md.
    """
    from dragoman.benchmark.readers import bench_readers

    result = bench_readers(folder, reader.value)
    if to is ReadTo.json:
        write(_json(result.scores, result.unanswered if errors else ()))
        return
    for score in result.scores:
        _print(score)
    if errors:
        print_mistakes(result.unanswered)


def _print(score: ReadersScore) -> None:
    out().print(f"{score.half}: {score.articles} articles")
    kinds = [share.name for share in score.texts[0].kinds]
    table = grid(
        ("", 10), ("answered", 28), *((kind, 9) for kind in kinds), ("words", 5), ("sent.", 5)
    )
    for text in score.texts:
        answered = f"{share_words(text.answered)} [{text.low:.2f}–{text.high:.2f}]"
        each = (f"{share.right} of {share.of}" for share in text.kinds)
        table.add_row(text.text, answered, *each, f"{text.words:.0f}", f"{text.sentences:.1f}")
    out().print(table)
    for text in score.texts[1:]:
        gain, low, high = text.gain
        out().print(f"summary above {text.text}: {gain:+.3f} [{low:+.2f}–{high:+.2f}]")


def _json(scores: Sequence[ReadersScore], unanswered: Sequence[Mistake]) -> str:
    records: list[dict[str, object]] = [
        {"half": score.half, "articles": score.articles} | _figures(text)
        for score in scores
        for text in score.texts
    ]
    record = {"scores": records, "unanswered": [asdict(mistake) for mistake in unanswered]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _figures(text: TextScore) -> dict[str, object]:
    return asdict(text) | {
        "answered": {"right": text.answered.right, "of": text.answered.of},
        "share": text.answered.value,
        "kinds": {s.name: {"right": s.right, "of": s.of} for s in text.kinds},
    }


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench readers tests/data/readers --errors")(readers)
