"""What a reading's conditions ask for, and what its article's words tell of such acts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dragoman.article import Article, Span
from dragoman.ledger.act_clauses import Clause, clauses, outcome_act
from dragoman.ledger.act_words import Word, words_in
from dragoman.ledger.acts import Act, asked_act
from dragoman.ledger.keys import digest
from dragoman.ledger.matters import party_name
from dragoman.ledger.standing import (
    ConditionStanding,
    EventStanding,
    Standing,
    StatementStanding,
    sides_of,
)
from dragoman.ledger.words_of_matters import party_of
from dragoman.records import Reading, Statement
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.fulfilment import fulfilment

Voice = Literal["report", "side", "other"]

_SENTENCE = re.compile(r"[^\s].*?(?:[.!?…]+[\"'”’)\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9]|\s*$)|$)", re.S)
_LONGEST = 1200
"""Characters of a sentence that is looked at; longer ones are lists and tables."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a condition asks for: `negated` that the act is not to be done.

    `unmet` tells that its words say that the act has not been done (`until`).
    """

    side: str | None
    actor: str | None
    act: Act | None
    outcome: Act | None
    negated: bool
    unmet: bool


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """A clause that tells of an act, in whose words, when, and where it stands.

    `statement` and `event` are the numbers of the records that it stands in.
    """

    clause: Clause
    voice: Voice
    side: str | None
    statement: int | None
    event: int | None
    day: str | None


def demand_of(reading: Reading, one: ConditionStanding) -> Demand:
    """Return what a condition asks for."""
    known = fulfilment()
    text, names = reading.article.text, names_of(reading)
    condition = one.condition
    tokens = words_in(text, *condition.act, names)
    negated = any(word.lower == "not" for word in tokens[:6])
    threat = condition.kind in ("threat", "warning")
    cue = condition.cue.of(text).lower()
    return Demand(
        side=party_name(one.side),
        actor=party_name(condition.actor),
        act=asked_act(tokens),
        outcome=outcome_act(words_in(text, *condition.outcome, names))
        if condition.outcome
        else None,
        negated=negated != threat,
        unmet=cue in known.unmet and not threat and not negated,
    )


def demand_key(demand: Demand) -> str | None:
    """Return what conditions have in common that may be one demand, None for one by itself."""
    act = demand.act
    if act is None or not act.head or demand.side is None:
        return None
    told = [demand.side, demand.actor, act.head, act.patient, act.partial, demand.negated]
    return digest(told)[:16]


def names_of(reading: Reading) -> frozenset[str]:
    """Return the parties of an article that no vocabulary knows, as it calls them."""
    speakers = [one for s in reading.statements for one in (s.speaker, *s.speakers)]
    named = {s.side for s in reading.statements}
    named |= {one.country for one in speakers}
    named |= {one.name for one in speakers if one.sort in ("government", "organisation")}
    named |= {party for event in reading.events for party in (*event.source, *event.target)}
    named |= {condition.actor for condition in reading.conditions if condition.actor != "both"}
    known = countries().by_iso3
    return frozenset(n for n in named if n and n not in known and not party_of(n))


def fulfilments_of(reading: Reading, found: Standing) -> Iterator[Fulfilment]:
    """Yield what the words of an article tell of acts; what people rejected tells nothing."""
    article = reading.article
    told = _Told(reading, found)
    names = names_of(reading)
    for start, end in _sentences(article):
        if not _may_tell(article.text[start:end]):
            continue
        sources = [(span, party) for span, party in told.sources if start <= span.start < end]
        tokens = words_in(article.text, start, end, names, sources)
        tokens = _with_pronouns(tokens, told)
        for clause in clauses(tokens, told.starts):
            one = told.placed(clause)
            if one and _worth(clause):
                yield one


def _may_tell(sentence: str) -> bool:
    """Tell, cheaply, whether a sentence may tell of an act: it has a verb for one."""
    if not 20 < len(sentence) < _LONGEST or sentence[-1] == "?":
        return False
    return any(_is_telling(word) for word in sentence.split())


@lru_cache(maxsize=65536)
def _is_telling(token: str) -> bool:
    known = fulfilment()
    word = token.strip(".,;:!?\"'“”‘’()").lower().replace("’", "'")
    if word in known.tells or word.endswith("n't"):
        return True
    verb = known.is_past(word) or known.is_ing(word)
    return verb and known.act(word) not in known.idle


def _worth(clause: Clause) -> bool:
    act = clause.act
    if not act.head or act.head in fulfilment().idle:
        return False
    return bool(act.patient or act.around)


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the sentences of an article's own paragraphs, without titles and page furniture."""
    blocks = [p.span for p in article.paragraphs if p.sort == "body"]
    for block in blocks if article.paragraphs else [Span(0, len(article.text))]:
        for line in _lines(article.text, block):
            for match in _SENTENCE.finditer(article.text, *line):
                if not any(f.start <= match.start() < f.end for f in article.furniture):
                    yield match.start(), match.end()


