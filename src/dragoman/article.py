"""An article as it came: its bytes, its canonical text, and what the page says of itself.

Everything downstream points into `Article.text` by offset, so the text never changes after
intake. Offsets are code points, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Form = Literal["report", "statement", "transcript", "opinion"]
ParagraphSort = Literal["title", "heading", "dateline", "body", "furniture", "foreign"]


class Span(NamedTuple):
    """A piece of an article's text: `[start, end)` in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def within(self, outer: Span) -> bool:
        """Return whether another piece has all of this one."""
        return outer.start <= self.start and self.end <= outer.end


def outside(text: str, span: Span, gaps: Iterable[Span]) -> str:
    """Return the words of a piece of a text less some gaps, which are sorted; blanks between."""
    pieces, at = [], span.start
    for gap in gaps:
        if gap.end > at and gap.start < span.end:
            pieces.append(text[at : max(at, gap.start)])
            at = gap.end
    pieces.append(text[at : max(at, span.end)])
    return " ".join(pieces)


@dataclass(frozen=True, slots=True)
class SourceTag:
    """An inline mark such as `[Source: TASS]`: where it stands and whom it names."""

    span: Span
    source: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the text: a paragraph, a heading or a page's furniture.

    The paragraphs of an article tile its text: each runs up to the start of the next, so
    that trailing line ends belong to the block that they close. A `foreign` one is in another
    language than its article.
    """

    span: Span
    sort: ParagraphSort

    @property
    def is_read(self) -> bool:
        """Whether it is read: furniture is not, nor what is in another language."""
        return self.sort not in ("furniture", "foreign")


@dataclass(frozen=True, slots=True)
class Revision:
    """What a source states of this version of an article; all of it empty where it does not.

    `item` is the source's own name for the article over all its versions (an agency's URI, a
    feed's id), `number` that of the version, `modified` when it was last changed. `canceled` says
    that the source takes the article back, `notice` are its words to editors. `replaces` names
    other items that this one takes the place of; `cut` marks what is only a summary of it.
    """

    item: str | None = None
    number: int | None = None
    modified: str | None = None
    canceled: bool = False
    notice: str | None = None
    replaces: tuple[str, ...] = ()
    cut: bool = False


UNSTATED = Revision()
"""Nothing is stated of the version."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, from one place, as immutable text with what is known about it.

    `origin` says where it came from (a file's URI, a URL, `stdin:`); `name` is the input's
    file name without its ending. `published` is a date (`YYYY-MM-DD`) or date-time stated by
    the page, `retrieved` the moment of a fetch; both are None when not stated.
    `issuer` is the person or body in whose voice a statement, communiqué or opinion speaks.
    `sheets` are the offsets at which the pages of a paged document begin; `stated_in` has pairs
    of a field and the place of the input that its value came from, in the fields' order.
    `language` is an ISO 639 code: what the words or the page say, English where neither does.
    `revision` is what the source states of this version of the article.
    """

    name: str
    origin: str
    raw_sha256: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    issuer: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str = "en"
    form: Form = "report"
    furniture: tuple[Span, ...] = ()
    source_tags: tuple[SourceTag, ...] = ()
    warnings: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()
    stated_in: tuple[tuple[str, str], ...] = ()
    revision: Revision = UNSTATED
    raw: bytes = b""

    @property
    def text_sha256(self) -> str:
        """Return the SHA-256 of the canonical text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """Return the article's key: a digest of its origin and its raw bytes."""
        known_by = f"{self.origin}\0{self.raw_sha256}".encode()
        return "a" + hashlib.sha256(known_by).hexdigest()[:16]
