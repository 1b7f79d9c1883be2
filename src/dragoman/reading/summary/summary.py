"""A summary of an article in its own sentences: who takes which stance, on what conditions.

Up to five passages are chosen by what the reading found in them and given in the article's
order; the only words that are not the article's stand in square brackets. A passage that only
the one before it explains is taken beside that one or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from heapq import heapify, heappop

from dragoman.reading.document import Document
from dragoman.reading.summary.passages import Passage, passages
from dragoman.reading.summary.repairs import can_stand_alone, sentence_of
from dragoman.reading.summary.ties import has_unclear_pronoun, named_sources, points_back
from dragoman.reading.summary.weighing import Cast, cast, weight
from dragoman.records import Condition, Event, Statement, SummarySentence

LONGEST = 5
"""Sentences in a summary."""

Stand = tuple[str, str | None, str | None]

_LEAST = 0.2
_NEW_SIDE, _STANCE, _BYSTANDER = 14.0, 6.0, 4.0
_TOLD, _TOLD_BY_SIDE = 5.0, 1.0
"""What a stand loses that the summary holds already: a side's is still worth a second word."""
_ALIKE, _HELD = 0.5, 0.8
"""Share of all their words, and of those of the shorter one, from which two passages repeat."""
_WORD = re.compile(r"\w{4,}")


@dataclass(slots=True, eq=False)
class _Candidate:
    """A passage that may be chosen, with what of it is the same whatever else is chosen.

    `weight` is without its stances, which are those of `taking`; `by_party` tells whether one
    with a part in the talks takes them. `leans` says whether the passage needs the one before
    it, None as long as nobody asked.
    """

    passage: Passage
    taking: list[Statement]
    by_party: bool
    weight: float
    leans: bool | None = None


@dataclass(slots=True)
class _Chosen:
    """What the summary holds so far; `words` are those of its passages."""

    passages: list[Passage] = field(default_factory=list)
    sides: set[str] = field(default_factory=set)
    stands: set[Stand] = field(default_factory=set)
    words: list[frozenset[str]] = field(default_factory=list)


def summarise(
    document: Document,
    statements: tuple[Statement, ...],
    conditions: tuple[Condition, ...],
    events: tuple[Event, ...],
) -> tuple[SummarySentence, ...]:
    """Return up to five of the article's sentences, each with the spans that it stands on.

    Statements in which a side takes a stance weigh most, then conditions, then events; empty
    when the article holds none of them.
    """
    if not (statements or conditions or events):
        return ()
    known = cast(statements)
    waiting = [
        _candidate(document, passage, known)
        for passage in passages(document, statements, conditions, events)
    ]
    chosen = _Chosen()
    while len(chosen.passages) < LONGEST and _choose_next(document, waiting, chosen):
        pass
    shown: set[str] = set()
    ordered = sorted(chosen.passages, key=lambda p: p.number)
    written = (sentence_of(document, passage, shown) for passage in ordered)
    return tuple(sentence for sentence in written if sentence is not None)


def _candidate(document: Document, passage: Passage, known: Cast) -> _Candidate:
    taking = _taking(passage)
    fixed = weight(document, passage, taking, known)
    return _Candidate(passage, taking, known.has_partaker(taking), fixed)


def _choose_next(document: Document, waiting: list[_Candidate], chosen: _Chosen) -> bool:
    """Choose the weightiest passage that can stand beside those chosen; tell whether one can.

    It leaves those waiting, with all that weigh more and cannot; one that needs the passage
    before it waits for that one.
    """
    ranked = [(-_weight_beside(chosen, one), one.passage.number, one) for one in waiting]
    heapify(ranked)
    while ranked and -ranked[0][0] >= _LEAST:
        best = heappop(ranked)[-1]
        passage = best.passage
        if _leans(document, best) and not _follows_chosen(passage, chosen):
            continue
        waiting.remove(best)
        words = _words(passage.span.of(document.text))
        if any(_alike(words, other) for other in chosen.words):
            continue
        if can_stand_alone(document, passage):
            _choose(best, words, chosen)
            return True
    return False


def _choose(candidate: _Candidate, words: frozenset[str], chosen: _Chosen) -> None:
    chosen.passages.append(candidate.passage)
    chosen.words.append(words)
    for statement in candidate.taking:
        chosen.stands.add(_stand(statement))
        chosen.sides.add(_who(statement))


def _leans(document: Document, candidate: _Candidate) -> bool:
    """Tell whether a reader needs the passage before to know what a word in this one means."""
    if candidate.leans is None:
        span, said = candidate.passage.span, candidate.passage.said
        sources = named_sources(document, said)
        candidate.leans = points_back(document, span, sources) or has_unclear_pronoun(
            document, span, sources
        )
    return candidate.leans


def _follows_chosen(passage: Passage, chosen: _Chosen) -> bool:
    return any(passage.follows == other.number for other in chosen.passages)


def _taking(passage: Passage) -> list[Statement]:
    """Return the statements of a passage that take a stance in it.

    What one side says of another's stance is not that side's.
    """
    taking: list[Statement] = []
    for statement in passage.stated:
        outer = next((o for o in passage.stated if o.id == statement.within), None)
        spoken_for = outer is not None and outer.side and outer.side != statement.side
        if statement.stance and _who(statement) and not spoken_for:
            taking.append(statement)
    return taking


def _weight_beside(chosen: _Chosen, candidate: _Candidate) -> float:
    """Return what a passage weighs beside those chosen: stances of sides not yet shown most."""
    taking = candidate.taking
    if not taking:
        return candidate.weight
    added = _NEW_SIDE if any(_new_side(s, chosen) for s in taking) else _STANCE
    if not candidate.by_party:
        added = _BYSTANDER
    if all(_stand(s) in chosen.stands for s in taking):
        added -= _TOLD_BY_SIDE if any(s.side for s in taking) else _TOLD
    return candidate.weight + added


def _new_side(statement: Statement, chosen: _Chosen) -> bool:
    return statement.side is not None and statement.side not in chosen.sides


def _who(statement: Statement) -> str:
    return statement.side or statement.speaker.name or ""


def _stand(statement: Statement) -> Stand:
    return _who(statement), statement.stance, statement.matter


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared > _ALIKE * len(one | other) or shared > _HELD * min(len(one), len(other))
