"""An article's own words: its body, without headline, dateline, agency tags and furniture.

What outlets put around a story differs where the story is the same, and is the same where the
stories differ: neither may count.
"""

from __future__ import annotations

import re
import unicodedata

from dragoman.article import Article, Span, outside

SHORT = 30
"""Texts of fewer words are compared by their exact words alone."""

_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"[.!?:;\"“„«‘(\n]\W*\w+")


def own_words(article: Article) -> list[str]:
    """Return the words of an article's body in order, as `words_of` does."""
    body = [p.span for p in article.paragraphs if p.sort == "body"]
    if not article.paragraphs:
        body = [Span(0, len(article.text))]
    left_out = sorted([*article.furniture, *(tag.span for tag in article.source_tags)])
    return words_of("\n".join(outside(article.text, span, left_out) for span in body))


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in NFKC.

    A word that opens a sentence is in lower case, so that what has a capital is a name.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _WORD.findall(_OPENING.sub(_lower, "\n" + plain))


def _lower(found: re.Match[str]) -> str:
    return found[0].lower()
