"""What a format's reader hands on: its text, its blocks, what the page says of itself.

A block is what will be one paragraph of the article; the stages after the reader give it its
sort. Blocks run from the first character of their words to the end of their last line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.article import ParagraphSort, Span


@dataclass(slots=True)
class Block:
    """One block of a page on its way to being a Paragraph.

    `start` and `end` bound the block with its line ends, `words` are its words with single
    blanks. `level` is a heading's level where the markup gives one, else 0; `bullet` says that
    it is an item of a list.
    """

    start: int
    end: int
    words: str
    sort: ParagraphSort = "body"
    level: int = 0
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states of itself; None where it does not."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Page:
    """A text with its blocks in order, before furniture and headlines are told apart.

    `markup` are signs inside blocks that are not words (`**`, a link's address); `stated`
    comes from the format's own metadata and outweighs what the text says.
    """

    text: str
    blocks: list[Block]
    markup: list[Span] = field(default_factory=list)
    stated: Stated = Stated()
    warnings: list[str] = field(default_factory=list)
