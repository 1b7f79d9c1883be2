"""Which sentences of the articles' summaries a brief of many articles opens with.

What several articles say in nearly the same words stands there once, with the number of
stories that say it: copies of one wire report are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dragoman.article import Span
from dragoman.records import Reading, Statement, SummarySentence
from dragoman.views.rows import PositionRow
from dragoman.vocabulary.summary import summary_words

SENTENCES = 10
"""What fits on the first page and is read to the end."""

_ALIKE = 0.6
"""Share of all words of two sentences from which they may say the same."""

_APART = 14
"""Days from which on the same words are said anew."""

_WORD = re.compile(r"\w+")
_INSERTED = re.compile(r"\[[^\]]*\]")
_TELLING = 4


class Evidence(NamedTuple):
    """What a sentence stands on: `record` is one's id, or `v12-80` for words that are none's own.

    `said` are the statements that begin in the words.
    """

    record: str
    spans: tuple[Span, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of one article's summary, with what it stands on.

    `sources` is in how many stories it is said in these or nearly these words.
    """

    reading: Reading
    sentence: SummarySentence
    day: str | None
    evidence: tuple[Evidence, ...]
    sources: int = 1


def chosen_sentences(
    readings: Sequence[Reading],
    positions: Sequence[PositionRow],
    stories: Mapping[str, str] | None = None,
    most: int = SENTENCES,
) -> tuple[Chosen, ...]:
    """Return up to `most` sentences, oldest first, of articles given oldest first.

    Those that need no sentence before them come before others, of these those that say a side's
    present stance, then each article's first before its second, then the newest; what is said
    twice is given once. `stories` has for each article the first one of its story.
    """
    deciding = {quote.record for row in positions for quote in row.evidence}
    weighed = [
        (_leans(chosen), not _decides(chosen, deciding), place, -newness, chosen)
        for newness, reading in enumerate(readings)
        for place, chosen in enumerate(_sentences(reading))
    ]
    best: list[_Told] = []
    for *weight, chosen in sorted(weighed, key=lambda entry: entry[:4]):
        story = (stories or {}).get(chosen.reading.article.id, chosen.reading.article.id)
        told = _Told(chosen, (-weight[3], weight[2]), _likeness(chosen), {story})
        same = next((other for other in best if _say_the_same(other, told)), None)
        if same is not None:
            same.stories.add(story)
        elif len(best) < most:
            best.append(told)
    in_order = sorted(best, key=lambda told: told.place)
    return tuple(replace(told.chosen, sources=len(told.stories)) for told in in_order)


def _leans(chosen: Chosen) -> bool:
    """Tell whether a sentence opens with a word that is clear only beside the one before it."""
    text = chosen.sentence.text
    first = _WORD.search(text)
    named = first is not None and text.startswith(" [", first.end())
    return first is not None and not named and first[0].lower() in summary_words().leaning


@dataclass(slots=True)
class _Told:
    """A sentence that is chosen, its place, its words, and the stories that have it."""

    chosen: Chosen
    place: tuple[int, int]
    words: tuple[frozenset[str], frozenset[str]]
    stories: set[str]


def _likeness(chosen: Chosen) -> tuple[frozenset[str], frozenset[str]]:
    """Return the telling words of a sentence, and those of which each turns what it says."""
    listed = summary_words()
    turning = listed.negations | listed.hedges | listed.conditional
    found = _WORD.findall(_INSERTED.sub(" ", chosen.sentence.text).lower())
    turned = (word for word in found if word in turning or word.isdigit())
    return frozenset(w for w in found if len(w) >= _TELLING), frozenset(turned)


def _say_the_same(one: _Told, other: _Told) -> bool:
    (some, turns), (others, turned) = one.words, other.words
    if turns != turned or len(some & others) <= _ALIKE * len(some | others):
        return False
    days = [told.chosen.day for told in (one, other)]
    whole = [date.fromisoformat(day) for day in days if day and len(day) == len("2031-03-04")]
    return len(whole) < len(days) or abs((whole[0] - whole[1]).days) < _APART


def _decides(chosen: Chosen, deciding: set[str]) -> bool:
    article = chosen.reading.article.id
    said = (name for evidence in chosen.evidence for name in evidence.said)
    return any(f"{article}/{name}" in deciding for name in said)


def _sentences(reading: Reading) -> Iterator[Chosen]:
    for sentence in reading.summary:
        owners = [_owner(reading, span) for span in sentence.evidence]
        said = next((owner.said for owner in owners if owner and owner.said), None)
        found = (
            _evidence(reading, span, owner)
            for span, owner in zip(sentence.evidence, owners, strict=True)
        )
        day = said or reading.article.published
        evidence = {one.record: one for one in found}
        yield Chosen(reading, sentence, day[:10] if day else None, tuple(evidence.values()))


def _evidence(reading: Reading, span: Span, owner: Statement | None) -> Evidence:
    if owner is not None:
        return Evidence(owner.id, owner.content, (owner.id,))
    said = (s.id for s in reading.statements if any(_begins(own, span) for own in s.content))
    return Evidence(f"v{span.start}-{span.end}", (span,), tuple(said))


def _begins(own: Span, outer: Span) -> bool:
    return outer.start <= own.start < outer.end


def _owner(reading: Reading, span: Span) -> Statement | None:
    """Return the statement whose content the words are."""
    return next((s for s in reading.statements if span in s.content), None)
