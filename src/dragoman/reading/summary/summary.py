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
from dragoman.reading.summary.repairs import sentence_of
from dragoman.reading.summary.ties import has_unclear_pronoun, named_sources, points_back
from dragoman.reading.summary.weighing import cast, has_part, weight
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


@dataclass(slots=True)
class _Chosen:
    """What the summary holds so far.

    `words` are those of its passages, `leaning` those that need the passage before them.
    """

    passages: list[Passage] = field(default_factory=list)
    sides: set[str] = field(default_factory=set)
    stands: set[Stand] = field(default_factory=set)
    words: list[frozenset[str]] = field(default_factory=list)
    leaning: dict[Passage, bool] = field(default_factory=dict)


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
    waiting = {
        passage: weight(document, passage, _taking(passage), known)
        for passage in passages(document, statements, conditions, events)
    }
    chosen = _Chosen()
    while len(chosen.passages) < LONGEST and _choose_next(document, waiting, chosen):
        pass
    shown: set[str] = set()
    ordered = sorted(chosen.passages, key=lambda p: p.number)
    written = (sentence_of(document, passage, shown) for passage in ordered)
    return tuple(sentence for sentence in written if sentence is not None)


def _choose_next(document: Document, waiting: dict[Passage, float], chosen: _Chosen) -> bool:
    """Choose the weightiest passage that can stand beside those chosen; tell whether one can.

    It leaves those waiting, with all that weigh more and cannot; one that needs the passage
    before it waits for that one.
    """
    ranked = [(-fixed - _stance_weight(p, chosen), p.number, p) for p, fixed in waiting.items()]
    heapify(ranked)
    while ranked and -ranked[0][0] >= _LEAST:
        best = heappop(ranked)[-1]
        if _leans(document, best, chosen) and not _follows_chosen(best, chosen):
            continue
        del waiting[best]
        words = _words(best.span.of(document.text))
        if any(_alike(words, other) for other in chosen.words):
            continue
        if sentence_of(document, best, set()) is not None:
            _choose(best, words, chosen)
            return True
    return False


def _choose(passage: Passage, words: frozenset[str], chosen: _Chosen) -> None:
    chosen.passages.append(passage)
    chosen.words.append(words)
    for statement in _taking(passage):
        chosen.stands.add(_stand(statement))
        chosen.sides.add(_who(statement))


def _leans(document: Document, passage: Passage, chosen: _Chosen) -> bool:
    """Tell whether a reader needs the passage before to know what a word in this one means."""
    if passage not in chosen.leaning:
        sources = named_sources(document, passage.said)
        chosen.leaning[passage] = points_back(
            document, passage.span, sources
        ) or has_unclear_pronoun(document, passage.span, sources)
    return chosen.leaning[passage]


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


def _stance_weight(passage: Passage, chosen: _Chosen) -> float:
    """Return what the stances of a passage add: those of sides not yet shown most."""
    taking = _taking(passage)
    if not taking:
        return 0.0
    added = _NEW_SIDE if any(_new_side(s, chosen) for s in taking) else _STANCE
    if not any(has_part(s) for s in taking):
        added = _BYSTANDER
    by_side = any(s.side for s in taking)
    return added - (_TOLD_BY_SIDE if by_side else _TOLD) * all(
        _stand(s) in chosen.stands for s in taking
    )


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
