"""Quotations with a name below them or after a dash: `"We are ready." - Ana Vale`.

Columns of readers' voices, epigraphs and captions set them so, without any verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.quotes import Quotation
from dragoman.reading.document import Document

RELIABILITY = 0.9
"""Set by hand near what was seen in news articles, on the careful side; not calibrated."""

_LEAST_WORDS = 3

_ABBREVIATED = 3
"""A name's last word of so many characters, its stop included, is one cut short: `Jr.`, `K.`."""

_SIGNATURE = re.compile(
    r"\s{0,3}(?:[―—–]|--?)[ \t\u00a0]*"
    r"(?P<name>[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*(?:,? [\w.'’(-][\w.'’)-]*){0,11}?)[.,]?[ \t\u00a0]*$",
    re.MULTILINE,
)


def signed(document: Document, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """Yield the attributions of quotations that fill their paragraph but for the name after it."""
    text = document.text
    for quotation in quotations:
        block = document.paragraph_at(quotation.outer.start).span
        if text[block.start : quotation.outer.start].strip():
            continue
        name = _SIGNATURE.match(text, quotation.outer.end)
        if name is None or len(quotation.inner.of(text).split()) < _LEAST_WORDS:
            continue
        yield Attribution(
            source=_without_stop(Span(*name.span("name")), text),
            cue=None,
            content=(quotation.inner,),
            kind="direct",
            confidence=RELIABILITY,
            rule="signed",
        )


def _without_stop(name: Span, text: str) -> Span:
    last = name.of(text).split()[-1]
    return Span(name.start, name.end - (last.endswith(".") and len(last) > _ABBREVIATED))
