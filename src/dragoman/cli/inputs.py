"""What a command takes in: its options, and the inputs that they name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.screen import tell
from dragoman.errors import UnreadableInput
from dragoman.intake import Confirm, Input, Web, gather, named_in
from dragoman.intake.table_columns import columns_of_option

if TYPE_CHECKING:
    from dragoman.engine import Workers

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files, folders, patterns, addresses (https://...); - is standard input.",
        show_default=False,
    ),
]
FromOption = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="A list of addresses and paths, one a line; # begins a remark.",
    ),
]
DossierOption = Annotated[
    Path | None,
    typer.Option(
        "--dossier",
        "-d",
        metavar="FILE",
        envvar="DRAGOMAN_DOSSIER",
        help="What you know of the case: states, people, bodies, outlets, matters.",
    ),
]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,...",
        help="For tables: which column holds text, title, outlet, url, byline, published, "
        "language, id.",
    ),
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from this machine and your own network, too."),
]
FullOption = Annotated[
    bool | None,
    typer.Option(
        "--full/--no-full",
        help="Fetch the whole article where a feed has a summary. Usual for a feed's address, "
        "not for a feed's file.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="How many processes read at once (0.4 GB each)."
    ),
]
SecondsOption = Annotated[
    float,
    typer.Option(
        min=0,
        metavar="N",
        help="Processor time for one article of ordinary length, after which it is given up; "
        "longer ones have more. 0: any.",
    ),
]
MegabytesOption = Annotated[
    int,
    typer.Option(min=0, metavar="N", help="Memory that taking in and reading may ask for. 0: any."),
]
AgainOption = Annotated[
    bool,
    typer.Option("--again", help="Fetch a feed's articles again that were read before."),
]


def inputs_of(
    paths: Sequence[str] | None,
    listed: Sequence[str] | None,
    columns: Sequence[str] | None,
    web: Web,
    confirm: Confirm | None = None,
) -> list[Input | UnreadableInput]:
    """Return the inputs that a command line names; raises typer.BadParameter for none."""
    if not paths and not listed:
        raise typer.BadParameter("Name something to read, or a list with --from.")
    names: list[str] = list(paths or [])
    failed: list[UnreadableInput] = []
    for name in listed or []:
        try:
            names += named_in(name)
        except UnreadableInput as error:
            failed.append(error)
    chosen = _columns(columns or [])
    return [*failed, *gather(names, note=tell, columns=chosen, web=web, confirm=confirm)]


def workers_of(jobs: int, seconds: float, megabytes: int) -> Workers:
    """Return how many processes read, and what each may take for an article."""
    from dragoman.engine import Limits, Workers

    return Workers(jobs, Limits(seconds, megabytes))


def at_a_terminal() -> bool:
    """Return whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _columns(options: Sequence[str]) -> tuple[tuple[str, str], ...]:
    try:
        return columns_of_option(options)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--columns") from error
