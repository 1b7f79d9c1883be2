"""Where words of an article stand between quotation marks, and what stands outside them."""

from __future__ import annotations

import re

from dragoman.article import Span
from dragoman.reading.document import Document

_QUOTED = re.compile(r"[“«„][^”»]*[”»]?|\"[^\"]*\"?")


def quotations(document: Document, passage: Span) -> tuple[Span, ...]:
    """Return where words of a passage stand between quotation marks."""
    found = _QUOTED.finditer(document.text, passage.start, passage.end)
    return tuple(Span(*match.span()) for match in found)


def unquoted(words: str) -> str:
    """Return words without those between quotation marks."""
    return _QUOTED.sub(" ", words)
