"""The rows that views return: plain frozen values, the same for table, JSON, CSV and page.

`as_dict()` gives nested plain values for JSON, `cells()` flat ones for a table or CSV. A
record is named `ARTICLE/RECORD`, days are `YYYY-MM-DD` (or as far as a date is stated), and
None means "not stated".
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.article import Span
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.row import Cell as Cell  # noqa: PLC0414
from dragoman.views.row import Row as Row  # noqa: PLC0414
from dragoman.views.telling_rows import Witness


@dataclass(frozen=True, slots=True)
class Quote(Row):
    """Words that a row stands on: which record, in which article, said by whom and when.

    `date_is` tells what `day` is: when it was `said`, or when the article was `published`.
    `turned` tells in words that its stance is turned round. `source` is the article's words for
    the speaker there: who is not named has no other name.
    """

    record: str
    article: str
    title: str
    words: str
    spans: tuple[Span, ...]
    speaker: str | None
    day: str | None
    date_is: str | None
    turned: str | None = None
    source: str | None = None

    def __str__(self) -> str:
        return f"“{self.words}” [{self.record}]"


@dataclass(frozen=True, slots=True)
class ConditionRow(Row):
    """What it would take: who set it, who must act, what depends on it, in the exact words.

    `source` is the words that name the speaker there: a group has no other name.
    `date_is` tells what `day` is: when it was `said`, or when the article was `published`.
    `told_in` are the ids of all articles that tell the condition of the same utterance.
    `asks` is what it asks for: an `act`, `restraint`, `recognition`, `payment`, a `sequence`, or
    `unknown` where its words do not tell. `status` is what became of the act by the day asked
    for: `not met`, `partly met`, `met`, `withdrawn`, `disputed` or `unknown`; `status_since` is
    the day of the words that say so.
    """

    record: str
    article: str
    title: str
    matter: str | None
    matter_name: str | None
    side: str | None
    speaker: str | None
    source: str | None
    kind: str
    act: str
    actor: str | None
    outcome: str | None
    cue: str
    day: str | None
    date_is: str | None
    statement: str | None
    spans: tuple[Span, ...]
    confidence: float
    told_in: tuple[str, ...]
    asks: str = "unknown"
    status: str = "unknown"
    status_since: str | None = None
    status_evidence: tuple[EvidenceRow, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.act} [{self.record}]"


@dataclass(frozen=True, slots=True)
class Voice(Row):
    """One who speaks for a side, among several who take different stances.

    `office` is the role in the article's words, `rank` how high it stands (0: not known);
    `words` are the last that it said, as `record` has them.
    """

    speaker: str | None
    office: str | None
    rank: int
    stance: str
    day: str | None
    words: str
    record: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        who = " ".join(filter(None, (self.office, self.speaker))) or "unnamed"
        return f"{who}: {self.stance}, “{self.words}” [{self.record}]"


@dataclass(frozen=True, slots=True)
class PositionRow(Row):
    """Where one side stands on one matter.

    `statements` counts those that take the stance, from `since` on, and `of` all of the side's
    own with a stance, up to the day asked for. `latest` is the day of the ones that decide,
    None when they are undated; `date_is` tells whether they were `said` then, or only
    `published`. `evidence` holds those that say the stance, weightiest first. What several
    articles tell of one utterance is one statement; `articles` counts those articles. `voices`
    are those who speak for the side about that day, where they take different stances.
    """

    matter: str
    matter_name: str
    side: str
    stance: str
    scope: str | None
    since: str | None
    latest: str | None
    date_is: str | None
    statements: int
    of: int
    conditions: tuple[ConditionRow, ...]
    evidence: tuple[Quote, ...]
    articles: int = 0
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftRow(Row):
    """A side's stance moved between two days.

    `steps` counts along rejects < defers < conditional < open < supports: above 0 softened,
    below 0 hardened (`direction` says which in a word). `speakers_before` and `speakers_after`
    took the stance for the side on those days, the highest office first; `divided_before` and
    `divided_after` tell whether others of the side took another one that day.
    """

    matter: str
    matter_name: str
    side: str
    before: str
    after: str
    steps: int
    direction: str
    before_day: str
    after_day: str
    evidence_before: tuple[Quote, ...]
    evidence_after: tuple[Quote, ...]
    speakers_before: tuple[str, ...] = ()
    speakers_after: tuple[str, ...] = ()
    divided_before: bool = False
    divided_after: bool = False


@dataclass(frozen=True, slots=True)
class StatementRow(Row):
    """One statement with its words, speaker, chain of sources and stance.

    `sides` holds several where several speak together (`side` is then None); `counts` tells
    whether it counts for the position of a side (see `ledger.standing`). `date_is` tells what
    `day` is: when it was `said`, or when the article was `published`. `factivity` tells whether
    the reporter takes the words for true (`factive`) or keeps away from them (`doubting`);
    `hedge` is what weakens the attribution, in the article's words. `sourcing` tells what the
    words rest on: somebody `named`, somebody `anonymous` (`anonymity` says why, in a word and in
    the article's words), a `document`, or None; `venue` where or how they were said. `office` is
    what the public record has for the speaker on `day`, beside `role`, the article's own word;
    `office_conflict` is a sentence where the two differ. `rank` is the group of offices to which
    `role` belongs (`vocabulary.ranks`). `speaker` is the name that the actor is
    shown by over all articles, `actor` its id. `witnesses` are the other statements that tell of
    the same utterance, the first published first, and `told` says it in words; `utterance` is
    the one whose words are shown for all, `reason` why this one is taken for the same. `turned`
    tells in words that `stance` is turned round, since the article names the other end of the
    matter.
    """

    record: str
    article: str
    title: str
    outlet: str | None
    day: str | None
    date_is: str | None
    said: str | None
    published: str | None
    speaker: str | None
    role: str | None
    rank: str
    country: str | None
    sort: str
    side: str | None
    sides: tuple[str, ...]
    counts: bool
    kind: str
    words: str
    spans: tuple[Span, ...]
    source: str | None
    cue: str | None
    via: tuple[str, ...]
    within: str | None
    stance: str | None
    scope: str | None
    matter: str | None
    matter_name: str | None
    matter_words: str | None
    confidence: float
    cue_lemma: str
    cue_kind: str
    factivity: str | None
    hedge: str | None
    sourcing: str | None
    venue: str | None
    anonymity: str | None
    anonymity_words: str | None
    office: str | None
    office_term: str | None
    office_conflict: str | None
    actor: str | None = None
    told: str | None = None
    utterance: str | None = None
    reason: str | None = None
    likeness: float | None = None
    witnesses: tuple[Witness, ...] = ()
    turned: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow(Row):
    """Who did what to whom; `day` is the event's own date, `published` the article's."""

    record: str
    article: str
    title: str
    type: str
    anchor: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: str
    day: str | None
    published: str | None
    statement: str | None
    sentence: str
    spans: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class SourceRow(Row):
    """Where words come from: an outlet, an agency in between, or a page's source tag."""

    name: str
    sort: str
    articles: int
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class MatterRow(Row):
    """What stances are about: its name, its parties, and the articles' words for it.

    `statements` counts an utterance once, in however many of the `articles` it is told.
    `part_of` is the id of the matter that it is part of, None when nothing tells of one.
    """

    matter: str
    name: str
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    wordings: tuple[str, ...]
    statements: int
    first: str | None
    last: str | None
    articles: int = 0
    part_of: str | None = None
    part_of_name: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow(Row):
    """One article: what it says of itself, and how much was found in it.

    `unread` ones are in a `language` that was not read.
    """

    article: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    origin: str
    form: str
    statements: int
    conditions: int
    events: int
    language: str
    unread: bool
