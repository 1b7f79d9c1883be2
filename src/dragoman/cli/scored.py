"""What the commands share that measure the reader against tables: options, JSON, mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import ReadTo
from dragoman.cli.screen import write

if TYPE_CHECKING:
    from dragoman.benchmark.mistakes import Mistake
    from dragoman.benchmark.speakers import Share

TablesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="TABLE...", help="Files of JSON lines.", show_default=False),
]
ScoresTo = Annotated[ReadTo, typer.Option("--to", help="A table for people, or JSON.")]
RoundsOption = Annotated[int, typer.Option("--rounds", min=1, help="How often the two take turns.")]


class TableScored(Protocol):
    """The score of one table: its shares, and what was read otherwise."""

    @property
    def table(self) -> str:
        """Return the table's name."""

    @property
    def rows(self) -> int:
        """Return how many rows it has."""

    @property
    def shares(self) -> Sequence[Share]:
        """Return the shares that were asked for."""

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
    also: Sequence[str] = (),
) -> None:
    """Print the scores by `show`, or write them as JSON; mistakes with `errors`.

    `also` names further fields of a score that hold shares, for JSON.
    """
    if to is ReadTo.json:
        records = [_record(score, ("shares", *also), errors=errors) for score in scores]
        write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        return
    show(scores)
    if errors:
        for score in scores:
            print_mistakes(score.mistakes)


def share_words(share: Share) -> str:
    """Return a share with its counts: `0.950 (19/20)`."""
    return f"{share.value:.3f} ({share.right}/{share.of})"


def _record(score: TableScored, fields: Sequence[str], *, errors: bool) -> dict[str, object]:
    record: dict[str, object] = {"table": score.table, "rows": score.rows}
    for field in fields:
        shares: Sequence[Share] = getattr(score, field)
        record[field] = {s.name: {"share": s.value, "right": s.right, "of": s.of} for s in shares}
    if errors:
        record["mistakes"] = [asdict(mistake) for mistake in score.mistakes]
    return record
