"""The turns of a transcript, whole or quoted, as statements of whoever has the word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.syntax import runs
from dragoman.turns import Turn, exchanges, turns

RELIABILITY = 0.9
"""Judged on transcripts of our own; the development ledger holds none."""

_LEAST_WORDS = 3


def spoken_turns(document: Document, held: Sequence[Turn]) -> Iterator[Attribution]:
    """Yield one attribution a turn that is held, its questions left out."""
    for turn in held:
        content = _stated(document, turn.span)
        if content:
            yield Attribution(
                source=turn.label_span,
                cue=None,
                content=content,
                kind="direct",
                confidence=RELIABILITY,
                rule="turn",
            )


def turns_of(document: Document) -> tuple[Turn, ...]:
    """Return the turns of a transcript, or of the exchanges in an article of another form."""
    article = document.article
    return turns(article) if article.form == "transcript" else exchanges(article)


def _stated(document: Document, span: Span) -> tuple[Span, ...]:
    """Return a turn's sentences that are no questions, in unbroken stretches."""
    tokens: list[Token] = []
    all_ = document.sentences
    first = max(0, bisect_right(all_, span.start, key=lambda s: s.start_char) - 1)
    for sentence in all_[first : bisect_left(all_, span.end, key=lambda s: s.start_char)]:
        inside = [t for t in sentence if span.start <= t.idx < span.end]
        words = [t for t in inside if not t.is_punct and not t.is_space]
        if len(words) >= _LEAST_WORDS and not any(t.text == "?" for t in inside[-3:]):
            tokens.extend(t for t in inside if not _opens_paragraph(document, t))
    return runs(tokens)


def _opens_paragraph(document: Document, token: Token) -> bool:
    """Return whether a token is the quotation mark with which a paragraph begins."""
    return token.is_quote and document.paragraph_at(token.idx).span.start == token.idx
