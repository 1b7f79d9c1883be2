"""An article for reading: its text in pieces with its records marked, and a card for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.article import Article, Paragraph, Span
from dragoman.brief.marks import Mark, Piece, woven
from dragoman.records import Reading
from dragoman.views.beside import Beside
from dragoman.views.rows import ConditionRow, EventRow, StatementRow

TINTS = 6
"""Sides that have a tint and an underline of their own; others share the last."""


@dataclass(frozen=True, slots=True)
class Card:
    """A statement beside its words: its number, and the conditions that it sets."""

    anchor: str
    number: int
    row: StatementRow
    tint: int | None
    conditions: tuple[ConditionRow, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its sort, its text in pieces, and what begins in it."""

    sort: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    conditions: tuple[ConditionRow, ...]
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence of the summary, and the anchors of the words that it stands on."""

    text: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The article in groups of blocks, each told whether it is folded away.

    `sides` are those with a statement, in the order in which they are first heard; `tints` has
    the tint of each record's side.
    """

    groups: tuple[tuple[bool, tuple[Block, ...]], ...]
    summary: tuple[Cited, ...]
    sides: tuple[str, ...]
    tints: dict[str, int]


def anchor(record: str) -> str:
    """Return a record's anchor on its article's page: `s12-34`."""
    return record.partition("/")[2]


def read_article(reading: Reading, beside: Beside) -> Read:
    """Return an article with its records as they stand now."""
    article = reading.article
    sides = tuple(dict.fromkeys(side for row in beside.statements for side in row.sides))
    tints = {
        anchor(row.record): min(sides.index(row.sides[0]), TINTS - 1)
        for row in beside.statements
        if row.sides
    }
    summary, evidence = _summary(reading, beside)
    marks = (*_marks(beside), *evidence)
    blocks = [
        _block(article, paragraph, marks, _cards(beside, tints), beside)
        for paragraph in article.paragraphs or (Paragraph(Span(0, len(article.text)), "body"),)
    ]
    groups = groupby(blocks, key=lambda block: block.sort == "furniture")
    return Read(tuple((folded, tuple(some)) for folded, some in groups), summary, sides, tints)


def _cards(beside: Beside, tints: dict[str, int]) -> tuple[Card, ...]:
    return tuple(
        Card(
            anchor(row.record),
            number,
            row,
            tints.get(anchor(row.record)),
            tuple(one for one in beside.conditions if one.statement == row.record),
        )
        for number, row in enumerate(beside.statements, start=1)
    )


def _block(
    article: Article,
    paragraph: Paragraph,
    marks: tuple[Mark, ...],
    cards: tuple[Card, ...],
    beside: Beside,
) -> Block:
    start, end = paragraph.span
    words = paragraph.span.of(article.text).rstrip()
    own = [one for one in beside.conditions if not one.statement]
    return Block(
        paragraph.sort,
        tuple(woven(article.text, Span(start, start + len(words)), marks)),
        tuple(card for card in cards if start <= card.row.spans[0].start < end),
        tuple(one for one in own if start <= one.spans[0].start < end),
        tuple(one for one in beside.events if start <= one.spans[0].start < end),
    )


def _marks(beside: Beside) -> Iterator[Mark]:
    for number, row in enumerate(beside.statements, start=1):
        for n, span in enumerate(row.spans):
            yield Mark(anchor(row.record), span, "statement", row.stance, number, first=n == 0)
    for condition in beside.conditions:
        for n, span in enumerate(sorted(condition.spans)):
            yield Mark(anchor(condition.record), span, "condition", first=n == 0)
    for event in beside.events:
        yield Mark(anchor(event.record), event.spans[0], "event")


def _summary(reading: Reading, beside: Beside) -> tuple[tuple[Cited, ...], list[Mark]]:
    """Return the summary's sentences, and marks for words that are no statement's own."""
    owners = {span: anchor(row.record) for row in beside.statements for span in row.spans}
    marks: dict[str, Mark] = {}
    cited = []
    for sentence in reading.summary:
        anchors = []
        for span in sentence.evidence:
            name = owners.get(span, f"v{span.start}-{span.end}")
            if span not in owners:
                marks[name] = Mark(name, span, "evidence")
            anchors.append(name)
        cited.append(Cited(sentence.text, tuple(dict.fromkeys(anchors))))
    return tuple(cited), list(marks.values())