def _lines(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for piece in text[block.start : block.end].split("\n\n"):
        yield Span(start, start + len(piece))
        start += len(piece) + 2


def _with_pronouns(tokens: list[Word], told: _Told) -> list[Word]:
    """Give a pronoun the party that it stands for: the one named last, or who speaks."""
    known = fulfilment()
    last = ""
    found: list[Word] = []
    for word in tokens:
        party = word.party
        if word.party and word.bare:
            last = word.party
        elif word.lower in known.backward:
            party = last
        elif word.lower == "we":
            party = told.side_at(word.start)
        found.append(word if party == word.party else word._replace(party=party, bare=True))
    return found


class _Told:
    """Who says what where in an article, as its records stand."""

    def __init__(self, reading: Reading, found: Standing) -> None:
        self._standing = {one.statement.id: one for one in found.statements}
        self._by_id = {s.id: s for s in reading.statements}
        self._contents = sorted(
            (span.end - span.start, span.start, span.end, s.id)
            for s in reading.statements
            for span in s.content
        )
        self._events = {one.n: one for one in found.events}
        self._anchors = [(event.anchor, n) for n, event in enumerate(reading.events)]
        self._published = (reading.article.published or "")[:10] or None
        quoted = {start + 1 for _, start, _, _ in self._contents}
        self.starts = frozenset(start for _, start, _, _ in self._contents) | quoted
        self.sources = _sources(found.statements)

    def side_at(self, offset: int) -> str:
        """Return for whom the words at an offset are said, empty for nobody or several."""
        statement = self._around(offset)
        one = self._standing.get(statement.id) if statement else None
        return party_name(one.own[0]) or "" if one and len(one.own) == 1 else ""

    def placed(self, clause: Clause) -> Fulfilment | None:
        """Return a clause with its voice and day; None where its words cannot be relied on."""
        event, rejected = self._event(clause)
        if rejected:
            return None
        statement = self._around(clause.start)
        if statement is None:
            day = event.day if event else self._published
            return Fulfilment(
                clause, "report", None, None, event.n if event else None, _of(clause, day)
            )
        one = self._standing.get(statement.id)
        if one is None or not _reliable(one):
            return None
        own = [party_name(side) for side in one.own]
        if not own and (sides_of(statement) or statement.within):
            return None
        number = event.n if event else None
        day = _of(clause, one.day)
        if not own:
            return Fulfilment(clause, "other", None, one.n, number, day)
        side = clause.actor if clause.actor in own else own[0]
        return Fulfilment(clause, "side", side, one.n, number, day)

    def _around(self, offset: int) -> Statement | None:
        """Return the innermost statement whose content holds an offset."""
        for _, start, end, id_ in self._contents:
            if start <= offset < end:
                return self._by_id[id_]
        return None

    def _event(self, clause: Clause) -> tuple[EventStanding | None, bool]:
        """Return the event that a clause tells, and whether a person rejected it."""
        for anchor, n in self._anchors:
            if clause.start <= anchor.start < clause.end:
                return self._events.get(n), n not in self._events
        return None, False


def _sources(statements: Sequence[StatementStanding]) -> list[tuple[Span, str]]:
    found = {
        one.statement.source: party
        for one in statements
        if one.statement.source and len(one.own) == 1 and (party := party_name(one.own[0]))
    }
    return sorted(found.items(), reverse=True)


def _reliable(one: StatementStanding) -> bool:
    said = one.statement
    return said.cue_kind in fulfilment().cues and said.hedge is None


def _of(clause: Clause, day: str | None) -> str | None:
    """Return the day of what a clause tells: the year that it names where that is another."""
    if clause.year and day and not day.startswith(str(clause.year)):
        return str(clause.year)
    return day


def packed(act: Act | None) -> str | None:
    """Return an act as JSON, the same for the same act."""
    if act is None:
        return None
    row: dict[str, Any] = {"head": act.head}
    row |= {"patient": act.patient} if act.patient else {}
    row |= {"beside": sorted(act.beside)} if act.beside else {}
    row |= {"around": sorted(act.around)} if act.around else {}
    row |= {"number": act.number} if act.number is not None else {}
    row |= {"partial": True} if act.partial else {}
    return json.dumps(row, ensure_ascii=False)


@lru_cache(maxsize=16384)
def unpacked(words: str | None) -> Act | None:
    """Return the act that was packed."""
    if words is None:
        return None
    row: dict[str, Any] = json.loads(words)
    row |= {name: frozenset(row.get(name, ())) for name in ("beside", "around")}
    return Act(**row)
