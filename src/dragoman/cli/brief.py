"""`dragoman brief`: the ledger as one document to hand on, in one of four formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from dragoman.brief import compose_brief
from dragoman.brief.asking import Length
from dragoman.brief.formats import FORMATS, format_named
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    LedgerOption,
    MatterOption,
    OnOption,
    SinceOption,
    given,
    one_of,
)
from dragoman.cli.screen import tell
from dragoman.ledger import open_ledger

_KNOWN = ", ".join(FORMATS)


def _format(name: str | None) -> str | None:
    if name is None:
        return None
    found = format_named(name)
    if found is None:
        raise typer.BadParameter(f"{name}: a brief is one of {_KNOWN}.")
    return found


def _sides(values: list[str]) -> list[str]:
    return [value for value in values if given(value)]


def brief(  # noqa: PLR0913
    path: Annotated[
        Path,
        typer.Option(
            "--out",
            "--output",
            "-o",
            metavar="FILE",
            help="FILE.html, FILE.md, FILE.docx or FILE.pdf.",
            show_default=False,
        ),
    ],
    *,
    to: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            callback=_format,
            help=f"{_KNOWN}; without it, by the file's ending.",
        ),
    ] = None,
    matter: MatterOption = None,
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            "-s",
            metavar="SIDE",
            help="Only what this side says or is asked for; may be given several times.",
        ),
    ] = None,
    since: SinceOption = None,
    on: OnOption = None,
    as_known_on: AsKnownOnOption = None,
    length: Annotated[
        str,
        typer.Option(
            "--length",
            metavar="LENGTH",
            callback=one_of(get_args(Length)),
            help="short, standard or full.",
        ),
    ] = "standard",
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The brief's title.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    r"""Write a brief: cited summary, positions, changes, conditions, events, accounts, sources.

    Every line leads to its words, and no format needs another file or the network. --since
    tells what is new since the last brief. `dragoman verify --brief FILE` checks a brief. PDF
    needs an optional part: pip install 'dragoman\[pdf]'.
    """
    form = to or format_named(path.suffix)
    if form is None:
        raise typer.BadParameter(f"{path}: a brief's file ends in one of {_KNOWN}, or --format.")
    with open_ledger(ledger, create=False) as opened:
        composed = compose_brief(
            opened,
            matter=matter,
            sides=_sides(side or []),
            since=since,
            on=on,
            as_known_on=as_known_on,
            length=length,  # type: ignore[arg-type]  # the option is one of them
            title=title,
        )
    written = FORMATS[form].write(composed)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written)
    tell(f"Wrote {path}.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman brief --out talks.docx --matter 'peace treaty'")(brief)
