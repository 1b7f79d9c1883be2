"""A page made into an Article: its blocks sorted, its furniture and metadata told apart."""

from __future__ import annotations

from dataclasses import replace

from dragoman.article import Article, Paragraph, Span
from dragoman.intake.furniture import mark_furniture
from dragoman.intake.page import Block, Page

BYTE_ORDER_MARK = "\ufeff"


def assembled(page: Page, article: Article) -> Article:
    """Return `article` with everything that its page tells."""
    mark_furniture(page.blocks)
    spans = [Span(b.start, b.end) for b in page.blocks if b.sort == "furniture"]
    return replace(
        article,
        paragraphs=tiled(page.text, page.blocks),
        furniture=tuple(sorted([*spans, *page.markup])),
        warnings=tuple(page.warnings),
    )


def tiled(text: str, blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Return the blocks as paragraphs that tile the text: each runs up to the next."""
    if not blocks:
        return (Paragraph(Span(0, len(text)), "furniture"),) if text else ()
    starts = [0, *(block.start for block in blocks[1:]), len(text)]
    return tuple(
        Paragraph(Span(starts[n], starts[n + 1]), block.sort) for n, block in enumerate(blocks)
    )
