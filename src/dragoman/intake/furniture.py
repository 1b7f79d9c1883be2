"""Which blocks of a page are furniture: by their words, by the label above them, by their place.

Teasers are headlines of other articles. They go with the label that stands above them (`Next
Article`), as long as they look like headlines; a sentence ends them, so that an article that
goes on below a box loses nothing.
"""

from __future__ import annotations

from dragoman.intake.page import Block
from dragoman.vocabulary.furniture import FurnitureSort, furniture

_SENTENCE_WORDS = 18
"""A block with a full stop and that many words is a paragraph of the article."""
_TEASER_WORDS = 32
_BOX_WORDS = 90
_STOPS = (".", ":", ";", ",", '."', ".”", ".'", ".’")


def mark_furniture(blocks: list[Block]) -> None:
    """Give the blocks that are page furniture that sort."""
    known = furniture()
    closing = _closing(blocks)
    allowed, box, inside = 0, False, 0
    first = True
    for n, block in enumerate(blocks):
        if block.sort not in ("body", "heading"):
            continue
        sort = known.sort_of(block.words, tail=n >= closing, first=first)
        first = False
        if sort is not None:
            allowed, inside = _allowance(sort, allowed, n >= closing)
            box = sort.box and n >= closing
        elif box and len(block.words.split()) <= _BOX_WORDS:
            box = False
        elif allowed > 0 and is_teaser(block) and (inside == 0 or n >= closing or block.bullet):
            allowed, inside = allowed - 1, inside + 1
        else:
            allowed, box = 0, False
            continue
        block.sort = "furniture"


def is_teaser(block: Block) -> bool:
    """Return whether a block looks like a headline: short, and no sentence with a full stop."""
    words = block.words
    return words.count(" ") < _TEASER_WORDS and not words.endswith(_STOPS)


def _allowance(sort: FurnitureSort, allowed: int, closing: bool) -> tuple[int, int]:
    """Return how many teasers may follow a line of furniture, and how many have come.

    In the midst of an article one headline goes with a label, or a list's items; at its close
    all do. Two labels in a row add up, and other furniture between leaves the count.
    """
    if sort.teasers:
        return (allowed if closing else 0) + sort.teasers, 0
    return (allowed, 0) if closing else (0, 0)


def _closing(blocks: list[Block]) -> int:
    """Return the number of the first block after the last paragraph of sentences."""
    for n in range(len(blocks) - 1, -1, -1):
        words = blocks[n].words
        if (
            words.count(" ") >= _SENTENCE_WORDS
            and words.endswith((".", "!", "?", '"', "”", ")", "]", "'", "’"))
            and furniture().sort_of(words, tail=True) is None
        ):
            return n + 1
    return 0
