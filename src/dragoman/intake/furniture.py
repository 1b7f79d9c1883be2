"""Which blocks of a page are furniture: each by its words, teasers by the label above them."""

from __future__ import annotations

from dragoman.intake.page import Block
from dragoman.vocabulary.furniture import furniture


def mark_furniture(blocks: list[Block]) -> None:
    """Give the blocks that are page furniture that sort."""
    known = furniture()
    for n, block in enumerate(blocks):
        if known.sort_of(block.words, first=n == 0) is not None:
            block.sort = "furniture"
