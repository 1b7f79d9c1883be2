"""What a format's reader hands on: its text, its blocks, what the page says of itself.

A block is what will be one paragraph of the article; the stages after the reader give it its
sort. Blocks run from the first character of their words to the end of their last line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dragoman.article import UNSTATED, ParagraphSort, Revision, Span

Note = Callable[[str], None]
"""What is told of each thing that is left out on purpose (a picture, a repeated capture)."""


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
    """What a page states of itself; None where it does not.

    `where` tells from which place of the input each value is, by its field:
    `{"published": "meta article:published_time"}`. `published` is a date or a date-time with
    the zone that the page gives, as precise as the page has it (`2024-03`, `2024-03-05`).
    `retrieved` is when somebody fetched it (a web archive's date).
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    retrieved: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """A text with its blocks in order, before furniture and headlines are told apart.

    `markup` are signs inside blocks that are not words (`**`, a link's address); `stated`
    comes from the format's own metadata and outweighs what the text says. `sheets` are the
    offsets in the text at which the pages of a paged document begin, for citing them.
    `revision` is what the source states of this version of the article.
    """

    text: str
    blocks: list[Block]
    markup: list[Span] = field(default_factory=list)
    stated: Stated = Stated()
    warnings: list[str] = field(default_factory=list)
    sheets: tuple[int, ...] = ()
    revision: Revision = UNSTATED


@dataclass(frozen=True, slots=True)
class Part:
    """One article of several in an input: a message of a mailbox, a row, a file of an archive.

    `fragment` tells it from the others and stays the same when the input grows (a message's id,
    a row's number, a path in an archive): the article's origin is the input's with `#fragment`
    behind. `raw` are its own bytes, which `ending` says how to open, unless it comes as a `page`
    already. `stated` outweighs what opening `raw` finds; `warnings` come before the page's own.
    `link` is where the whole article stands on the web when this is a summary of it.
    """

    name: str
    fragment: str
    raw: bytes
    ending: str = ".txt"
    page: Page | None = None
    stated: Stated = Stated()
    warnings: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class SplitArticle:
    """One article as a split has it, for a person to confirm.

    `length` counts the words of its text, `said_length` is what the export says of it; `doubts`
    are sentences. `readable` is False for one that cannot be taken in, as its doubts say.
    """

    number: int
    title: str | None
    outlet: str | None
    published: str | None
    first_words: str
    last_words: str
    length: int
    said_length: int | None
    doubts: tuple[str, ...]
    readable: bool


@dataclass(frozen=True, slots=True)
class Split:
    """How a bulk export would be split: whose it is, its articles, what is doubtful of it all."""

    service: str
    articles: tuple[SplitArticle, ...]
    doubts: tuple[str, ...]


Confirm = Callable[[str, Split], bool]
"""Asks a person whether an export, by what messages call it, is split rightly."""
