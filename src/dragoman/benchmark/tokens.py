"""A text as the attribution figures see it: its tokens, and which words stand in quotation marks.

A token is a run of word characters or one other sign, so that systems with different tokenizers
are measured alike. It belongs to a stretch that it overlaps by a character, and white space
never matters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.records import Kind

_TOKEN = re.compile(r"\w+|[^\w\s]")
_EDGE = re.compile(r"[\s\"'“”‘’«»`.,;:]*")
"""White space, quotation marks and stops, which systems count in or leave out as they like."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text by number: where each starts and ends, which are words, which quoted.

    `quoted` holds every token, word or not, that stands between quotation marks.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: frozenset[int]
    quoted: frozenset[int]

    def covered(self, spans: Iterable[Span]) -> frozenset[int]:
        """Return the tokens that overlap any of the spans."""
        return frozenset(
            number
            for span in spans
            for number in range(
                bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
            )
        )

    def joined(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return spans sorted, without white space at their ends, and joined where they meet.

        Spans meet when they overlap, touch, or have only white space between them.
        """
        whole: list[Span] = []
        for span in sorted(spans):
            words = span.of(self.text)
            start = span.start + len(words) - len(words.lstrip())
            end = span.start + len(words.rstrip())
            if start >= end:
                continue
            if whole and not self.text[whole[-1].end : start].strip():
                whole[-1] = Span(whole[-1].start, max(end, whole[-1].end))
            else:
                whole.append(Span(start, end))
        return tuple(whole)

    def bare(self, span: Span) -> Span:
        """Return a span without quotation marks, stops and white space at its ends."""
        words = span.of(self.text)
        before = _edge(words)
        if before == len(words):
            return Span(span.end, span.end)
        return Span(span.start + before, span.end - _edge(words[::-1]))

    def kind(self, tokens: Collection[int]) -> Kind:
        """Return `direct` when all words are quoted, `indirect` when none is, else `mixed`."""
        words = self.words.intersection(tokens)
        if not words & self.quoted:
            return "indirect"
        return "direct" if words <= self.quoted else "mixed"


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text."""
    found = [match.span() for match in _TOKEN.finditer(text)]
    plain = Tokens(
        text=text,
        starts=tuple(start for start, _ in found),
        ends=tuple(end for _, end in found),
        words=frozenset(n for n, (start, _) in enumerate(found) if _is_of_word(text[start])),
        quoted=frozenset(),
    )
    quoted = plain.covered(_quotations(text))
    return Tokens(text, plain.starts, plain.ends, plain.words, quoted)


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _edge(words: str) -> int:
    match = _EDGE.match(words)
    return match.end() if match else 0


def _quotations(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield from (Span(start + a, start + b) for a, b in _in_line(line))
        start += len(line) + 1


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    """Yield a line's quotations with their marks; one that is never closed ends with the line.

    Single marks count only outside double ones, and not where they are apostrophes: the opening
    one must not follow a letter or digit, nor the closing one stand before one.
    """
    double: int | None = None
    single: int | None = None
    for at, sign in enumerate(line):
        if double is not None:
            if sign in '”"':
                yield double, at + 1
                double = None
        elif sign in '“"':
            double = at
        elif sign == "‘" and not line[at - 1 : at].isalnum():
            single = at
        elif sign == "’" and single is not None and not line[at + 1 : at + 2].isalnum():
            yield single, at + 1
            single = None
    if double is not None:
        yield double, len(line)
