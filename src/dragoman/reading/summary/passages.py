"""The passages that a summary may take: whole sentences with what the reading found in them.

A passage is one sentence, or several when a quotation runs over them or one limits, takes back
or explains the other; it is never cut inside, so that no hedge, negation or condition is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.reading.summary.ties import is_bound, is_explained_before
from dragoman.records import Condition, Event, Statement

LONGEST = 90
"""Words in a passage; longer ones are left out rather than cut."""

_SHORTEST = 5
_EXPLAINED = 45
"""Words of a sentence together with the one that it points back to."""

_OPENING = "“«„"
_CLOSING = "”»"
_MARK = re.compile(f'["{_OPENING}{_CLOSING}]')


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A run of whole sentences and the records that stand in it.

    `said` are the statements whose cue or source stands here, `continued` those of which
    only content does, `stated` all of either whose content begins or goes on here. `number` is
    that of its last sentence, `follows` that of the sentence before its first.
    """

    span: Span
    number: int
    follows: int
    said: tuple[Statement, ...]
    continued: tuple[Statement, ...]
    stated: tuple[Statement, ...]
    conditions: tuple[Condition, ...]
    events: tuple[Event, ...]


def passages(
    document: Document,
    statements: Sequence[Statement],
    conditions: Sequence[Condition],
    events: Sequence[Event],
) -> tuple[Passage, ...]:
    """Return the passages of an article's body, in order."""
    told: Nearby[Statement] = Nearby()
    for statement in statements:
        ends = (statement.cue, statement.source, *statement.content)
        told.add(statement, [end for end in ends if end is not None])
    asked: Nearby[Condition] = Nearby()
    for condition in conditions:
        asked.add(condition, [condition.act])
    happened: Nearby[Event] = Nearby()
    for event in events:
        happened.add(event, [event.anchor])
    found: list[Passage] = []
    for number, (span, follows) in enumerate(_tied(document, told)):
        near = told.near(span)
        said = _said_in(near, span)
        stated = tuple(s for s in near if any(_overlap(c, span) for c in s.content))
        found.append(
            Passage(
                span=span,
                number=number,
                follows=number - 1 if follows else -1,
                said=said,
                continued=tuple(s for s in stated if s not in said),
                stated=stated,
                conditions=tuple(c for c in asked.near(span) if _overlap(c.act, span)),
                events=tuple(e for e in happened.near(span) if _overlap(e.anchor, span)),
            )
        )
    return tuple(found)


def _said_in(near: Iterable[Statement], span: Span) -> tuple[Statement, ...]:
    """Return those of the statements near a span whose cue, or else source, stands in it."""
    ends = ((statement, statement.cue or statement.source) for statement in near)
    return tuple(statement for statement, end in ends if end is not None and _overlap(end, span))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _tied(document: Document, told: Nearby[Statement]) -> Iterator[tuple[Span, bool]]:
    """Yield the spans of passages, each with whether the one yielded before stands right before it.

    What limits or takes back the sentence before is joined to it, and what points back to it
    where both are short; two that belong together and are too long are left out.
    """
    joined: list[Span] = []
    for span in _spans(document):
        before = joined[-1] if joined else None
        if before is not None and not document.text[before.end : span.start].strip():
            both = Span(before.start, span.end)
            if is_bound(document, before, span) or (
                _words(document, both) <= _EXPLAINED
                and is_explained_before(document, span, _said_in(told.near(span), span))
            ):
                joined[-1] = both
                continue
        joined.append(span)
    end = -1
    for span in joined:
        if _SHORTEST <= _words(document, span) <= LONGEST and _is_whole(document, span):
            yield span, end >= 0 and not document.text[end : span.start].strip()
            end = span.end


def _words(document: Document, span: Span) -> int:
    return len(span.of(document.text).split())


def _is_whole(document: Document, span: Span) -> bool:
    """Tell whether a passage says something itself: it is no question, nor only leads to words."""
    return not span.of(document.text).rstrip().endswith((":", "?"))


def _spans(document: Document) -> Iterator[Span]:
    """Yield the spans of body sentences, those joined over which a quotation runs."""
    start: int | None = None
    paragraph = Span(0, 0)
    counted, marks = 0, Counter[str]()
    for sentence in document.sentences:
        block = document.paragraph_at(sentence.start_char)
        if block.sort != "body":
            continue
        if block.span != paragraph:
            start, paragraph = None, block.span
        if start is None:
            start = counted = sentence.start_char
            marks.clear()
        marks.update(_MARK.findall(document.text, counted, sentence.end_char))
        counted = sentence.end_char
        if _is_closed(marks):
            yield _stripped(document, Span(start, counted))
            start = None


def _stripped(document: Document, span: Span) -> Span:
    words = span.of(document.text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))


def _is_closed(marks: Mapping[str, int]) -> bool:
    """Tell from the quotation marks of some words whether all that they open ends in them."""
    opened = sum(marks[mark] for mark in _OPENING)
    return marks['"'] % 2 == 0 and opened <= sum(marks[mark] for mark in _CLOSING)
