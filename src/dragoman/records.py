"""The ledger's records: what a reading finds in one article, and what a ledger derives.

Frozen values without behaviour. The words of the trade are those of the ledger guide; spans
are code points into the article's canonical text, end exclusive; confidence runs from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.article import Article, Span

Kind = Literal["direct", "indirect", "mixed"]
Sort = Literal["person", "government", "organisation", "group", "document", "media", "unknown"]
Stance = Literal["supports", "open", "conditional", "defers", "rejects"]
Factivity = Literal["factive", "doubting"]
Anonymity = Literal["asked", "unauthorised", "background", "withheld", "unnamed"]
"""Why a source has no name: it asked, may not speak, speaks on background, is kept secret, or
no reason is given."""
Sourcing = Literal["named", "anonymous", "document"]
"""What a statement rests on: somebody named, somebody unnamed, or a paper."""
ReaderName = Literal["default", "careful", "rules"]
"""How attributions are found: rules and a small network, rules and a larger one, rules alone."""
ConditionKind = Literal["precondition", "offer", "threat", "warning"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["happened", "ongoing", "planned"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SORTS: tuple[Sort, ...] = get_args(Sort)
STANCES: tuple[Stance, ...] = ("rejects", "defers", "conditional", "open", "supports")
"""The scale on which a shift is measured, from refusal to support."""
FACTIVITIES: tuple[Factivity, ...] = get_args(Factivity)
SOURCINGS: tuple[Sourcing, ...] = get_args(Sourcing)
ANONYMITIES: tuple[Anonymity, ...] = get_args(Anonymity)
CONDITION_KINDS: tuple[ConditionKind, ...] = get_args(ConditionKind)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)

BY_PERSON = "a person"
"""The rule of a statement or condition that no reader found: a person added it."""

NO_MODEL = ""
"""The model of a reading in which nothing was read: its article is in another language."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, after resolving: the article's own fullest name, never an invented one.

    `country` is an ISO 3166 alpha-3 code, or the name of a state that only a dossier knows;
    `role` is worded as in the article.
    """

    name: str | None = None
    role: str | None = None
    country: str | None = None
    sort: Sort = "unknown"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a speaker takes a stance: the words for it, and what makes them a ground (*because*)."""

    words: Span
    cue: Span


@dataclass(frozen=True, slots=True)
class Blame:
    """Whom a speaker blames (ISO3 codes or names), and the words that do so."""

    blamed: tuple[str, ...]
    cue: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody is reported to say, write, think, want or plan something.

    `side` is the state (ISO3) or organisation for whom the speaker speaks, or None;
    `within` is the id of the outer statement when this one is reported inside it;
    `via` is the chain between speaker and outlet, nearest to the speaker first;
    `said` is a date as far as the article states it; `rule` names what found the record
    (`BY_PERSON` for one that was added by hand).
    `cue_lemma` is the cue's base form, empty without a cue. `factivity` tells how the reporter's
    choice of words stands to the content: takes it for true (*admitted*), keeps away from it
    (*claimed*), or None; `hedge` is the word that weakens the attribution itself (*reportedly*).
    `venue` is the words for where or how it was said (*in an interview with*, *told reporters*),
    `anonymity` why the source is not named and `anonymity_words` the words that tell so; both
    may stand in another sentence than the statement. `ground` is why the speaker takes the
    stance, in his own words; `blame` is whom he holds responsible for something.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    speaker: Speaker = Speaker()
    speakers: tuple[Speaker, ...] = ()
    side: str | None = None
    within: str | None = None
    via: tuple[str, ...] = ()
    said: str | None = None
    cue_kind: str = "assert"
    stance: Stance | None = None
    stance_cue: Span | None = None
    scope: str | None = None
    matter: str | None = None
    matter_span: Span | None = None
    confidence: float = 0.5
    rule: str = ""
    cue_lemma: str = ""
    factivity: Factivity | None = None
    hedge: Span | None = None
    venue: Span | None = None
    anonymity: Anonymity | None = None
    anonymity_words: Span | None = None
    ground: Ground | None = None
    blame: Blame | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What it would take: an act that somebody would have to do, and what depends on it.

    `statement` is the id of the statement that states it, None for the reporter's voice;
    `actor` is who must act: an ISO3 code, a name, `both`, or None.
    """

    id: str
    statement: str | None
    kind: ConditionKind
    act: Span
    actor: str | None
    outcome: Span | None
    cue: Span
    confidence: float = 0.5
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER's types; parties are ISO3 codes or names."""

    id: str
    type: EventType
    anchor: Span
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: Status
    date: str | None = None
    statement: str | None = None
    confidence: float = 0.5
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is told: it may lie from `least` to `most`; `of` is what is counted."""

    least: float
    most: float
    of: str


@dataclass(frozen=True, slots=True)
class Claim:
    """That something was done or is so, told as a fact: what another account may contradict.

    `acts` are the acts of `accounts.toml` that the words tell, each with a `+`, or with a `-`
    for its contrary; a verb that no list has stands for itself. Without `holds` the words say
    that it is not so, with `denied` that somebody denies it. `doers`, `objects` and `around` are
    units of the words for who does it, to whom or what, and the rest. `lasting` is what was so
    until it was said (`has not signed`, `is still closed`), `date` when it was done. `words` are
    of what somebody is reported to have said by another than himself; `by` is units of his name.
    `scene` are units of the names and nouns that stand around the clause: in its sentence, the
    one before and the article's first.
    """

    id: str
    span: Span
    statement: str | None
    acts: tuple[str, ...]
    holds: bool
    denied: bool = False
    lasting: bool = False
    doers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    date: str | None = None
    real: bool = True
    scene: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary and the spans of the article that it stands on."""

    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one reader found in one article, in text order.

    `reader` is the reader's version, `model` the language pipeline's name and version, `NO_MODEL`
    for an article in a language that is not read.
    """

    article: Article
    reader: str
    model: str
    statements: tuple[Statement, ...] = ()
    conditions: tuple[Condition, ...] = ()
    events: tuple[Event, ...] = ()
    summary: tuple[SummarySentence, ...] = ()
    warnings: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether nothing was read since the article is in a language that is not read."""
        return self.model == NO_MODEL


def record_id(letter: str, start: int, end: int, taken: set[str]) -> str:
    """Return an id made from what a record stands on, and add it to `taken`.

    A later reading gives the same id to the same words; when two records stand on the
    same words, the second gets a suffix (`s17-80.2`).
    """
    base = f"{letter}{start}-{end}"
    name, n = base, 1
    while name in taken:
        n += 1
        name = f"{base}.{n}"
    taken.add(name)
    return name
