"""A canonical text made block by block, for formats that are not plain text.

Blocks stand one empty line apart and have line feeds for line ends, single blanks, and nothing at
their ends, so that the same document gives the same text on every run and machine.
"""

from __future__ import annotations

import re

from dragoman.article import ParagraphSort
from dragoman.errors import UnreadableInput
from dragoman.intake.blocks import is_bullet, within_limit
from dragoman.intake.page import Block, Page, Stated

MAX_TEXT = 5_000_000
"""The longest text in characters that one document may make: some 800,000 words."""

_SURROGATES = re.compile("[\ud800-\udfff]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def cleaned(words: str) -> str:
    """Return words with single blanks, ligatures as letters, and no sign that cannot be seen."""
    whole = _SURROGATES.sub(_paired, words)
    return " ".join(_UNSEEN.sub("", whole).translate(_LIGATURES).split())


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
        seen = "" if sort == "furniture" else words
        bullet = bullet or is_bullet(words)
        self.blocks.append(Block(start, self._length, seen, sort, level, bullet))

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


def _paired(match: re.Match[str]) -> str:
    """Return halves of surrogate pairs as the letters that they make; a lone half as U+FFFD."""
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
