"""`dragoman read`: articles into the ledger, and the ledger of what was read onto the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.confirming import Confirming
from dragoman.cli.inputs import (
    AgainOption,
    AllowPrivateOption,
    ColumnsOption,
    DossierOption,
    FromOption,
    FullOption,
    JobsOption,
    MegabytesOption,
    PathsArgument,
    SecondsOption,
    inputs_of,
    workers_of,
)
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, Reader, ReaderOption, ReadTo
from dragoman.cli.report import print_report
from dragoman.cli.screen import progress_of, tell, write
from dragoman.errors import LedgerError
from dragoman.export.files import write_readings
from dragoman.export.reading import readings_json_pieces
from dragoman.intake import Input, Web
from dragoman.ledger import Ledger, open_ledger
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.vocabulary.dossier_file import read_dossier

if TYPE_CHECKING:
    from dragoman.engine import Outcome, Source, Step, Workers


def read(  # noqa: PLR0913  (a command's options)
    paths: PathsArgument = None,
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
    listed: FromOption = None,
    dossier: DossierOption = None,
    columns: ColumnsOption = None,
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Take bulk exports as they are split, without asking."),
    ] = False,
    allow_private: AllowPrivateOption = False,
    full: FullOption = None,
    again: AgainOption = False,
    jobs: JobsOption = 1,
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1200,
) -> None:
    """Read articles into the ledger, and show what they say.

    Articles that were read before are passed over, so the same command can be run again; with
    another dossier they are read anew.
    """
    if folder is not None and to is not ReadTo.json:
        raise typer.BadParameter("--out goes with --to json.", param_hint="--out")
    known = read_dossier(dossier) if dossier else NO_DOSSIER
    confirming = Confirming(yes=yes)
    web = Web(allow_private=allow_private, full=full, again=again)
    inputs = inputs_of(paths, listed, columns, web, confirming)
    with open_ledger(ledger) as opened:
        workers = workers_of(jobs, seconds, megabytes)
        outcome = _read(opened, inputs, (reader, known, workers), confirming)
        ids = outcome.articles
        if to is ReadTo.table:
            print_report(opened, opened.where, outcome)
        elif folder is None:
            for piece in readings_json_pieces(opened.reading(name) for name in ids):
                write(piece)
        else:
            written = write_readings((opened.reading(name) for name in ids), folder, note=tell)
            tell(f"Wrote {len(written)} reading{'s' if len(written) != 1 else ''} to {folder}.")
    if outcome.failed:
        _tell_failures(outcome)
        raise typer.Exit(1)


def _read(
    ledger: Ledger,
    inputs: Sequence[Source],
    made_by: tuple[Reader, Dossier, Workers],
    confirming: Confirming,
) -> Outcome:
    """Read with a progress bar; say what is stored when the run ends early."""
    from dragoman.engine import read_into

    stored = settled = 0
    reader, dossier, workers = made_by
    files = [each for each in inputs if isinstance(each, Input)]
    size = sum(source.size for source in files)
    slow = any(source.url for source in files)
    with progress_of(len(inputs), size, slow=slow) as progress:
        confirming.pause, confirming.go_on = progress.stop, progress.start
        task = progress.add_task("Reading", total=size or None, articles=0)

        def advance(step: Step) -> None:
            nonlocal stored, settled
            stored += step.state in ("read", "unread")
            settled += 1
            progress.update(task, completed=step.taken, articles=settled)

        try:
            return read_into(ledger, inputs, advance, reader.value, dossier, tell, workers=workers)
        except (KeyboardInterrupt, LedgerError):
            progress.stop()
            tell(
                f"Stopped: {stored} of {_how_many(inputs)}articles were read and stored in "
                f"{ledger.where}. "
                "Run the same command again to go on from there."
            )
            raise


def _how_many(inputs: Sequence[Source]) -> str:
    """Return the number of articles as far as it is known before they are read."""
    several = any(isinstance(source, Input) and source.several for source in inputs)
    return "the " if several else f"{len(inputs)} "


def _tell_failures(outcome: Outcome) -> None:
    failed = len(outcome.failed)
    count = failed + len(outcome.read) + len(outcome.unread) + len(outcome.known)
    tell(f"{failed} of {count} could not be read:" if count > 1 else "It could not be read:")
    for error in outcome.failed:
        tell(f"  {error}")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman read news/ report.txt --ledger talks.db")(read)
