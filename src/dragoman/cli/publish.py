"""`dragoman publish`: the desk's pages as a folder that opens from a disk, to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, AsKnownOnOption, LedgerOption
from dragoman.cli.screen import copying_progress, tell

_TOLD = {
    "copy": "Copying the ledger",
    "pages": "Pages",
    "search": "Statements to search",
    "put in place": "Putting the files in place",
}


def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new folder, or one of a site to replace.")
    ],
    *,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write the ledger as a site that opens from a disk: pages to read, and a search of its own.

    It needs no server and asks for nothing elsewhere: open DIR/index.html. When it is stopped, the
    same command goes on with it; a site that is there stays whole until the new one is.
    """
    from dragoman.web.published import publish as write

    with copying_progress() as progress:
        task = progress.add_task("", total=None)

        def noted(what: str, done: int, of: int | None) -> None:
            progress.update(task, description=_TOLD[what], completed=done, total=of)

        site = write(ledger, folder, as_known_on=as_known_on, on_progress=noted)
    tell(f"Wrote {site.pages:,} pages in {site.files:,} files. Open {site.path / 'index.html'}.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman publish talks-site --ledger talks.db")(publish)
