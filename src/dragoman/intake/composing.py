"""A page composed of pieces: the canonical text of formats that are not plain text.

One empty line stands between two pieces, a piece has no line ends, and blanks are single, so
that the text is the same on every machine and offsets into it hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.article import ParagraphSort
from dragoman.errors import UnreadableInput
from dragoman.intake.blocks import MAX_PARAGRAPH, blocks_of
from dragoman.intake.page import Block, Page, Stated

_BETWEEN = "\n\n"
_BROKEN = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, marks of zero width: they part words in mark-up that no reader sees parted."""
_BULLET = re.compile(r"[•‣◦▪●■]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph on its way into a page; the fields are those of Block."""

    words: str
    sort: ParagraphSort = "body"
    level: int = 0
    bullet: bool = False


def composed(pieces: Iterable[Piece], where: str, *, stated: Stated | None = None) -> Page:
    """Return the page that pieces make, empty ones left out.

    Raises UnreadableInput when nothing but furniture is there, or a paragraph has no end.
    """
    page = Page(text="", blocks=[], stated=stated or Stated())
    texts: list[str] = []
    at = broken = 0
    for piece in pieces:
        words, lost = clean(piece.words)
        if not words:
            continue
        broken += lost
        if len(words) > MAX_PARAGRAPH:
            raise UnreadableInput(
                where,
                f"a paragraph of {len(words):,} characters, where {MAX_PARAGRAPH:,} is the limit",
                "An article has paragraphs: check that this is an article at all.",
            )
        page.blocks.append(Block(at, at + len(words), words, piece.sort, piece.level, piece.bullet))
        texts.append(words)
        at += len(words) + len(_BETWEEN)
    if all(block.sort == "furniture" for block in page.blocks):
        raise UnreadableInput(where, "there is no text in it", "Give one that has an article.")
    page.text = _BETWEEN.join(texts)
    if broken:
        page.warnings.append(
            f"{broken} characters were broken in the source and stand as U+FFFD in the text."
        )
    return page


def clean(words: str) -> tuple[str, int]:
    """Return words with single blanks, and how many broken characters became U+FFFD."""
    words, broken = _BROKEN.subn("\ufffd", _INVISIBLE.sub("", words))
    return " ".join(words.split()), broken


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
