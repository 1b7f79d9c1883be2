"""What a reading got wrong against its gold, record by record, for those who mend the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.benchmark.gold import Answers, Gold
from dragoman.benchmark.scoring import (
    condition_matches,
    event_matches,
    right_speaker,
    statement_matches,
)
from dragoman.records import Reading, Speaker


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: in which article, of what sort, on which words.

    `gold` and `read` are the two answers, empty where a side has no such record.
    """

    article: str
    what: str
    words: str
    gold: str = ""
    read: str = ""


def mistakes(gold: Gold, reading: Reading) -> Iterator[Mistake]:
    """Yield one article's mistakes: statements first, then conditions, then events."""
    yield from _statements(gold, reading)
    yield from _conditions(gold, reading)
    yield from _events(gold, reading)


def _statements(gold: Gold, reading: Reading) -> Iterator[Mistake]:
    text, read = reading.article.text, reading.statements
    matches = statement_matches(gold, reading)
    for i, wanted in enumerate(gold.statements):
        words = _words(text, *wanted.content)
        if not wanted.sure:
            continue
        if i not in matches:
            yield Mistake(gold.name, "statement missed", words, either(wanted.name))
            continue
        found = read[matches[i]]
        for what, right in right_speaker(wanted, found).items():
            if not right:
                answers = getattr(wanted, what.removeprefix("speaker "))
                yield Mistake(gold.name, what, words, either(answers), _who(found.speaker))
        if found.stance not in wanted.stance:
            stance = found.stance or "none"
            yield Mistake(gold.name, "stance", words, either(wanted.stance), stance)
    for k in sorted(set(range(len(read))) - set(matches.values())):
        words = _words(text, *read[k].content)
        yield Mistake(gold.name, "statement not in gold", words, read=_who(read[k].speaker))


def _conditions(gold: Gold, reading: Reading) -> Iterator[Mistake]:
    text, read = reading.article.text, reading.conditions
    matches = condition_matches(gold, reading)
    for i, wanted in enumerate(gold.conditions):
        words = _words(text, wanted.act)
        if not wanted.sure:
            continue
        if i not in matches:
            yield Mistake(gold.name, "condition missed", words, either(wanted.kind))
        elif read[matches[i]].kind not in wanted.kind:
            kind = read[matches[i]].kind
            yield Mistake(gold.name, "condition kind", words, either(wanted.kind), kind)
    for k in sorted(set(range(len(read))) - set(matches.values())):
        words = _words(text, read[k].act)
        yield Mistake(gold.name, "condition not in gold", words, read=read[k].kind)


def _events(gold: Gold, reading: Reading) -> Iterator[Mistake]:
    text, read = reading.article.text, reading.events
    matches = event_matches(gold, reading)
    for i, wanted in enumerate(gold.events):
        if wanted.sure and i not in matches:
            words = _words(text, wanted.anchor)
            yield Mistake(gold.name, "event missed", words, either(wanted.type))
    for k in sorted(set(range(len(read))) - set(matches.values())):
        words = _words(text, read[k].anchor)
        yield Mistake(gold.name, "event not in gold", words, read=read[k].type)


def _words(text: str, *spans: Span | None) -> str:
    return " … ".join(" ".join(span.of(text).split()) for span in spans if span)


def either(answers: Answers) -> str:
    """Return the answers of which each is right in words: `supports or none`."""
    return " or ".join(answer or "none" for answer in answers)


def _who(speaker: Speaker) -> str:
    return f"{speaker.name or 'unnamed'}, {speaker.country or 'no country'}, {speaker.sort}"
