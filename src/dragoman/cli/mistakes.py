"""What a reading got wrong, a line each, for the commands that measure the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from dragoman.cli.screen import out

if TYPE_CHECKING:
    from dragoman.benchmark.mistakes import Mistake


def print_mistakes(mistakes: Iterable[Mistake]) -> None:
    """Print each mistake on a line: article, what is wrong, the words, and both sides."""
    console = out()
    for mistake in mistakes:
        sides = f"gold {mistake.gold}" if mistake.gold else ""
        if mistake.read:
            sides += f"{', ' if sides else ''}read {mistake.read}"
        line = Text(f"{mistake.article}: ", "dim").append(f"{mistake.what}: ", "not dim bold")
        console.print(line.append(f"“{mistake.words}” ({sides})", "not dim"), soft_wrap=True)
