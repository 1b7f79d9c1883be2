"""`dragoman read`: articles into the ledger, and the ledger of what was read onto the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, Reader, ReaderOption, ReadTo
from dragoman.cli.report import print_report
from dragoman.cli.screen import progress_of, tell, write
from dragoman.errors import LedgerError
from dragoman.export.files import write_readings
from dragoman.export.reading import readings_json
from dragoman.intake import gather
from dragoman.ledger import Ledger, open_ledger
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.vocabulary.dossier_file import read_dossier

if TYPE_CHECKING:
    from dragoman.engine import Outcome, Source, Step


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, patterns; - is standard input.",
            show_default=False,
        ),
    ],
    *,
    to: Annotated[
        ReadTo,
        typer.Option("--to", help="Show the ledger of what was read, or write Reading JSON."),
    ] = ReadTo.table,
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="With --to json: one NAME.json an article here."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    reader: ReaderOption = Reader.default,
    dossier: Annotated[
        Path | None,
        typer.Option(
            "--dossier",
            "-d",
            metavar="FILE",
            envvar="DRAGOMAN_DOSSIER",
            help="What you know of the case: states, people, bodies, outlets, matters.",
        ),
    ] = None,
) -> None:
    """Read articles into the ledger, and show what they say.

    Articles that were read before are passed over, so the same command can be run again; with
    another dossier they are read anew.
    """
    if folder is not None and to is not ReadTo.json:
        raise typer.BadParameter("--out goes with --to json.", param_hint="--out")
    known = read_dossier(dossier) if dossier else NO_DOSSIER
    inputs = list(gather(paths, note=tell))
    with open_ledger(ledger) as opened:
        outcome = _read(opened, ledger, inputs, reader, known)
        ids = outcome.articles
        if to is ReadTo.table:
            print_report(opened, ledger, outcome)
        elif folder is None:
            write(readings_json(opened.reading(name) for name in ids))
        else:
            written = write_readings((opened.reading(name) for name in ids), folder, note=tell)
            tell(f"Wrote {len(written)} reading{'s' if len(written) != 1 else ''} to {folder}.")
    if outcome.failed:
        _tell_failures(outcome, len(inputs))
        raise typer.Exit(1)


def _read(
    ledger: Ledger, name: str, inputs: Sequence[Source], reader: Reader, dossier: Dossier
) -> Outcome:
    """Read with a progress bar; say what is stored when the run ends early."""
    from dragoman.engine import read_into

    stored = 0
    with progress_of(len(inputs)) as progress:
        task = progress.add_task("Reading", total=len(inputs))

        def advance(step: Step) -> None:
            nonlocal stored
            stored += step.state == "read"
            progress.advance(task)

        try:
            return read_into(ledger, inputs, advance, reader.value, dossier)
        except (KeyboardInterrupt, LedgerError):
            progress.stop()
            tell(
                f"Stopped: {stored} of {len(inputs)} articles were read and stored in {name}. "
                "Run the same command again to go on from there."
            )
            raise


def _tell_failures(outcome: Outcome, count: int) -> None:
    failed = len(outcome.failed)
    tell(f"{failed} of {count} could not be read:" if count > 1 else "It could not be read:")
    for error in outcome.failed:
        tell(f"  {error}")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman read news/ report.txt --ledger talks.db")(read)
