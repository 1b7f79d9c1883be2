"""A page composed block by block: the canonical text of formats that are not plain text.

Blocks stand one empty line apart, without line ends of their own, with single blanks and nothing
at their ends, so that the same document gives the same text on every run and machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.article import ParagraphSort
from dragoman.errors import UnreadableInput
from dragoman.intake.blocks import blocks_of, is_bullet, within_limit
from dragoman.intake.page import Block, Page, Stated

MAX_TEXT = 5_000_000
"""The longest text in characters that one document may make: some 800,000 words."""

_SURROGATES = re.compile("[\ud800-\udfff]+")
_BROKEN = re.compile("[\x80-\x84\x86-\x9f]")
"""Control signs where a byte of another encoding was taken for Latin-1: letters are lost there."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
"""Control signs, soft hyphens, marks of zero width: they part words that no reader sees parted."""
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BULLET = re.compile(r"[•‣◦▪●■]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph on its way into a page; the fields are those of Block."""

    words: str
    sort: ParagraphSort = "body"
    level: int = 0
    bullet: bool = False


class Draft:
    """A text that grows block by block; `page` closes it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def length(self) -> int:
        """Return where the next block will begin."""
        return self._length + 2 * bool(self.blocks)

    def add(
        self,
        words: str,
        sort: ParagraphSort = "body",
        *,
        level: int = 0,
        bullet: bool = False,
    ) -> None:
        """Add a block; words that are already `cleaned`, nothing when there are none."""
        if not words:
            return
        start = self.length
        self._parts.append(words)
        self._length = start + len(words)
        bullet = bullet or is_bullet(words)
        self.blocks.append(Block(start, self._length, words, sort, level, bullet))

    def page(self, where: str, stated: Stated, warnings: list[str]) -> Page:
        """Return the page; raises UnreadableInput when a block is over the limit."""
        if self._length > MAX_TEXT:
            raise UnreadableInput(
                where,
                f"its text has {self._length:,} characters, where {MAX_TEXT:,} are the limit",
                "Split it into one file an article.",
            )
        text = "\n\n".join(self._parts)
        return Page(text, within_limit(self.blocks, text, where), stated=stated, warnings=warnings)


def composed(pieces: Iterable[Piece], where: str, *, stated: Stated | None = None) -> Page:
    """Return the page that pieces make, empty ones left out.

    Raises UnreadableInput when nothing but furniture is there, or a paragraph has no end.
    """
    draft = Draft()
    broken = 0
    for piece in pieces:
        words, lost = clean(piece.words)
        broken += lost
        draft.add(words, piece.sort, level=piece.level, bullet=piece.bullet)
    if all(block.sort == "furniture" for block in draft.blocks):
        raise UnreadableInput(where, "there is no text in it", "Give one that has an article.")
    warning = f"{broken} characters were broken in the source and stand as U+FFFD in the text."
    return draft.page(where, stated or Stated(), [warning] if broken else [])


def clean(words: str) -> tuple[str, int]:
    """Return words `cleaned`, and how many characters of them are broken (U+FFFD)."""
    whole = _BROKEN.sub("\ufffd", _SURROGATES.sub(_paired, words))
    broken = whole.count("\ufffd")
    return " ".join(_UNSEEN.sub("", whole).translate(_LIGATURES).split()), broken


def cleaned(words: str) -> str:
    """Return words with single blanks, ligatures as letters, and no sign that cannot be seen."""
    return clean(words)[0]


def words_in(value: object) -> str:
    """Return a field's words `cleaned`, nothing when it holds no text."""
    return cleaned(value) if isinstance(value, str) else ""


def pieces_of_text(text: str, where: str) -> list[Piece]:
    """Return the paragraphs of a plain text, lines that were wrapped at a width joined."""
    return [Piece(block.words, bullet=block.bullet) for block in blocks_of(text, where)]


def with_headline(headline: str | None, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the headline on top, unless the text opens with it already."""
    words = clean(headline or "")[0]
    if not words:
        return pieces
    for n, piece in enumerate(pieces[:3]):
        if clean(piece.words)[0].casefold() == words.casefold():
            return [*pieces[:n], Piece(words, "title", 1), *pieces[n + 1 :]]
    rest = [p if p.sort != "title" else Piece(p.words, "heading", 2) for p in pieces]
    return [Piece(words, "title", 1), *rest]


def without_bullet(words: str) -> str:
    """Return the words of an item of a list without the sign that opens it."""
    return _BULLET.sub("", words, count=1) if _BULLET.match(words) else words


def _paired(match: re.Match[str]) -> str:
    """Return halves of surrogate pairs as the letters that they make; a lone half as U+FFFD."""
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
