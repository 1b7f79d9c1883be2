"""`dragoman brief`: the ledger as one page or Markdown file to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.brief import brief_html, brief_markdown, compose_brief
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    LedgerOption,
    MatterOption,
    OnOption,
)
from dragoman.cli.screen import tell
from dragoman.ledger import open_ledger

WRITERS = {
    ".html": brief_html,
    ".htm": brief_html,
    ".md": brief_markdown,
    ".markdown": brief_markdown,
}


def _ending(path: Path) -> Path:
    if path.suffix.lower() not in WRITERS:
        raise typer.BadParameter(f"{path}: a brief is an .html or an .md file.")
    return path


def brief(
    path: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            callback=_ending,
            help="FILE.html or FILE.md.",
            show_default=False,
        ),
    ],
    *,
    matter: MatterOption = None,
    on: OnOption = None,
    as_known_on: AsKnownOnOption = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The brief's title.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write a brief: cited summary, positions, conditions, events, sources and the articles.

    The page needs no other file, no script and no network. Every line leads to its words.
    """
    with open_ledger(ledger, create=False) as opened:
        composed = compose_brief(opened, matter=matter, on=on, as_known_on=as_known_on, title=title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WRITERS[path.suffix.lower()](composed), encoding="utf-8", newline="\n")
    tell(f"Wrote {path}.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman brief --out talks.html --matter 'peace treaty'")(brief)
