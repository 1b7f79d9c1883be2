"""What each record of a reading counts for, once people's decisions on it are applied.

A statement counts for its side when the side itself is heard: inside another side's statement
it is hearsay ("Rudenko said that Tokyo refuses" is no word of Japan's). What several sides say
together counts for each of them. What a person rejected stands nowhere; what a person corrected
stands as corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from dragoman.ledger.matters import About, MatterKey, key_of_words, matters_of
from dragoman.ledger.opposites import turned_stance
from dragoman.records import Condition, Event, Reading, Speaker, Stance, Statement
from dragoman.vocabulary.case_matters import NO_CASE, CaseMatters
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.ranks import ranks

Record = TypeVar("Record", Statement, Condition, Event)

Corrections = Mapping[str, Mapping[str, Any] | None]
"""Record id to the fields that a person set; None for a record that a person rejected."""


ByPerson = Callable[[str, Statement, About], About]
"""What people decided: of an article's id, a statement, and what it would be about."""


def _as_found(_article: str, _statement: Statement, about: About) -> About:
    return about


@dataclass(frozen=True, slots=True)
class Ruling:
    """What rules over the words: the dossier's matters, and what people decided."""

    case: CaseMatters = NO_CASE
    by_person: ByPerson = _as_found


NO_RULING = Ruling()


@dataclass(frozen=True, slots=True)
class StatementStanding:
    """A statement as it counts: `day` is when it was said, else when its article appeared.

    `rank` is how high the highest office stands among those who speak, 0 when none is known;
    `rank_name` the rank of the highest. `own` are the sides that are heard themselves; `once`
    are those of them for which it counts, since an outer statement that already takes the
    side's stance on the matter is the same utterance.
    """

    n: int
    statement: Statement
    about: About | None
    day: str | None
    rank: int
    rank_name: str
    own: tuple[str, ...]
    once: tuple[str, ...]

    @property
    def matter(self) -> MatterKey | None:
        """The matter that the statement is about."""
        return self.about.key if self.about else None

    @property
    def stance(self) -> Stance | None:
        """The stance on the matter: turned round where the words name its other end."""
        said = self.statement.stance
        return turned_stance(said, self.about.turn) if self.about else said

    @property
    def counts(self) -> bool:
        """Whether the statement counts for the position of a side."""
        return bool(self.once and self.statement.stance and self.matter)


@dataclass(frozen=True, slots=True)
class ConditionStanding:
    """A condition as it counts; `side` set it, in the statement numbered `statement`."""

    n: int
    condition: Condition
    matter: MatterKey | None
    statement: int | None
    side: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class EventStanding:
    """An event as it counts; `day` is its own date, else that of its article."""

    n: int
    event: Event
    day: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What all records of one reading count for; `n` is a record's number in the reading."""

    statements: tuple[StatementStanding, ...]
    conditions: tuple[ConditionStanding, ...]
    events: tuple[EventStanding, ...]


def standing(reading: Reading, corrections: Corrections, ruling: Ruling = NO_RULING) -> Standing:
    """Return what the records of a reading count for, as the dossier and people rule."""
    told = tuple(corrected(s, corrections) for s in reading.statements)
    found = matters_of(reading, told, ruling.case)
    about = tuple(
        one and ruling.by_person(reading.article.id, s, one)
        for s, one in zip(told, found, strict=True)
    )
    statements = _statements(reading, told, about, corrections)
    conditions = _conditions(reading, statements, corrections)
    return Standing(
        tuple(s for s in statements if not rejected(s.statement.id, corrections)),
        tuple(c for c in conditions if not rejected(c.condition.id, corrections)),
        tuple(
            EventStanding(n, event, _day(reading, event.date))
            for n, event in enumerate(corrected(e, corrections) for e in reading.events)
            if not rejected(event.id, corrections)
        ),
    )


def _statements(
    reading: Reading,
    told: Sequence[Statement],
    about: Sequence[About | None],
    corrections: Corrections,
) -> list[StatementStanding]:
    keys = [one.key if one else None for one in about]
    by_id = {statement.id: statement for statement in told}
    own = {s.id: _own(s, by_id) for s in told}
    taken: dict[tuple[str, MatterKey | None], tuple[str, ...]] = {
        (s.id, key): own[s.id]
        for s, key in zip(told, keys, strict=True)
        if s.stance and key and not rejected(s.id, corrections)
    }
    found = []
    for n, (s, one) in enumerate(zip(told, about, strict=True)):
        key, around = keys[n], _around(s, by_id)
        said = next((outer.said for outer in (s, *around) if outer.said), None)
        said = said or (_told_below(s, told) if _is_headline(s, reading) else None)
        before = {side for outer in around for side in taken.get((outer.id, key), ())}
        once = tuple(side for side in own[s.id] if side not in before)
        day, height, rank = _day(reading, said), _height(s), _rank_name(s)
        found.append(StatementStanding(n, s, one, day, height, rank, own[s.id], once))
    return found


