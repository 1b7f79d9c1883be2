"""The rows that tell why a record is there, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.article import Span
from dragoman.views.row import Row
from dragoman.views.telling_rows import Witness


@dataclass(frozen=True, slots=True)
class DecisionRow(Row):
    """What a person decided about a record: who, when, why, before and after."""

    id: int
    record: str
    verb: str
    who: str
    when: str
    why: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Explanation(Row):
    """Why a record is there: rule, cue, confidence, its words in context, its resolution.

    `before` and `after` are the text around `words`; `notes` say in plain sentences how the
    speaker, the side and the matter were settled.
    """

    record: str
    sort: str
    article: str
    title: str
    rule: str
    cue: str | None
    cue_kind: str | None
    confidence: float
    before: str
    words: str
    after: str
    spans: tuple[Span, ...]
    source: str | None
    speaker: str | None
    side: str | None
    stance: str | None
    stance_cue: str | None
    matter: str | None
    matter_name: str | None
    notes: tuple[str, ...]
    reader: str
    model: str
    decisions: tuple[DecisionRow, ...]
    cue_lemma: str | None = None
    factivity: str | None = None
    hedge: str | None = None
    venue: str | None = None
    anonymity: str | None = None
    anonymity_words: str | None = None
    via: tuple[str, ...] = ()
    role: str | None = None
    office: str | None = None
    office_term: str | None = None
    office_conflict: str | None = None
    told: str | None = None
    utterance: str | None = None
    reason: str | None = None
    witnesses: tuple[Witness, ...] = ()
