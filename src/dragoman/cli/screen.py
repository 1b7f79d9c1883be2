"""What the terminal shows: where output goes, and how wide and how coloured it is.

Results go to stdout, everything else to stderr; colour only where a terminal reads.
"""

from __future__ import annotations

import sys

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.measure import Measurement
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.segment import Segment
from rich.text import Text

WIDEST = 120
"""Columns beyond which a line of text is hard to follow."""

FEW = 3
"""Up to so many articles are read before a progress bar would be worth a look."""

SMALL = 100_000
"""Bytes up to which a few inputs are read before a progress bar would be worth a look."""

MARKS = {"rejects": "✕", "defers": "‖", "conditional": "◇", "open": "○", "supports": "●"}
"""Each stance's sign, so that colour is never the only difference."""

COLOURS = {
    "rejects": "red",
    "defers": "magenta",
    "conditional": "yellow",
    "open": "cyan",
    "supports": "green",
}

_COMMANDS = dict.fromkeys(
    code
    for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\t\n"
)
"""Characters that are commands to a terminal, or turn round the order of letters: none is shown."""


def out() -> Console:
    """Return the console of results."""
    return _console(stderr=False)


def err() -> Console:
    """Return the console of messages."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    console.push_render_hook(_Harmless())
    return console


class _Harmless(RenderHook):
    """Keeps an article's own words from giving the terminal commands."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Disarmed(each) for each in renderables]


class _Disarmed:
    """Something to print, without what would be a command in it."""

    def __init__(self, whole: ConsoleRenderable) -> None:
        self._whole = whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._whole, options):
            if segment.control:
                yield segment  # rich's own
            else:
                yield Segment(segment.text.translate(_COMMANDS), segment.style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._whole)


def progress_of(count: int, size: int = 0, *, slow: bool = False) -> Progress:
    """Return a progress bar on stderr for so many inputs of `size` bytes together.

    It tells bytes, and articles in the task's field of that name. It is silent for few and small
    inputs that are not `slow` (as those of the web are), and off a terminal.
    """
    told = TextColumn("{task.fields[articles]:,} articles")
    return _progress(told, DownloadColumn(), few=count <= FEW and size <= SMALL and not slow)


def counting(count: int) -> Progress:
    """Return a progress bar on stderr that counts to a number; silent as `progress_of` is."""
    return _progress(MofNCompleteColumn(), few=count <= FEW)


def _progress(*told: ProgressColumn, few: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *told,
        TimeRemainingColumn(),
        console=err(),
        transient=True,
        disable=few or not sys.stderr.isatty(),
    )


def steps() -> Progress:
    """Return a progress bar on stderr for work in steps; it is silent off a terminal."""
    return _progress(few=False)


def copying_progress() -> Progress:
    """Return a progress bar on stderr for the rows of a ledger; it is silent off a terminal."""
    return _progress(MofNCompleteColumn(), few=False)


def tell(message: str) -> None:
    """Say something to the user on stderr."""
    err().print(Text(message), soft_wrap=True)


def ask(prompt: str) -> None:
    """Ask the user something on stderr; the answer goes on the same line."""
    err().print(Text(prompt), soft_wrap=True, end="")
    sys.stderr.flush()


def write(text: str) -> None:
    """Write a result as it is: JSON, CSV, Markdown."""
    sys.stdout.write(text)


def stance_text(stance: str | None, scope: str | None = None) -> Text:
    """Return a stance as sign and word, coloured; nothing for none."""
    if stance is None:
        return Text()
    text = Text().append(f"{MARKS[stance]} {stance}", style=COLOURS[stance])
    if scope:
        text.append(f"\n{scope}", style="dim")
    return text


def quote(words: str) -> Text:
    """Return quoted words on one line."""
    return Text(f"“{' '.join(words.split())}”")
