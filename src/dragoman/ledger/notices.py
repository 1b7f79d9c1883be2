"""What an article says of itself as a version: that its outlet corrected it or took it back.

The words are the evidence, and their place where they stand in the text; an agency's words to
editors and its status stand outside it. The word lists are `vocabulary/versions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Article, Span
from dragoman.vocabulary.versions import Told, version_words

TOP = 3
"""A withdrawal stands in the headline or in one of so many first paragraphs."""
LONGEST = 1_200
"""Characters of a paragraph that may be such a note."""
CANCELED = "canceled"
"""The words of a withdrawal where an agency's status says it and nothing else does."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One note: what it tells, its words, and their place where they stand in the text."""

    told: Told
    words: str
    span: Span | None = None


def notices_of(article: Article) -> tuple[Notice, ...]:
    """Return an article's notes about itself, those of its source first."""
    return tuple(dict.fromkeys((*_of_source(article), *_of_text(article))))


def _of_source(article: Article) -> Iterator[Notice]:
    told = article.revision
    if told.canceled:
        yield Notice("withdrawn", told.notice or CANCELED)
    elif told.notice:
        yield from _notice(told.notice, top=True)
    if article.title:
        yield from _notice(article.title, top=True, sentences=False)


def _of_text(article: Article) -> Iterator[Notice]:
    seen = 0
    for span, sort in _paragraphs(article):
        words = " ".join(span.of(article.text).split())
        if not words or len(words) > LONGEST:
            seen += bool(words)
            continue
        top = sort != "furniture" and seen < TOP
        seen += sort in ("body", "heading")
        if sort == "title" and words == article.title:
            continue
        place = _trimmed(span, article.text)
        yield from _notice(words, place, top=top, sentences=sort != "title")


def _notice(
    words: str, span: Span | None = None, *, top: bool, sentences: bool = True
) -> Iterator[Notice]:
    told = version_words().told(words, top=top, sentences=sentences)
    if told is not None:
        yield Notice(told, words, span)


def _paragraphs(article: Article) -> Iterator[tuple[Span, str]]:
    if article.paragraphs:
        yield from ((paragraph.span, paragraph.sort) for paragraph in article.paragraphs)
        return
    at = 0
    for line in article.text.splitlines(keepends=True):
        yield Span(at, at + len(line)), "body"
        at += len(line)


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
