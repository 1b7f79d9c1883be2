"""A reading's statements as PolNeAR would have marked them: flat, and no two on the same words.

The ledger keeps what is reported inside another's words and leaves quotation marks out of
contents; PolNeAR has neither nesting nor overlap, and its contents hold their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.article import Span
from dragoman.benchmark.matching import points
from dragoman.benchmark.polnear import Relation
from dragoman.reading.attribution.learned.learned import RULE as LEARNED
from dragoman.records import Reading, Statement

MINIMUM = 0.35
"""Attributions that are less sure are left out: F1 is greatest where they are sure by half of it
(Lipton, Elkan and Naryanaswamy 2014), and relation@0.5 is about 0.7. The ledger asks for more
(`together.LEAST`)."""

_LEADING = re.compile(r"\b(that,?\s+)\Z")
_COLON, _DASH = re.compile(r"\s?(:)"), re.compile(r"([―—–-]+)\s?\Z")
_LEAD = 8
"""How far before a content its `that` may begin, in code points."""
_OPENING = ("“", '"', "«", "„", "``", "''")
_CLOSING = ("”", '"', "»", "''")


def projected(reading: Reading) -> tuple[Relation, ...]:
    """Return a reading's statements as flat attributions, in text order.

    Left out are statements without a cue or a mark in its place, less sure than `MINIMUM`, or
    inside others where rules alone found them: PolNeAR marks one of the two, and the network
    has learned which.
    """
    text = reading.article.text
    flat = [_relation(text, statement) for statement in reading.statements if _is_flat(statement)]
    return flattened(text, [relation for relation in flat if relation.cue])


def flattened(text: str, relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return attributions without overlaps and with their quotation marks, in text order.

    Where two contents overlap, the surer one keeps the words, and of equally sure ones the
    earlier; the other keeps its rest when that is at least half of it, and is left out
    otherwise.
    """
    taken: set[int] = set()
    found: list[Relation] = []
    for relation in sorted(relations, key=_surest_first):
        content = _free(text, _as_marked(text, relation.content), taken)
        if content:
            taken |= points(content)
            found.append(replace(relation, content=content))
    return tuple(sorted(found, key=lambda relation: (relation.content, relation.cue)))


def _as_marked(text: str, content: Sequence[Span]) -> list[Span]:
    """Return a content with the words and marks that PolNeAR counts to it and the ledger not.

    They are the quotation marks, and the `that` (and comma) that leads in to the content.
    """
    pieces = [with_marks(text, span) for span in content]
    start = pieces[0].start
    led = _LEADING.search(text, max(0, start - _LEAD), start)
    return [Span(led.start(1), pieces[0].end), *pieces[1:]] if led else pieces


def with_marks(text: str, span: Span) -> Span:
    """Return a piece of content with the quotation marks that stand right before and after it.

    Single marks are taken only as a pair, as a closing one alone may be an apostrophe.
    """
    start, end = span
    doubled = text.endswith("''", 0, start) or text.startswith("''", end)
    if not doubled and text[max(start - 1, 0) : start] + text[end : end + 1] in ("‘’", "''"):
        start, end = start - 1, end + 1
    start -= next((len(mark) for mark in _OPENING if text.endswith(mark, 0, start)), 0)
    end += next((len(mark) for mark in _CLOSING if text.startswith(mark, end)), 0)
    return Span(start, end)


def _is_flat(statement: Statement) -> bool:
    outer = statement.within is None or LEARNED in statement.rule
    return outer and statement.confidence >= MINIMUM


def _surest_first(relation: Relation) -> tuple[float, Span]:
    return -relation.confidence, relation.content[0]


def _relation(text: str, statement: Statement) -> Relation:
    cue = statement.cue or _mark_as_cue(text, statement)
    return Relation(
        source=(statement.source,) if statement.source else (),
        cue=(cue,) if cue else (),
        content=statement.content,
        confidence=statement.confidence,
    )


def _mark_as_cue(text: str, statement: Statement) -> Span | None:
    """Return the colon after a turn's label or the dash before a signature."""
    if statement.source is None:
        return None
    after = _COLON.match(text, statement.source.end)
    before = _DASH.search(text, max(0, statement.source.start - 4), statement.source.start)
    return Span(*after.span(1)) if after else Span(*before.span(1)) if before else None


def _free(text: str, content: Sequence[Span], taken: set[int]) -> tuple[Span, ...]:
    """Return the words of a content that no other has, none when that is less than half."""
    wanted = points(content)
    left = wanted - taken
    if 2 * len(left) < len(wanted):
        return ()
    return tuple(content) if len(left) == len(wanted) else tuple(_worded(text, _runs(left)))


def _runs(places: Iterable[int]) -> Iterator[Span]:
    """Yield the stretches that code points make up, in order."""
    start = end = -1
    for place in sorted(places):
        if place != end:
            if start >= 0:
                yield Span(start, end)
            start = place
        end = place + 1
    if start >= 0:
        yield Span(start, end)


def _worded(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that hold a word, without white space at their ends."""
    for span in spans:
        words = span.of(text)
        if any(map(str.isalnum, words)):
            start = span.start + len(words) - len(words.lstrip())
            yield Span(start, span.start + len(words.rstrip()))
