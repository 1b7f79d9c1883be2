"""The split of a bulk export, shown to the person who has to confirm it."""

from __future__ import annotations

from collections.abc import Callable

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.brief.names import counted, day_name
from dragoman.cli.inputs import at_a_terminal
from dragoman.cli.screen import err
from dragoman.cli.tables import grid
from dragoman.intake import Split

ANSWERS = "Take it in? [y]es, [n]o, [a]ll exports of this run"


class Confirming:
    """Asks about each export on a terminal; off one, none is taken in unless `yes` is given.

    `pause` and `go_on` stop and start what else is on the screen.
    """

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes
        self.pause: Callable[[], None] = lambda: None
        self.go_on: Callable[[], None] = lambda: None

    def __call__(self, where: str, split: Split) -> bool:
        """Return whether an export is to be taken in as it is split."""
        if self.yes or not at_a_terminal():
            return self.yes
        self.pause()
        err().print(split_shown(where, split))
        answer = ""
        while answer not in ("y", "n", "a"):
            answer = typer.prompt(ANSWERS, err=True).strip().lower()[:1]
        self.yes = answer == "a"
        self.go_on()
        return answer != "n"


def split_shown(where: str, split: Split) -> RenderableType:
    """Return how an export would be split: its articles, and below each what is doubtful."""
    undated = sum(article.published is None for article in split.articles)
    lost = sum(not article.readable for article in split.articles)
    told = [f"{split.service} export, {counted(len(split.articles), 'article')}"]
    told += [f"{undated} without a date"] * bool(undated)
    told += [f"{lost} not readable"] * bool(lost)
    head = Text(f"{where}: ", "bold").append(", ".join(told), "bold")
    table = grid(("", 4), ("title and outlet", None), ("date", 17), ("words", 6), header=True)
    for article in split.articles:
        what = Text(article.title or "(no title)")
        what.append(f"\n{article.outlet or '(no outlet)'}", "dim")
        if article.length:
            what.append(f"\n{article.first_words} … {article.last_words}", "dim")
        for doubt in article.doubts:
            what.append(f"\n! {doubt}", "yellow")
        table.add_row(str(article.number), what, day_name(article.published), f"{article.length:,}")
    doubts = [Text(f"! {doubt}", "yellow") for doubt in split.doubts]
    return Group(head, *doubts, table)
