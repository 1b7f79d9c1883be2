"""A cited article as the brief shows it: blocks of text with marked words and notes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.article import Article, Paragraph, ParagraphSort, Span
from dragoman.brief.citing import Citation
from dragoman.brief.marks import Mark, Piece, woven
from dragoman.brief.names import party_name, party_names, reporting_words, sourcing_words
from dragoman.records import Reading, Statement


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside the block in which a record's words begin."""

    anchor: str
    start: int
    sort: str
    label: str
    detail: str | None = None
    stance: str | None = None
    number: int | None = None
    reporting: str | None = None
    sourcing: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its sort, its text in pieces, and its notes in text order."""

    sort: ParagraphSort
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with everything marked in it; `split` are ids whose words are in pieces."""

    article: Article
    blocks: tuple[Block, ...]
    split: tuple[str, ...]


def marked(reading: Reading, citations: Iterable[Citation] = ()) -> MarkedArticle:
    """Return an article with its records marked, and the citations' other words too."""
    marks = tuple(_marks(reading, citations))
    notes = sorted(_notes(reading), key=lambda note: (note.start, note.anchor))
    article = reading.article
    paragraphs = article.paragraphs or (Paragraph(Span(0, len(article.text)), "body"),)
    blocks = tuple(
        Block(
            paragraph.sort,
            tuple(woven(article.text, _trimmed(article.text, paragraph.span), marks)),
            tuple(n for n in notes if paragraph.span.start <= n.start < paragraph.span.end),
        )
        for paragraph in paragraphs
    )
    opened = [piece.mark.id for b in blocks for piece in b.pieces if _opens(piece) and piece.mark]
    split = tuple(dict.fromkeys(name for name in opened if opened.count(name) > 1))
    return MarkedArticle(article, blocks, split)


def speaker_label(reading: Reading, statement: Statement) -> str:
    """Return who speaks: the name, else the article's own words for the source."""
    if statement.speaker.name:
        return statement.speaker.name
    if statement.source:
        return " ".join(statement.source.of(reading.article.text).split())
    return "unnamed"


def reporting_of(statement: Statement, text: str) -> str | None:
    """Return how the reporter stands to a statement: `“claimed” (doubting)`."""
    cue = " ".join(statement.cue.of(text).split()) if statement.cue else ""
    hedge = " ".join(statement.hedge.of(text).split()) if statement.hedge else ""
    return reporting_words(cue, statement.factivity, hedge)


def sourcing_of(statement: Statement, text: str) -> str | None:
    """Return where or how a statement was said, and why its source is not named."""
    venue, words = statement.venue, statement.anonymity_words
    return sourcing_words(
        venue.of(text) if venue else None, statement.anonymity, words.of(text) if words else None
    )


def _opens(piece: Piece) -> bool:
    return piece.step == "open"


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without the line ends that close a block."""
    return Span(span.start, span.start + len(span.of(text).rstrip()))


def _marks(reading: Reading, citations: Iterable[Citation]) -> Iterator[Mark]:
    home = reading.article.id
    for number, s in enumerate(reading.statements, start=1):
        for n, span in enumerate(s.content):
            yield Mark(f"{home}-{s.id}", span, "statement", s.stance, number, first=n == 0)
    for c in reading.conditions:
        for n, span in enumerate(sorted(span for span in (c.outcome, c.cue, c.act) if span)):
            yield Mark(f"{home}-{c.id}", span, "condition", first=n == 0)
    for e in reading.events:
        yield Mark(f"{home}-{e.id}", e.anchor, "event")
    for citation in citations:
        if citation.article == home and citation.record.startswith(("v", "a")):
            yield Mark(citation.anchor, citation.spans[0], "evidence")


def _notes(reading: Reading) -> Iterator[Note]:
    home = reading.article.id
    for number, s in enumerate(reading.statements, start=1):
        yield Note(
            anchor=f"{home}-{s.id}",
            start=s.content[0].start,
            sort="statement",
            label=speaker_label(reading, s),
            detail=s.matter,
            stance=s.stance,
            number=number,
            reporting=reporting_of(s, reading.article.text),
            sourcing=sourcing_of(s, reading.article.text),
        )
    for c in reading.conditions:
        who = f"{party_name(c.actor)} to act" if c.actor else None
        yield Note(f"{home}-{c.id}", c.act.start, "condition", c.kind, who)
    for e in reading.events:
        parties = " → ".join(filter(None, (party_names(e.source), party_names(e.target))))
        yield Note(f"{home}-{e.id}", e.anchor.start, "event", e.type.lower(), parties or None)
