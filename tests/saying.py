"""What tests of attribution ask: a text parsed, and the words of what was found in it."""

from __future__ import annotations

from dragoman.article import Article, Paragraph, Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse


def parsed(text: str, title: bool = False) -> Document:
    paragraphs = []
    start = 0
    for piece in text.split("\n\n"):
        end = min(start + len(piece) + 2, len(text))
        first = title and not start
        paragraphs.append(Paragraph(Span(start, end), "title" if first else "body"))
        start = end
    return parse(Article("test", "test:", "0", text, tuple(paragraphs)))


def words(document: Document, found: Attribution) -> tuple[str | None, str | None, str]:
    text = document.text
    return (
        found.source.of(text) if found.source else None,
        found.cue.of(text) if found.cue else None,
        " || ".join(span.of(text) for span in found.content),
    )
