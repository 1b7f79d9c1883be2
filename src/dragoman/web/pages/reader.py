"""An article for reading: its text in pieces with its records marked, and a card for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from dragoman.article import Article, Paragraph, Span
from dragoman.brief.marks import Mark, Piece, woven
from dragoman.records import Reading
from dragoman.views.beside import Beside
from dragoman.views.changes import differences
from dragoman.views.rows import ConditionRow, EventRow, Quote, StatementRow
from dragoman.views.version_rows import Piece as Difference

TINTS = 6
"""Sides that have a tint and an underline of their own; others share the last."""

WITNESSES = 12
"""Other articles that are named where one utterance is told in many."""


@dataclass(frozen=True, slots=True)
class Card:
    """A statement beside its words: its number, and what is told of it and its speaker.

    `introduced` is True where its speaker speaks for the first time in the article: there alone
    the card says who that is, and when it was `first` heard. `earlier` and `later` are not told
    again while they stay the same. `wordings` has by record how others' words differ.
    """

    anchor: str
    number: int
    row: StatementRow
    tint: int | None
    conditions: tuple[ConditionRow, ...]
    introduced: bool
    first: Quote | None
    earlier: Quote | None
    later: Quote | None
    wordings: Mapping[str, tuple[Difference, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its sort, where it begins, its text in pieces, and what begins in it."""

    sort: str
    start: int
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

    `title` is its first block where that is its title. `sides` are those with a statement, in
    the order in which they are first heard; `tints` has the tint of each record's side, `numbers`
    the number of each statement.
    """

    title: Block | None
    groups: tuple[tuple[bool, tuple[Block, ...]], ...]
    summary: tuple[Cited, ...]
    sides: tuple[str, ...]
    tints: dict[str, int]
    numbers: dict[str, int]


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
    marks, cards = (*_marks(beside), *evidence), tuple(_cards(beside, tints))
    blocks = [
        _block(article, paragraph, marks, cards, beside)
        for paragraph in article.paragraphs or (Paragraph(Span(0, len(article.text)), "body"),)
    ]
    title = blocks.pop(0) if blocks[0].sort == "title" else None
    groups = groupby(blocks, key=lambda block: block.sort == "furniture")
    return Read(
        title=title,
        groups=tuple((folded, tuple(some)) for folded, some in groups),
        summary=summary,
        sides=sides,
        tints=tints,
        numbers={card.anchor: card.number for card in cards},
    )


def _cards(beside: Beside, tints: dict[str, int]) -> Iterator[Card]:
    told: dict[str, tuple[Quote | None, Quote | None]] = {}
    for number, row in enumerate(beside.statements, start=1):
        who = row.actor if row.actor and row.speaker else row.record
        near = beside.earlier.get(row.record), beside.later.get(row.record)
        before = told.get(who, (None, None))
        yield Card(
            anchor=anchor(row.record),
            number=number,
            row=row,
            tint=tints.get(anchor(row.record)),
            conditions=tuple(one for one in beside.conditions if one.statement == row.record),
            introduced=who not in told,
            first=beside.first.get(who) if who not in told else None,
            earlier=near[0] if near[0] != before[0] else None,
            later=near[1] if near[1] != before[1] else None,
            wordings=_wordings(row),
        )
        told[who] = near


def _wordings(row: StatementRow) -> dict[str, tuple[Difference, ...]]:
    """Return by record how the words of those who tell the same utterance differ from these."""
    return {
        one.record: differences(row.words, one.words)
        for one in row.witnesses[:WITNESSES]
        if one.words.split() != row.words.split()
    }


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
        start,
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
    """Return the summary's sentences, and marks for words in which no statement stands.

    Words are cited by the statements in them, whose numbers one sees in the text.
    """
    marks: dict[str, Mark] = {}
    cited = []
    for sentence in reading.summary:
        anchors: list[str] = []
        for span in sentence.evidence:
            within = [anchor(row.record) for row in beside.statements if _within(row, span)]
            if not within:
                name = f"v{span.start}-{span.end}"
                marks[name] = Mark(name, span, "evidence")
            anchors += within or [name]
        cited.append(Cited(sentence.text, tuple(dict.fromkeys(anchors))))
    return tuple(cited), list(marks.values())


def _within(row: StatementRow, span: Span) -> bool:
    return any(span.start <= own.start < span.end for own in row.spans)
