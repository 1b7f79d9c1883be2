"""Which sentences of the articles' summaries a brief of many articles opens with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.records import Reading, Statement, SummarySentence
from dragoman.views.rows import PositionRow

SENTENCES = 10
"""What fits on the first page and is read to the end."""

Evidence = tuple[str, tuple[Span, ...]]
"""A record's id, or `v12-80` for words that are no record's own, and its spans."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of one article's summary, with what it stands on."""

    reading: Reading
    sentence: SummarySentence
    day: str | None
    evidence: tuple[Evidence, ...]


def chosen_sentences(
    readings: Sequence[Reading], positions: Sequence[PositionRow]
) -> tuple[Chosen, ...]:
    """Return up to ten sentences, oldest first, of articles given oldest first.

    Those that say a side's present stance come before others, then each article's first before
    its second, then the newest.
    """
    deciding = {quote.record for row in positions for quote in row.evidence}
    weighed = [
        (not _decides(chosen, deciding), place, -newness, chosen)
        for newness, reading in enumerate(readings)
        for place, chosen in enumerate(_sentences(reading))
    ]
    best = sorted(weighed, key=lambda entry: entry[:3])[:SENTENCES]
    in_order = sorted(best, key=lambda entry: (-entry[2], entry[1]))
    return tuple(chosen for *_, chosen in in_order)


def _decides(chosen: Chosen, deciding: set[str]) -> bool:
    article = chosen.reading.article.id
    return any(f"{article}/{record}" in deciding for record, _ in chosen.evidence)


def _sentences(reading: Reading) -> Iterator[Chosen]:
    for sentence in reading.summary:
        owners = [_owner(reading, span) for span in sentence.evidence]
        said = next((owner.said for owner in owners if owner and owner.said), None)
        evidence = {
            owner.id if owner else f"v{span.start}-{span.end}": owner.content if owner else (span,)
            for owner, span in zip(owners, sentence.evidence, strict=True)
        }
        day = said or reading.article.published
        yield Chosen(reading, sentence, day[:10] if day else None, tuple(evidence.items()))


def _owner(reading: Reading, span: Span) -> Statement | None:
    """Return the statement whose content the words are."""
    return next((s for s in reading.statements if span in s.content), None)
