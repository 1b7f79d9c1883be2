"""A brief as blocks of text in one order: what every format writes, and what is verified.

A format decides how a heading or a note looks, never what stands in it. The words of an article
are runs of their own (`told`), each with the places that it must stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from dragoman.article import Span
from dragoman.brief.citing import Citation
from dragoman.brief.names import party_name
from dragoman.brief.timeline import Timeline

Style = Literal["plain", "strong", "soft", "stance", "quote", "sentence", "link", "label"]
LineSort = Literal["text", "sentence", "fine"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the article's id and the pieces of its text."""

    article: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look; `notes` are the citations whose marks stand behind them.

    What has `places` is told: an article's words, in quotation marks where it is a `quote`.
    """

    text: str
    style: Style = "plain"
    notes: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = ()
    language: str | None = None

    @property
    def shown(self) -> str:
        """Return the words as every format shows them."""
        return f"“{self.text}”" if self.style == "quote" else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a paragraph, an item of a list, or the cell of a table.

    `depth` is 1 for an item of a list, 0 for a paragraph.
    """

    runs: tuple[Run, ...]
    depth: int = 0
    sort: LineSort = "text"

    @property
    def shown(self) -> str:
        """Return the line's words without the marks of its notes."""
        return "".join(run.shown for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below that of its section."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a row of headings; the first cell of each row heads it."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Where one side stands: a line to begin with, its stance, and what there is to say of it."""

    head: Line
    stance: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards side by side, where there is room."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The course of a matter as a drawing, and as a table for formats that have no drawings.

    `words` tell what is drawn to who cannot see it.
    """

    timeline: Timeline
    words: str
    table: Table


Block: TypeAlias = Heading | Line | Table | Cards | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief under a heading of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief in blocks.

    `digest` stands for the ledger that it was made from, as `known` on a day; `articles` are
    the ids of the cited articles with their texts' digests. `notes` has each citation with the
    line that tells it, `references` the cited articles as CSL-JSON has them.
    """

    title: str
    lead: tuple[Line, ...]
    sections: tuple[Section, ...]
    notes: tuple[tuple[Citation, Line], ...]
    foot: tuple[Line, ...]
    digest: str
    known: str | None
    articles: tuple[tuple[str, str], ...]
    references: tuple[dict[str, Any], ...]

    def lines(self, *, drawn: bool) -> Iterator[Line]:
        """Yield everything that is shown above the notes, in order, headings as lines too.

        Where courses are `drawn`, the labels of the drawing are a line.
        """
        yield Line((Run(self.title),))
        yield from self.lead
        for section in self.sections:
            yield Line((Run(section.title),))
            for block in section.blocks:
                yield from _lines_of(block, drawn)


def _lines_of(block: Block, drawn: bool) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    elif isinstance(block, Heading):
        yield Line((Run(block.text),))
    elif isinstance(block, Table):
        yield from (Line((Run(name),)) for name in block.head)
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Cards):
        for card in block.cards:
            yield card.head
            yield from card.lines
    elif drawn:
        labels = [label for _, label in block.timeline.ticks]
        labels += [party_name(lane.side) for lane in block.timeline.lanes]
        yield Line((Run("".join(labels), "label"),))
    else:
        yield from _lines_of(block.table, drawn)
