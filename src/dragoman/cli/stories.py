"""`dragoman stories` and `dragoman copies`: the same story in several outlets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from dragoman import views
from dragoman.brief.names import counted, day_name
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, To, ToOption
from dragoman.cli.references import Shortened
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.tables import grid
from dragoman.ledger import open_ledger
from dragoman.views.stories import CopyRow, StoryRow

SHOWN = 5
"""Copies of a story that the table shows; `dragoman copies` and `--to json` have them all."""


def stories(*, ledger: LedgerOption = DEFAULT_LEDGER, to: ToOption = To.table) -> None:
    """Show the stories that stand in several articles, the biggest first."""
    with open_ledger(ledger, create=False) as opened:
        show_listing(opened, STORIES, views.stories(opened), to)


def copies(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="An article's id, file name or title.", show_default=False
        ),
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show the other articles that are the same story as one, and how like they are to it."""
    with open_ledger(ledger, create=False) as opened:
        show_listing(opened, COPIES, views.copies(opened, article), to)


def same_story(row: StoryRow) -> str:
    """Return in words where a story stands: `Same story in 5 outlets (7 articles), first ...`."""
    outlets = counted(len(row.outlets), "outlet")
    articles = counted(row.articles, "article")
    where = f"{outlets} ({articles})" if len(row.outlets) > 1 else articles
    same = f", {row.same_words} with the same words" if row.same_words else ""
    first = ", ".join(filter(None, (row.first_outlet, row.first and moment_name(row.first))))
    return f"Same story in {where}{same}; first: {first or row.title}"


def moment_name(moment: str) -> str:
    """Return a stated date in words, with the time where one is stated."""
    return f"{day_name(moment)}{f' {moment[11:16]}' if len(moment) > 10 else ''}"


def _stories_table(rows: Sequence[StoryRow], short: Shortened) -> RenderableType:
    table = grid(("Articles", 8), ("First", 18), ("Story", None))
    for row in rows:
        words = Text(row.title).append(f"  {short(row.story)}", style="dim")
        if row.outlets:
            words.append(f"\n{', '.join(row.outlets)}", style="dim")
        for copy in row.copies[:SHOWN]:
            words.append("\n").append_text(_told(copy, short))
        if len(row.copies) > SHOWN:
            words.append(f"\n... and {len(row.copies) - SHOWN} more", style="dim")
        first = Text(moment_name(row.first) if row.first else "undated")
        table.add_row(str(row.articles), first, words)
    return table


def _told(copy: CopyRow, short: Shortened) -> Text:
    line = Text(f"{_kind(copy)}: ", style="dim").append(copy.outlet or copy.title)
    if copy.published:
        line.append(f", {moment_name(copy.published)}", style="dim")
    return line.append(f"  {short(copy.article)}", style="dim")


def _copies_table(rows: Sequence[CopyRow], short: Shortened) -> RenderableType:
    table = grid(("Article", 9), ("Published", 18), ("Title", None), ("Likeness", 16))
    for row in rows:
        title = Text(row.title)
        if row.outlet:
            title.append(f"\n{row.outlet}", style="dim")
        published = Text(moment_name(row.published) if row.published else "undated")
        table.add_row(short(row.article), published, title, _kind(row))
    return table


def _kind(copy: CopyRow) -> str:
    return copy.copy if copy.copy == "same words" else f"{copy.copy} ({copy.likeness:.0%})"


STORIES = Listing(StoryRow, _stories_table, "No story stands in more than one article.")
COPIES = Listing(CopyRow, _copies_table, "No other article is the same story.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: dragoman stories --to json")(stories)
    app.command(epilog="Example: dragoman copies report")(copies)
