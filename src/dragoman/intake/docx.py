"""Word documents (.docx): paragraphs, headings, lists and tables in document order.

Tracked changes are read as accepted; deleted and hidden words and comments are left out, and
said to be. Headers, footers and notes are kept as furniture at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from dragoman.article import ParagraphSort
from dragoman.errors import UnreadableInput
from dragoman.intake.blocks import ENDED
from dragoman.intake.composing import Draft, cleaned
from dragoman.intake.document_metadata import mark_title, stated_of
from dragoman.intake.docx_content import Content, Piece, content_of
from dragoman.intake.page import Block, Page

_CELL_LENGTH = 80
_BREAKS = re.compile(r"[\n\x0b\x0c\r]+")
_LEFT_OUT = {
    "deleted": "Words struck out by tracked changes are left out ({n} places).",
    "hidden": "Words formatted as hidden are left out ({n} places).",
    "comments": "Comments in the margin are left out ({n}).",
}


def opened(raw: bytes, where: str) -> Page:
    """Return a Word document as a page; raises UnreadableInput when it holds no words."""
    return page_of(content_of(raw, where), where)


def page_of(content: Content, where: str) -> Page:
    """Return the page that a document's content makes."""
    draft = Draft()
    for piece in pieces_of(content.pieces):
        sort: ParagraphSort = "title" if piece.level < 0 else "heading" if piece.level else "body"
        draft.add(piece.words, sort, level=max(piece.level, 0), bullet=piece.bullet)
    if not draft.blocks:
        raise UnreadableInput(
            where,
            "the document holds no text (only pictures, or nothing)",
            "Run text recognition over what it shows, or give its text.",
        )
    _one_title(draft.blocks)
    for words in content.furniture:
        draft.add(cleaned(words), "furniture")
    text = " ".join(block.words for block in draft.blocks)
    stated = stated_of(
        content.properties.get("title", ""),
        content.properties.get("author", ""),
        content.properties.get("language", ""),
        text=text,
        where={
            "title": "DOCX property title",
            "byline": "DOCX property creator",
            "language": "DOCX property language",
        },
    )
    mark_title(draft.blocks, stated.title)
    warnings = [_LEFT_OUT[what].format(n=n) for what, n in sorted(content.left_out.items())]
    return draft.page(where, stated, warnings)


def pieces_of(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield clean pieces, one a block: lines broken by hand apart, short cells of a row joined."""
    for row, group in groupby(pieces, key=lambda piece: piece.row):
        members = list(group)
        if row and _is_row(members):
            yield Piece(" | ".join(cleaned(piece.words) for piece in members), row=row)
            continue
        for piece in members:
            for words in _lines(piece.words):
                yield Piece(words, piece.level, piece.bullet, piece.row, piece.cell)


def _is_row(cells: list[Piece]) -> bool:
    """Return whether pieces are the short cells of one row, one paragraph each."""
    single = len({piece.cell for piece in cells}) == len(cells) > 1
    return single and all(len(piece.words) <= _CELL_LENGTH for piece in cells)


def _lines(words: str) -> list[str]:
    """Return the lines of a paragraph; one that visibly runs on is no line of its own."""
    lines = [line for line in map(cleaned, _BREAKS.split(words)) if line]
    found: list[str] = []
    for line in lines:
        if found and line[0].islower() and not found[-1].endswith(ENDED):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _one_title(blocks: list[Block]) -> None:
    """Leave one title: the first in that style, else a heading before all else."""
    titles = [block for block in blocks if block.sort == "title"]
    for block in titles[1:]:
        block.sort = "heading"
    if not titles and blocks[0].sort == "heading":
        blocks[0].sort = "title"
