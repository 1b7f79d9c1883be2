"""What the commands share that measure the reader against tables: options, JSON, mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import ReadTo
from dragoman.cli.screen import out, tell, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.article import Article
    from dragoman.benchmark.counts import Count
    from dragoman.benchmark.mistakes import Mistake
    from dragoman.benchmark.speakers import Share

TablesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="TABLE", help="Files of JSON lines.", show_default=False),
]
ScoresTo = Annotated[ReadTo, typer.Option("--to", help="A table for people, or JSON.")]
RoundsOption = Annotated[int, typer.Option("--rounds", min=1, help="How often the two take turns.")]


@contextmanager
def taken_in(paths: Sequence[str]) -> Iterator[list[Article]]:
    """Give the articles to measure with; what is none is told at the end, with exit code 1."""
    from dragoman.article import Article
    from dragoman.errors import UnreadableInput
    from dragoman.intake import articles

    found = list(articles(paths, note=tell))
    yield [article for article in found if isinstance(article, Article)]
    failed = [error for error in found if isinstance(error, UnreadableInput)]
    for error in failed:
        tell(str(error))
    if failed:
        raise typer.Exit(1)


class TableScored(Protocol):
    """The score of one table: how many rows it has, and what was read otherwise."""

    @property
    def table(self) -> str:
        """Return the table's name."""

    @property
    def rows(self) -> int:
        """Return how many rows it has."""

    @property
    def mistakes(self) -> Sequence[Mistake]:
        """Return what was read otherwise."""


Scored = TypeVar("Scored", bound=TableScored)


def tell_scores(
    scores: Sequence[Scored],
    show: Callable[[Sequence[Scored]], None],
    *,
    to: ReadTo,
    errors: bool,
    figures: Callable[[Scored], dict[str, object]],
) -> None:
    """Print the scores by `show`, or write them as JSON; mistakes with `errors`.

    `figures` gives the fields that JSON has of a score beside its table, rows and mistakes.
    """
    if to is ReadTo.json:
        records = [_record(score, figures(score), errors=errors) for score in scores]
        write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        return
    show(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def shares_of(*fields: str) -> Callable[[TableScored], dict[str, object]]:
    """Return what gives for JSON the shares that stand in such fields of a score."""

    def figures(score: TableScored) -> dict[str, object]:
        return {field: _shares(getattr(score, field)) for field in fields}

    return figures


def _shares(shares: Sequence[Share]) -> dict[str, object]:
    return {s.name: {"share": s.value, "right": s.right, "of": s.of} for s in shares}


def count_figures(count: Count) -> dict[str, object]:
    """Return for JSON what a count amounts to."""
    return {
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
        "counts": asdict(count),
    }


def count_cells(count: Count, span: tuple[float, float] | None = None) -> tuple[str, str, str]:
    """Return precision, recall and F1 as a table shows them, F1 with the `span` it lies in."""
    f1 = f"{count.f1:.3f}"
    if span is not None:
        f1 += f" [{span[0]:.2f}–{span[1]:.2f}]"
    return f"{count.precision:.3f}", f"{count.recall:.3f}", f1


def share_words(share: Share) -> str:
    """Return a share with its counts: `0.950 (19/20)`."""
    return f"{share.value:.3f} ({share.right}/{share.of})"


def print_measures(scores: Sequence[tuple[str, int, Sequence[tuple[str, str]]]]) -> None:
    """Print tables' scores, each measure on a line of its own: name, rows, and the measures."""
    table = grid(("Table", 22), ("Rows", 5), ("", 10), ("", None))
    for name, rows, measures in scores:
        for n, (measure, words) in enumerate(measures):
            lead = ("", "") if n else (name, str(rows))
            table.add_row(*lead, measure, words)
    out().print(table)


def _record(score: TableScored, figures: dict[str, object], *, errors: bool) -> dict[str, object]:
    record: dict[str, object] = {"table": score.table, "rows": score.rows, **figures}
    if errors:
        record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
    return record
