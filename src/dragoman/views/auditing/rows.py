"""The rows that audits return: samples, what their records say, marks, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.article import Span
from dragoman.views.rows import Row

RecordKind = Literal["statement", "condition", "event"]
MarkWord = Literal["right", "partly", "wrong", "unsure"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
MARK_WORDS: tuple[MarkWord, ...] = get_args(MarkWord)
FIELDS: dict[RecordKind, tuple[str, ...]] = {
    "statement": (*("words", "speaker", "side", "stance", "matter", "condition", "source", "day"),),
    "condition": ("words", "type", "actor", "outcome", "speaker", "side", "matter", "day"),
    "event": ("words", "type", "source", "target", "status", "day"),
}
"""What of a record can be wrong, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class AuditFrame(Row):
    """Which records a sample is drawn from; what is None narrows nothing.

    `since` and `until` compare with a record's day and leave the undated out; confidence is at
    least `above` and less than `below`. `by_confidence` draws as many from each part of the
    scale as from the others, where it can.
    """

    kinds: tuple[RecordKind, ...] = RECORD_KINDS
    side: str | None = None
    matter: str | None = None
    since: str | None = None
    until: str | None = None
    above: float | None = None
    below: float | None = None
    by_confidence: bool = False


@dataclass(frozen=True, slots=True)
class Field(Row):
    """What a record said in one of its fields, in words; None when it said nothing."""

    name: str
    says: str | None


@dataclass(frozen=True, slots=True)
class AuditMark(Row):
    """How a person marked a record: `wrong` names its wrong fields."""

    who: str
    at: str
    mark: MarkWord
    wrong: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class AuditItem(Row):
    """One record of a sample, as it stood when the sample was drawn.

    `words` run from the first of its words in the article to the last (`spans` are which of
    them), with the text `before` and `after`. `reader` found it. `corrected` tells that a
    person had corrected it; `since` what became of the record after the sample was drawn, in
    words. `marks` holds each person's last mark.
    """

    audit: str
    n: int
    record: str
    kind: RecordKind
    article: str
    title: str
    outlet: str | None
    published: str | None
    before: str
    words: str
    after: str
    spans: tuple[Span, ...]
    fields: tuple[Field, ...]
    confidence: float
    reader: str
    corrected: bool
    since: str | None
    marks: tuple[AuditMark, ...]

    def mark_of(self, who: str) -> AuditMark | None:
        """Return how a person marked the record, None when she did not."""
        return next((mark for mark in self.marks if mark.who == who), None)


@dataclass(frozen=True, slots=True)
class SampleRow(Row):
    """One row of a sample taken out: a record, and a person's mark on it or empty cells.

    Beside `words`, the columns from `speaker` on are what of a record can be wrong, by the
    names that `wrong` takes; what such a record does not have, or does not say, is None.
    """

    audit: str
    n: int
    record: str
    mark: str | None
    wrong: tuple[str, ...]
    note: str | None
    who: str | None
    at: str | None
    kind: RecordKind
    title: str
    outlet: str | None
    published: str | None
    before: str
    words: str
    after: str
    reader: str
    corrected: bool
    since: str | None
    speaker: str | None = None
    side: str | None = None
    stance: str | None = None
    matter: str | None = None
    condition: str | None = None
    type: str | None = None
    actor: str | None = None
    outcome: str | None = None
    source: str | None = None
    target: str | None = None
    status: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Figure(Row):
    """How many of some records are right: `right` of `of`, and what follows for all of them.

    `share`, `low` and `high` are the estimate and its 95 % interval, None when nothing was
    marked. `population` is how many such records there are, where that is known. `promised` is
    the mean confidence. `missing` counts records that lack the field and should have it.
    """

    name: str
    right: int
    of: int
    share: float | None
    low: float | None
    high: float | None
    population: int | None = None
    promised: float | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class AuditFigures(Row):
    """What a person's marks on a sample say of the records that it was drawn from.

    `precision` counts what is right throughout; `found` counts as right, too, what is partly
    right: the record is rightly there. `rejected` records were left out when the sample was
    drawn, since people had rejected them; `corrected` ones are in the sample as corrected.
    `sentence` says it as it can stand in a text.
    """

    audit: str
    who: str
    drawn: str
    drawn_by: str
    seed: int
    frame: AuditFrame
    population: int
    sample: int
    marked: int
    unsure: int
    left: int
    rejected: int
    corrected: int
    readers: tuple[str, ...]
    precision: Figure
    found: Figure
    kinds: tuple[Figure, ...]
    fields: tuple[Figure, ...]
    confidences: tuple[Figure, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Agreement(Row):
    """How far two people marked the same records alike.

    `same` of `both` marks are the same word; `kappa` is Cohen's on the three marks, `kappa_right`
    on right against not right. None: no record, or both always gave the same mark.
    """

    audit: str
    who: str
    other: str
    both: int
    same: int
    kappa: float | None
    kappa_right: float | None


@dataclass(frozen=True, slots=True)
class AuditRow(Row):
    """One audit and one person's marks on it; `who` is None when nobody marked it yet."""

    audit: str
    drawn: str
    drawn_by: str
    seed: int
    frame: str
    population: int
    sample: int
    who: str | None
    marked: int
    unsure: int
    left: int
    precision: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class MarksTaken(Row):
    """What became of marks brought in: stored anew, known already, empty, or refused and why."""

    audit: str
    stored: int
    known: int
    empty: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarksApplied(Row):
    """What became of marks made decisions: confirmed, rejected, so decided before, left and why."""

    audit: str
    confirmed: int
    rejected: int
    known: int
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditReport(Row):
    """All there is to an audit, for an appendix: figures, agreement, records with their marks."""

    audit: str
    figures: tuple[AuditFigures, ...]
    agreement: tuple[Agreement, ...]
    records: tuple[SampleRow, ...]
