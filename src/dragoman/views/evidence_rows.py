"""The row of an evidence: the words that say what became of a demand."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.article import Span
from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class EvidenceRow(Row):
    """Words that say what became of a demand, and in whose words.

    `says` is `met`, `partly met`, `not met` or `withdrawn`; `by` is `setter` (the side that
    asks), `actor` (who is to act), `report` (the article's own voice) or `other`. `record` is
    the statement, event or condition that the words belong to, None where it is no record's.
    `day` is when it was said, happened or was published, as far as that is known.
    """

    says: str
    by: str
    side: str | None
    speaker: str | None
    words: str
    record: str | None
    article: str
    title: str
    spans: tuple[Span, ...]
    day: str | None

    def __str__(self) -> str:
        return f"“{self.words}” [{self.record or self.article}]"
