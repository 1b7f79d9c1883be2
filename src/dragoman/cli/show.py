"""`dragoman show`: an article in the terminal, its statements marked, who and how beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman.brief.articles import Block, MarkedArticle, Note, marked
from dragoman.brief.marks import Mark
from dragoman.brief.names import day_name
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption
from dragoman.cli.screen import COLOURS, out, stance_text
from dragoman.cli.stories import same_story
from dragoman.cli.versions import version_lines
from dragoman.ledger import open_ledger
from dragoman.views import StoryRow, VersionRow, shown_reading, story_of, told_in, versions
from dragoman.vocabulary.languages import languages

MARGIN = 26
"""Columns for who says it and how."""

STYLES = {"statement": "underline", "condition": "italic", "event": "bold", "evidence": ""}


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told of an article besides its own words.

    `versions` are all versions of it, `story` has its copies, `told` says where else statements
    are told, by their anchors, `unread` is the language that is not read.
    """

    versions: Sequence[VersionRow]
    story: StoryRow | None
    told: Mapping[str, str]
    unread: str | None


def show(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="An article's id, file name or title.", show_default=False
        ),
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Show an article with its statements marked, speaker and stance in the margin."""
    with open_ledger(ledger, create=False) as opened:
        reading = shown_reading(opened, article)
        id_ = reading.article.id
        told = told_in(opened, id_)
        beside = Beside(
            versions=versions(opened, id_),
            story=story_of(opened, id_),
            told={f"{id_}-{record}": told[record] for record in told},
            unread=languages().name(reading.article.language) if reading.is_unread else None,
        )
        _print(marked(reading), beside)


def _print(page: MarkedArticle, beside: Beside) -> None:
    console = out()
    article = page.article
    tongue = f"in {beside.unread}, unread" if beside.unread else None
    where = " · ".join(
        filter(None, (article.outlet, day_name(article.published), article.name, tongue))
    )
    console.print(Text(where, "dim"))
    for line in version_lines(beside.versions, article.id):
        console.print(line)
    if beside.story is not None:
        console.print(Text(same_story(beside.story), "dim"))
    for block in page.blocks:
        if not block.pieces:
            continue
        row = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        row.add_column(width=MARGIN, overflow="fold")
        row.add_column(overflow="fold")
        row.add_row(_margin(block, beside.told), _words(block))
        console.print()
        console.print(row)


def _margin(block: Block, told: Mapping[str, str]) -> Text:
    return Text("\n").join(_beside(note, told.get(note.anchor)) for note in block.notes)


def _beside(note: Note, told: str | None) -> Text:
    if note.sort != "statement":
        line = Text(f"{note.sort}: {note.label}", "dim")
        return line.append(f", {note.detail}") if note.detail else line
    line = Text().append(f"{note.number} ", "dim").append(note.label)
    if note.stance:
        line.append("\n  ").append_text(stance_text(note.stance))
    if note.reporting:
        line.append(f"\n  {note.reporting}", "dim")
    if note.sourcing:
        line.append(f"\n  {note.sourcing}", "dim")
    if told:
        line.append(f"\n  {told}", "dim")
    return line


def _words(block: Block) -> Text:
    """Return a block's text: numbers where statements begin, brackets around them."""
    base = {
        "furniture": "dim",
        "foreign": "dim",
        "title": "bold",
        "heading": "bold",
        "dateline": "dim",
    }
    text = Text(style=base.get(block.sort, ""))
    opened: list[Mark] = []
    for piece in block.pieces:
        if piece.step == "words":
            text.append(piece.words, " ".join(map(_style, opened)))
        elif piece.mark is not None and piece.step == "open":
            opened.append(piece.mark)
            if piece.mark.sort == "statement" and not piece.again:
                text.append(f"[{piece.mark.number} ", _tone(piece.mark))
        elif opened:
            ended = opened.pop()
            if ended.sort == "statement" and not piece.again:
                text.append("]", _tone(ended))
    return text


def _style(mark: Mark) -> str:
    return f"{STYLES[mark.sort]} {COLOURS.get(mark.stance or '', '')}".strip()


def _tone(mark: Mark) -> str:
    return COLOURS.get(mark.stance or "", "dim")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman show report")(show)
