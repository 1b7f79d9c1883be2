"""`dragoman look`: what intake makes of inputs, nothing read and nothing stored."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from dragoman import views
from dragoman.brief.names import day_name
from dragoman.cli.inputs import (
    AllowPrivateOption,
    ColumnsOption,
    DossierOption,
    FromOption,
    FullOption,
    PathsArgument,
    inputs_of,
)
from dragoman.cli.options import To, ToOption
from dragoman.cli.screen import tell
from dragoman.cli.showing import show
from dragoman.errors import UnreadableInput
from dragoman.intake import Web
from dragoman.views import LookRow
from dragoman.vocabulary.dossier import NO_DOSSIER
from dragoman.vocabulary.dossier_file import read_dossier


def look(  # noqa: PLR0913  (a command's options)
    paths: PathsArgument = None,
    *,
    listed: FromOption = None,
    columns: ColumnsOption = None,
    dossier: DossierOption = None,
    allow_private: AllowPrivateOption = False,
    full: FullOption = None,
    to: ToOption = To.table,
) -> None:
    """Show what would be taken in of each input: titles, outlets, dates and where they stand.

    Nothing is read or stored. Use it to see how an export is split, and which columns of a
    table are taken.
    """
    web = Web(allow_private=allow_private, full=full)
    inputs = inputs_of(paths, listed, columns, web)
    known = read_dossier(dossier) if dossier else NO_DOSSIER
    rows: list[LookRow] = []
    failed: list[UnreadableInput] = []
    for found in views.look(inputs, tell, known):
        if isinstance(found, UnreadableInput):
            failed.append(found)
        else:
            rows.append(found)
    show(rows, LookRow, lambda: look_table(rows), to, "No article was found.")
    if failed:
        tell(f"{len(failed)} of {len(failed) + len(rows)} cannot be taken in:")
        for error in failed:
            tell(f"  {error}")
        raise typer.Exit(1)


def look_table(rows: Sequence[LookRow]) -> RenderableType:
    """Return articles as intake takes them in, one below the other."""
    return Group(*(_shown(number, row) for number, row in enumerate(rows, start=1)))


def _shown(number: int, row: LookRow) -> Text:
    text = Text(f"{number}  {row.title or '(no title)'}", "bold")
    about = [row.outlet or "no outlet", day_name(row.published), f"{row.words:,} words"]
    about += [row.form] * (row.form != "report")
    about += [f"in {row.language!r}"] * (row.language != "en")
    about += [f"{row.furniture:.0%} furniture"] * (row.furniture > 0)
    text.append(f"\n   {' · '.join(about)}", "not bold")
    if row.words:
        text.append(f"\n   {row.begins} … {row.ends}", "not bold")
    text.append(f"\n   {row.origin}", "not bold dim")
    if row.stated_in:
        text.append(f"\n   from {'; '.join(row.stated_in)}", "not bold dim")
    for warning in row.warnings:
        text.append(f"\n   ! {warning}", "not bold yellow")
    return text.append("\n")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman look export.docx news.csv")(look)
