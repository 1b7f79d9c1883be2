"""`dragoman vocabulary check`: the faults of the vocabulary's files, or of a user's dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.screen import out

app = typer.Typer(
    help="Check the files that say who is who: the vocabulary, and your own dossier.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.callback()
def _group() -> None:
    """Keep `check` a word of its own while it is the only command here."""


@app.command(epilog="Example: dragoman vocabulary check dossier.toml")
def check(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER|DOSSIER",
            help="A folder with files of the vocabulary, or a dossier; else Dragoman's own files.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List every fault, one a line: what is wrong, in which file and line, what to do."""
    from dragoman.vocabulary.check import check_vocabulary

    faults = check_vocabulary(path)
    for fault in faults:
        out().print(str(fault), soft_wrap=True, markup=False, highlight=False)
    if faults:
        raise typer.Exit(1)
    out().print("No faults.")
