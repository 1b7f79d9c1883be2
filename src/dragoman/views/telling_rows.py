"""The rows that say who else tells of an utterance."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class Witness(Row):
    """Another statement that tells of the same utterance, and why it is taken for one.

    `reason` is `same words`, `same quotation`, `paraphrase` or `decided` (by a person), None
    for the statement whose words are shown; `likeness` runs from 0 to 1.
    """

    record: str
    article: str
    title: str
    outlet: str | None
    published: str | None
    day: str | None
    words: str
    stance: str | None
    reason: str | None
    likeness: float | None

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.outlet or self.title, self.published)))
        return f"{where} ({self.reason or 'shown'}): “{self.words}” [{self.record}]"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a statement has to do with the others that tell of the same utterance."""

    utterance: str
    reason: str | None
    likeness: float | None
    witnesses: tuple[Witness, ...]
    told: str | None
