"""The words of a block as the parser should see them: what is not the article's words blanked.

Source tags, signs of markup and furniture inside a paragraph would be parsed into somebody's
sentence, and a line end at a wrap would split it. Each is overwritten by blanks of the same
length, so that every offset holds.
"""

from __future__ import annotations

import re

from dragoman.article import Article, Span

_LINE_END = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")

_ENDLESS = re.compile(r"\S{500,}")
"""No word; to split a row of ten thousand signs into words takes minutes."""


def readable(article: Article, block: Span) -> str:
    """Return a block's text, of the same length, with everything blanked that is no word of it."""
    text = block.of(article.text)
    for mark in (*article.furniture, *(tag.span for tag in article.source_tags)):
        start, end = max(mark.start, block.start), min(mark.end, block.end)
        if start < end:
            text = text[: start - block.start] + " " * (end - start) + text[end - block.start :]
    text = _ENDLESS.sub(lambda row: " " * len(row[0]), text)
    words = text.rstrip()
    return _LINE_END.sub(" ", words) + text[len(words) :]
