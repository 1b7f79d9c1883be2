"""A summary of an article in its own sentences: who takes which stance, on what conditions.

Up to five passages are chosen by what the reading found in them and given in the article's
order; the only words that are not the article's stand in square brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from heapq import heapify, heappop

from dragoman.reading.document import Document
from dragoman.reading.summary.passages import Passage, passages
from dragoman.reading.summary.repairs import sentence_of
from dragoman.reading.syntax import child
from dragoman.records import Condition, Event, Statement, SummarySentence
from dragoman.vocabulary.summary import summary_words

LONGEST = 5
"""Sentences in a summary."""

Stand = tuple[str, str | None, str | None]

_LEAST = 0.2
_TOLD, _TOLD_BY_SIDE = 5.0, 1.0
"""What a stand loses that the summary holds already: a side's is still worth a second word."""
_ALIKE = 0.5
_WORD = re.compile(r"\w{4,}")


@dataclass(slots=True)
class _Chosen:
    """What the summary holds so far; `words` are those of its passages and of the headings."""

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
    waiting = {
        passage: _fixed_weight(document, passage)
        for passage in passages(document, statements, conditions, events)
    }
    titles = (p.span for p in document.paragraphs if p.sort in ("title", "heading"))
    chosen = _Chosen(words=[_words(span.of(document.text)) for span in titles])
    while len(chosen.passages) < LONGEST and _choose_next(document, waiting, chosen):
        pass
    shown: set[str] = set()
    ordered = sorted(chosen.passages, key=lambda p: p.number)
    written = (sentence_of(document, passage, shown) for passage in ordered)
    return tuple(sentence for sentence in written if sentence is not None)


def _choose_next(document: Document, waiting: dict[Passage, float], chosen: _Chosen) -> bool:
    """Choose the weightiest passage that can stand beside those chosen; tell whether one can.

    It leaves those waiting, with all that weigh more and cannot.
    """
    ranked = [(-fixed - _stance_weight(p, chosen), p.number, p) for p, fixed in waiting.items()]
    heapify(ranked)
    while ranked and -ranked[0][0] >= _LEAST:
        best = heappop(ranked)[-1]
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


def _fixed_weight(document: Document, passage: Passage) -> float:
    """Return what a passage weighs whatever else the summary holds."""
    taking = _taking(passage)
    weight = 0.0
    if passage.stated and not taking:
        weight += 2.0 if any(s.side for s in passage.stated) else 1.0
    if passage.conditions:
        remark = passage.stated and not any(s.side for s in passage.stated)
        weight += 2.0 if remark else 5.0  # an onlooker's condition binds nobody
    weight += 4.0 * max((e.confidence for e in passage.events), default=0.0)
    weight -= (1.5 if taking else 3.0) * _points_back(document, passage)
    weight -= 1.5 * (bool(passage.continued) and not passage.said)
    return weight - 0.02 * passage.number


def _stance_weight(passage: Passage, chosen: _Chosen) -> float:
    """Return what the stances of a passage add: those of sides not yet shown most."""
    taking = _taking(passage)
    if not taking:
        return 0.0
    weight = 14.0 if any(_new_side(s, chosen) for s in taking) else 6.0
    by_side = any(s.side for s in taking)
    return weight - (_TOLD_BY_SIDE if by_side else _TOLD) * all(
        _stand(s) in chosen.stands for s in taking
    )


def _new_side(statement: Statement, chosen: _Chosen) -> bool:
    return statement.side is not None and statement.side not in chosen.sides


def _who(statement: Statement) -> str:
    return statement.side or statement.speaker.name or ""


def _stand(statement: Statement) -> Stand:
    return _who(statement), statement.stance, statement.matter


def _points_back(document: Document, passage: Passage) -> bool:
    """Tell whether a sentence opens with a word that means one before it."""
    first = next((t for t in document.tokens(passage.span) if t.is_alpha), None)
    if first is None:
        return False
    if first.dep_ in ("prep", "mark", "advmod"):
        # "Until such steps are taken", "Because of this"
        following = document.doc[first.i + 1 : first.i + 3]
        first = next((t for t in following if t.lower_ in summary_words().pointing), first)
    if first.lower_ not in summary_words().pointing:
        return False
    if first.lower_ in ("it", "there") and child(first.head, "ccomp", "csubj", "attr", "xcomp"):
        return False
    return not any(s.source and s.source.start == first.idx for s in passage.said)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _ALIKE * len(one | other)
