"""The text around a piece of it: its sentence as punctuation shows it, or so many characters."""

from __future__ import annotations

import re

from dragoman.article import Span

_START = re.compile(r"(?:[.!?…][\"'”’)\]]*\s+|\n\s*)")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|(?=\n)|$")
WIDTH = 120
"""Characters of context on each side of quoted words."""

_FAR = 2_000
"""Characters before a span within which its sentence begins, whatever the punctuation says."""


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence that holds a span, as far as punctuation and line ends tell."""
    start = 0
    for match in _START.finditer(text, max(0, span.start - _FAR), span.start):
        start = match.end()
    start = start or max(0, span.start - _FAR)
    end = _END.search(text, max(span.start, span.end - 1))
    return Span(min(start, span.start), max(span.end, end.end() if end else len(text)))


def before(text: str, start: int, width: int = WIDTH) -> str:
    """Return the text just before an offset, from the start of a word."""
    if start <= width:
        return text[:start]
    return "…" + text[start - width : start].partition(" ")[2]


def after(text: str, end: int, width: int = WIDTH) -> str:
    """Return the text just after an offset, to the end of a word."""
    if len(text) - end <= width:
        return text[end:]
    return text[end : end + width].rpartition(" ")[0] + "…"
