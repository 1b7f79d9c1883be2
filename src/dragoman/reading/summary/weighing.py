"""What a passage weighs for a reader of the summary, whatever else the summary holds.

Beside statements, conditions and events, acts of the parties count that no verb of saying tells,
stances in the reporter's words, changes, and the day on which talks go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.reading.document import Document
from dragoman.reading.summary.passages import Passage
from dragoman.records import Speaker, Statement
from dragoman.vocabulary.calendar import calendar
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.summary import summary_words

_LEAD, _NEW, _EMPTY, _LONG = 8.0, 7.0, 12.0, 0.1
_ACT, _DATED, _BARE, _NEXT, _BYSTANDER = 4.0, 3.0, 7.0, 10.0, 6.0
_SCENE = 2.0
_ASKED, _ASKED_BY_OTHERS, _ANONYMOUS = 8.0, 6.0, 6.0
# Set over the open articles of `bench readers`, all together: no one of them was tried apart.
_BRIEF = 30
"""Words from which on each makes a passage lighter."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks in an article and who has a part in the talks, by the last words of names.

    `officials` and `partaking` are the ids of the statements whose speakers hold an office, or
    have a part.
    """

    speakers: frozenset[str]
    parties: frozenset[str]
    officials: frozenset[str]
    partaking: frozenset[str]

    def has_speaker(self, words: Iterable[str]) -> bool:
        """Tell whether one who speaks is named among lower-cased words."""
        return not self.speakers.isdisjoint(words)

    def has_party(self, words: Iterable[str]) -> bool:
        """Tell whether one with a part in the talks is named among lower-cased words."""
        return not self.parties.isdisjoint(words)

    def has_official(self, statements: Iterable[Statement]) -> bool:
        """Tell whether one of those who make statements holds an office."""
        return any(statement.id in self.officials for statement in statements)

    def has_partaker(self, statements: Iterable[Statement]) -> bool:
        """Tell whether one of those who make statements has a part in the talks."""
        return any(statement.id in self.partaking for statement in statements)


def cast(statements: Sequence[Statement]) -> Cast:
    """Return who is named in an article as a speaker, and who as a party.

    One has a part in the talks who speaks for a side, holds an office, or is called by one
    word, as states are.
    """
    officials = frozenset(s.id for s in statements if _is_office(s.speaker))
    partaking = frozenset(
        s.id
        for s in statements
        if s.side is not None or s.id in officials or " " not in (s.speaker.name or " ")
    )
    named = [(s.speaker.name.split()[-1].lower(), s.id) for s in statements if s.speaker.name]
    return Cast(
        speakers=frozenset(name for name, _ in named),
        parties=frozenset(name for name, told in named if told in partaking),
        officials=officials,
        partaking=partaking,
    )


def _is_office(speaker: Speaker) -> bool:
    return bool(speaker.name) and offices().find(speaker.role or "") is not None


def weight(document: Document, passage: Passage, taking: list[Statement], known: Cast) -> float:
    """Return what a passage weighs; `taking` are its statements that take a stance."""
    text = passage.span.of(document.text).lower()
    words = _WORD.findall(text)
    named = known.has_party(words)
    total = _recorded(passage, taking, known)
    matter = any(dealings().named_by(word) for word in words)
    told = _told(text, known.has_speaker(words) or matter, bool(taking))
    total += told
    if summary_words().novelties.stand_in(text):
        total += _NEW
    total -= _EMPTY * summary_words().empty.stand_in(text)
    if passage.number == 0 and document.article.form == "report":
        total += _LEAD if told or (matter and named) else _SCENE * matter
    if not (named or matter or told or known.has_partaker(passage.stated)):
        total -= _BYSTANDER
    total -= _LONG * max(0, len(text.split()) - _BRIEF)
    return total - 0.02 * passage.number


def _recorded(passage: Passage, taking: list[Statement], known: Cast) -> float:
    """Return the weight of the statements without a stance, the conditions and the events."""
    total = 0.0
    by_side = any(s.side for s in passage.stated)
    office = by_side or known.has_official(passage.stated)
    if passage.stated and not taking:
        total += 3.0 if by_side else 1.0
    if passage.conditions:
        total += _ASKED if office or not passage.stated else _ASKED_BY_OTHERS
        if passage.stated and not any(s.speaker.name for s in passage.stated):
            total -= _ANONYMOUS  # an onlooker's condition binds nobody
    total += (1.0 if taking else 4.0) * max((e.confidence for e in passage.events), default=0.0)
    return total - 1.5 * (bool(passage.continued) and not passage.said)


def _told(text: str, named: bool, taking: bool) -> float:
    """Return the weight of what the reporter tells himself: an act, a stance, a next step."""
    dated = _day().search(text) is not None
    if dated and summary_words().next_steps.stand_in(text):
        return _NEXT
    total = 0.0
    if summary_words().acts.stand_in(text):
        total += _ACT * named + _DATED * dated
    if named and not taking and summary_words().bare_stances.stand_in(text):
        total += _BARE
    return total


@cache
def _day() -> re.Pattern[str]:
    months = "|".join(map(re.escape, calendar().months))
    days = "|".join(map(re.escape, calendar().weekdays))
    return re.compile(rf"\b(?:{days}|\d{{1,2}} (?:{months})|(?:{months}) \d{{1,2}})\b")
