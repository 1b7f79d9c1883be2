"""What an article says of itself as a version: that its outlet corrected it or took it back.

The words are the evidence, and their place where they stand in the text; an agency's words to
editors and its status stand outside it. The word lists are `vocabulary/versions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.article import Article, Span
from dragoman.vocabulary.versions import NoticeWords, version_words

Told = Literal["corrected", "withdrawn"]

TOP = 3
"""A withdrawal stands in the headline or in one of so many first paragraphs."""
LONGEST = 1_200
"""Characters of a paragraph that may be such a note."""
CANCELED = "canceled"
"""The words of a withdrawal where an agency's status says it and nothing else does."""

_QUOTES = "“”„«»\""


@dataclass(frozen=True, slots=True)
class Notice:
    """One note: what it tells, its words, and their place in the article's text if they have one."""

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
        for kind in _told(told.notice, top=True):
            yield Notice(kind, told.notice)
    if article.title:
        for kind in _told(article.title, top=True, sentences=False):
            yield Notice(kind, article.title)


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
        for kind in _told(words, top=top, sentences=sort != "title"):
            yield Notice(kind, words, _trimmed(span, article.text))


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


def _told(words: str, *, top: bool, sentences: bool = True) -> Iterator[Told]:
    """Yield what a paragraph tells; withdrawals only at the top, and before corrections."""
    known = version_words()
    low = words.casefold()
    if top and _is_withdrawal(words, low, known.withdrawn, sentences=sentences):
        yield "withdrawn"
    elif _is_correction(words, low, known.corrected, sentences=sentences):
        yield "corrected"


def _is_withdrawal(words: str, low: str, known: NoticeWords, *, sentences: bool) -> bool:
    if low.startswith(known.openings) or words.startswith(known.shouted):
        return True
    if low.startswith(known.advisories) and any(each in low for each in known.taken_back):
        return _is_about_this(low, known=version_words().corrected)
    if not sentences:
        return False
    return any(
        not known.but.match(low, found.end()) and not _is_quoted(low, found.start())
        for found in known.sentence.finditer(low)
    )


def _is_correction(words: str, low: str, known: NoticeWords, *, sentences: bool) -> bool:
    if not _is_about_this(low, known):
        return False
    if low.startswith(known.openings):
        return True
    return sentences and any(
        not _is_quoted(low, found.start()) for found in known.sentence.finditer(low)
    )


def _is_about_this(low: str, known: NoticeWords) -> bool:
    """Return whether a note does not name another article, or names this one too."""
    return not known.but.search(low) or bool(version_words().this_article.search(low))


def _is_quoted(words: str, at: int) -> bool:
    """Return whether an offset stands between quotation marks."""
    return sum(words.count(mark, 0, at) for mark in _QUOTES) % 2 == 1
