"""Words that a person gives, looked up in an article's stored text.

Blanks and line breaks count as one; everything else has to be as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.article import Span
from dragoman.ledger.writing import GAP
from dragoman.records import Kind

Passage = tuple[Span, ...]
"""A place where words stand, in pieces where something is left out between them."""

_MARKS = frozenset('"“”„‟«»‹›「」『』')
"""Marks of quotation that are nothing else."""

_QUOTES = _MARKS | frozenset("'‘’‚")
_ENDING = ".,;:!?…"


def passages(text: str, words: str) -> tuple[Passage, ...]:
    """Return each place where words stand in a text, in its order.

    Words as lists show them, with a mark where something stood between two pieces of them, are
    looked up piece by piece.
    """
    whole = tuple((span,) for span in _places(text, words))
    pieces = [piece for piece in words.split(GAP.strip()) if piece.strip()]
    if whole or len(pieces) < 2:
        return whole
    found = (_following(text, first, pieces[1:]) for first in _places(text, pieces[0]))
    return tuple(one for one in found if one)


def kind_of(text: str, passage: Passage) -> Kind:
    """Return whether words are quoted, by the quotation marks in and around them."""
    if all(_is_quoted(text, span) for span in passage):
        return "direct"
    marked = any(_MARKS.intersection(span.of(text)) for span in passage)
    return "mixed" if marked else "indirect"


def _places(text: str, words: str) -> Sequence[Span]:
    told = words.split()
    if not told:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, told)))
    return [Span(*found.span()) for found in pattern.finditer(text)]


def _following(text: str, first: Span, pieces: Iterable[str]) -> Passage:
    """Return a first piece with the others, each the next after the one before; () if one fails."""
    spans = [first]
    for piece in pieces:
        after = next((span for span in _places(text, piece) if span.start >= spans[-1].end), None)
        if after is None:
            return ()
        spans.append(after)
    return tuple(spans)


def _is_quoted(text: str, span: Span) -> bool:
    words = span.of(text)
    inner = words.rstrip(_ENDING)
    after = text[span.end :].lstrip(_ENDING)[:1]
    begins = words[:1] in _QUOTES or text[max(span.start - 1, 0) : span.start] in _QUOTES
    return begins and (inner[-1:] in _QUOTES or after in _QUOTES)
