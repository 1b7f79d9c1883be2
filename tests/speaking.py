"""Articles and attributions for the tests of who speaks: given words found in a text."""

from __future__ import annotations

from dataclasses import replace

from dragoman.article import Article, Paragraph, Span
from dragoman.intake import from_text
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.pipeline import parse
from dragoman.reading.speakers.speakers import Resolved, resolve


def words_at(text: str, words: str, start: int = 0) -> Span:
    """Return where words stand in a text, from an offset on."""
    at = text.index(words, start)
    return Span(at, at + len(words))


def plain(text: str) -> Article:
    """Return an article of body paragraphs, one a line."""
    article = from_text(text)
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Paragraph(Span(start, start + len(line)), "body"))
        start += len(line)
    return replace(article, form="report", issuer=None, paragraphs=tuple(spans), furniture=())


def spoken(article: Article, *told: tuple[str | None, str]) -> tuple[Resolved, ...]:
    """Resolve (source, cue) pairs that follow one another, each cue's sentence its content."""
    text, at, found = article.text, 0, []
    for source, cue in told:
        cue_at = text.index(cue, at)
        end = text.find("\n", cue_at)
        content = Span(cue_at + len(cue), end if end > 0 else len(text))
        span = words_at(text, source, at) if source else None
        found.append(Attribution(span, Span(cue_at, cue_at + len(cue)), (content,), "indirect"))
        at = max(cue_at, span.start if span else cue_at) + 1
    return resolve(parse(article), tuple(found))