def _is_headline(statement: Statement, reading: Reading) -> bool:
    start = statement.content[0].start
    return any(
        paragraph.sort == "title" and paragraph.span.start <= start < paragraph.span.end
        for paragraph in reading.article.paragraphs[:1]
    )


def _told_below(headline: Statement, told: Iterable[Statement]) -> str | None:
    """Return the day that the text below a headline gives to what the headline sums up.

    That is the first statement of the same sides that takes the same stance.
    """
    sides, stance, end = sides_of(headline), headline.stance, headline.content[-1].end
    same = (
        below
        for below in told
        if below.content[0].start >= end and sides_of(below) == sides and below.stance == stance
    )
    found = next(same, None) if sides else None
    return found.said if found else None


def _around(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[Statement, ...]:
    """Return the statements that a statement stands in, the nearest first."""
    found: dict[str, Statement] = {}
    outer = by_id.get(statement.within or "")
    while outer and outer.id != statement.id and outer.id not in found:
        found[outer.id] = outer
        outer = by_id.get(outer.within or "")
    return tuple(found.values())


def sides_of(statement: Statement) -> tuple[str, ...]:
    """Return for whom a statement speaks: one side, or each of those who speak together."""
    if statement.side:
        return (statement.side,)
    return tuple(sorted({side for one in statement.speakers if (side := side_of(one))}))


def side_of(speaker: Speaker) -> str | None:
    """Return for whom a speaker speaks by himself: the state whose office he holds, say."""
    if speaker.sort == "government":
        return speaker.country or speaker.name
    if speaker.sort == "organisation":
        return speaker.name
    office = offices().find(speaker.role) if speaker.sort == "person" and speaker.role else None
    if office is None or speaker.role is None or office.speaks_for != "state":
        return None
    held = not (offices().is_former(speaker.role) or offices().is_future(speaker.role))
    return speaker.country if held else None


def _own(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[str, ...]:
    return tuple(side for side in sides_of(statement) if is_heard(side, statement, by_id))


def is_heard(side: str, statement: Statement, by_id: Mapping[str, Statement]) -> bool:
    """Tell whether a side is heard itself: nobody of another side stands around its words.

    A medium that merely passes the words on does not count as somebody.
    """
    return all(
        side in sides_of(outer) or (outer.speaker.sort == "media" and not outer.side)
        for outer in _around(statement, by_id)
    )


def _conditions(
    reading: Reading, statements: Iterable[StatementStanding], corrections: Corrections
) -> list[ConditionStanding]:
    by_id = {one.statement.id: one for one in statements}
    keys = [one.matter for one in by_id.values()]
    found = []
    for n, condition in enumerate(corrected(c, corrections) for c in reading.conditions):
        said = by_id.get(condition.statement or "")
        side = said.own[0] if said and len(said.own) == 1 else None
        matter = said.matter if said else None
        if not matter and condition.outcome:
            matter = key_of_words(condition.outcome.of(reading.article.text), reading, keys, side)
        day = said.day if said else _day(reading, None)
        number = said.n if said and not rejected(said.statement.id, corrections) else None
        found.append(ConditionStanding(n, condition, matter, number, side, day))
    return found


def corrected(record: Record, corrections: Corrections) -> Record:
    """Return a record as people corrected it."""
    fields = corrections.get(record.id)
    if not fields:
        return record
    values = dict(fields)
    if "speaker" in values:
        values["speaker"] = Speaker(**values["speaker"])
    return replace(record, **values)


def rejected(record_id: str, corrections: Corrections) -> bool:
    """Tell whether people rejected a record."""
    return record_id in corrections and corrections[record_id] is None


def _day(reading: Reading, stated: str | None) -> str | None:
    told = stated or reading.article.published
    return told[:10] if told else None


def _height(statement: Statement) -> int:
    roles = [speaker.role for speaker in (statement.speaker, *statement.speakers) if speaker.role]
    found = [offices().find(role) for role in roles]
    return max((office.rank for office in found if office), default=0)


def _rank_name(statement: Statement) -> str:
    """Return the rank of who speaks, by the roles that the article tells: the highest of several.

    A leader's is a head of state's where he speaks for his own state, and not for a party.
    """
    told = [speaker for speaker in (statement.speaker, *statement.speakers) if speaker.role]
    side = statement.side
    return ranks().highest(
        ranks().of(one.role, for_state=side is not None and side == one.country) for one in told
    )
