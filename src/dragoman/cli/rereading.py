"""`dragoman reread`: articles of the ledger read again by the reader of today."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.brief.names import counted
from dragoman.cli.inputs import (
    DossierOption,
    JobsOption,
    MegabytesOption,
    SecondsOption,
    workers_of,
)
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    LedgerOption,
    Reader,
    SinceOption,
    To,
    ToOption,
    UntilOption,
    given,
)
from dragoman.cli.references import Shortened
from dragoman.cli.screen import counting, tell
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.tables import grid
from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, open_ledger
from dragoman.views.rereading import RereadRow
from dragoman.vocabulary.dossier import Dossier
from dragoman.vocabulary.dossier_file import read_dossier

if TYPE_CHECKING:
    from dragoman.engine import Workers
    from dragoman.engine.rereading import Reread, RereadFilter


def reread(  # noqa: PLR0913  (a command's options)
    *,
    article: Annotated[
        list[str] | None,
        typer.Option("--article", metavar="ARTICLE", help="Only this one: id, file name or title."),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option("--outlet", metavar="NAME", callback=given, help="Only from this outlet."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also what this very reader read: it may be worked on.")
    ] = False,
    reader: Annotated[
        Reader | None,
        typer.Option("--reader", help="Read all with this one, not each with the kind it had."),
    ] = None,
    dossier: DossierOption = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Do it. Else it is only told what would change.")
    ] = False,
    jobs: JobsOption = 1,
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1200,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Read again what an older reader read: show what would change, and with --apply change it.

    Without --apply all is tried on a copy, and the ledger stays as it is. What people decided
    holds; a decision whose record no reading has any more is listed. Articles that were read
    with a dossier are read again when one is given.
    """
    known = read_dossier(dossier) if dossier else None
    with open_ledger(ledger, create=False) as opened:
        found = _reread(
            opened,
            {"articles": article or (), "outlet": outlet, "since": since, "until": until},
            (reader, known),
            workers_of(jobs, seconds, megabytes),
            every=every,
            apply=apply,
        )
        _tell(found, dossier)
        if found.changes or to is not To.table:
            show_listing(opened, _CHANGES, found.changes, to)
    if found.failed:
        raise typer.Exit(1)


def _reread(
    ledger: Ledger,
    where: RereadFilter,
    made_by: tuple[Reader | None, Dossier | None],
    workers: Workers,
    *,
    every: bool,
    apply: bool,
) -> Reread:
    """Read again with a progress bar; say what is stored when the run ends early."""
    from dragoman.engine.rereading import reread as read_again

    done = 0
    reader, dossier = made_by
    # How many there are is told with the first of them; off a terminal the bar is silent.
    with counting(1_000_000) as progress:
        task = progress.add_task("Reading again", total=None)

        def advance(now: int, total: int) -> None:
            nonlocal done
            done = now
            progress.update(task, completed=now, total=total)

        try:
            return read_again(
                ledger,
                advance,
                apply=apply,
                every=every,
                reader=reader.value if reader else None,
                dossier=dossier,
                workers=workers,
                **where,
            )
        except (KeyboardInterrupt, LedgerError):
            progress.stop()
            if apply:
                tell(
                    f"Stopped: {counted(done, 'article')} of those to read again are done, and "
                    f"what they say now is stored in {ledger.where}. Run the same command again to "
                    "go on from there."
                )
            else:
                tell(f"Stopped: {ledger.where} is as it was.")
            raise


def _tell(found: Reread, dossier: Path | None) -> None:
    """Say in short what changes, and what was left out."""
    if not found.chosen:
        tell("No article was read by another reader than today's: there is nothing to read again.")
    else:
        articles = {row.article for row in found.changes if row.article}
        where = f" ({counted(len(articles), 'article')} of {found.read})" if articles else ""
        tell(f"{found.words.removesuffix('.')}{where}.")
        if found.applied:
            tell(f"{counted(found.read, 'article')} read again.")
        elif found.read:
            tell("Nothing is changed yet: the same command with --apply does it.")
    if found.dossier_missing:
        tell(
            f"{counted(len(found.dossier_missing), 'article')} that came with a dossier stay as "
            "they are. Give it: --dossier FILE."
        )
    if found.failed:
        tell(f"{counted(len(found.failed), 'article')} could not be read again:")
        for error in found.failed:
            tell(f"  {error}")


def _table(rows: Sequence[RereadRow], short: Shortened) -> RenderableType:
    """Return what changes, article by article; what follows from all of them stands last."""
    parts: list[RenderableType] = []
    for (article, title), group in groupby(rows, key=lambda row: (row.article, row.title)):
        table = grid(("", 22), ("", None), header=False)
        for (sort, change, _), same in groupby(group, key=lambda r: (r.sort, r.change, r.record)):
            table.add_row(f"{sort} {change}", _changed(list(same), short))
        if title:
            parts.append(Text(f"{title}  ", "bold").append(short(article), "dim"))
        parts += [table, Text()]
    return Group(*parts[:-1])


def _changed(rows: Sequence[RereadRow], short: Shortened) -> Text:
    """Return what changes of one record: its words, and each field before and after."""
    one = rows[0]
    told = Text(" ".join(one.words.split()) or one.before or "")
    if "/" in one.record:
        told.append(f"  {short(one.record)}", "dim")
    for row in rows:
        if row.change == "changed" and row.sort != "summary":
            told.append(f"\n{row.field}: {row.before or '-'} → {row.after or '-'}", "yellow")
        elif row.change == "finds nothing":
            told.append(f"\n{row.before} is in no current reading", "yellow")
    return told


_CHANGES = Listing(RereadRow, _table, "Nothing changes.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman reread --ledger talks.db --apply --jobs 2")(reread)
