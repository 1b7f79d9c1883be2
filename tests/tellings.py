"""Readings made from a few words each: who said what with which stance, for tests of the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dragoman.article import Article, Span
from dragoman.records import (
    Condition,
    ConditionKind,
    Event,
    Reading,
    Sort,
    Speaker,
    Stance,
    Statement,
    record_id,
)


@dataclass(frozen=True)
class Told:
    """One statement to be made; `within` counts the statements of its reading from 0."""

    side: str | None
    stance: Stance | None = None
    matter: str | None = None
    said: str | None = None
    scope: str | None = None
    name: str | None = "Someone"
    role: str | None = None
    sort: Sort = "person"
    within: int | None = None
    words: str = ""
    via: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    only_if: str | None = None
    actor: str | None = None
    kind: ConditionKind = "precondition"
    outcome: str | None = None
    confidence: float = 0.9


def reading(
    *told: Told,
    name: str = "one",
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    reader: str = "0.1.0",
    events: tuple[Event, ...] = (),
) -> Reading:
    """Return a reading whose text holds one line for each statement."""
    lines = [_line(n, one) for n, one in enumerate(told)]
    text = "\n".join(line for line, _ in lines)
    statements: list[Statement] = []
    conditions: list[Condition] = []
    taken: set[str] = set()
    at = 0
    for one, (line, content) in zip(told, lines, strict=True):
        start = at + line.index(content)
        span = Span(start, start + len(content))
        statements.append(_statement(one, span, at, statements, taken))
        if one.only_if:
            conditions.append(_condition(one, text, at, statements[-1].id, taken))
        at += len(line) + 1
    return Reading(
        article=article(text, name=name, published=published, title=title, outlet=outlet),
        reader=reader,
        model="none 0",
        statements=tuple(statements),
        conditions=tuple(conditions),
        events=events,
    )


def batch() -> list[Reading]:
    """Return readings of articles enough to be interrupted in."""
    return [
        reading(
            Told("RUS", "open", f"treaty {n % 7} with Japan", words=f"first of {n}"),
            Told("JPN", "defers", "the document", words="second", only_if="it rains"),
            name=f"n{n}",
        )
        for n in range(30)
    ]


def article(
    text: str,
    *,
    name: str = "one",
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
) -> Article:
    """Return an article of that text, known by its name."""
    raw = text.encode()
    return Article(
        name=name,
        origin=f"file:///{name}.txt",
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        title=title,
        outlet=outlet,
        published=published,
        raw=raw,
    )


def _line(n: int, told: Told) -> tuple[str, str]:
    content = told.words or f"words {n} on {told.matter or 'nothing'}"
    if told.outcome:
        content += f", {told.outcome}"
    if told.only_if:
        content += f" only if {told.only_if}"
    return f"{told.name or 'They'} said that {content}.", content


def _statement(
    told: Told, span: Span, line: int, before: list[Statement], taken: set[str]
) -> Statement:
    cue = line + len(told.name or "They") + 1
    return Statement(
        id=record_id("s", *span, taken),
        source=Span(line, cue - 1),
        cue=Span(cue, cue + 4),
        content=(span,),
        kind="indirect",
        speaker=Speaker(
            told.name, told.role, told.side if _is_code(told.side) else None, told.sort
        ),
        speakers=told.speakers,
        side=told.side,
        within=None if told.within is None else before[told.within].id,
        via=told.via,
        said=told.said,
        stance=told.stance,
        scope=told.scope,
        matter=told.matter,
        confidence=told.confidence,
        rule="by hand",
    )


def _condition(told: Told, text: str, line: int, statement: str, taken: set[str]) -> Condition:
    assert told.only_if
    cue = text.index(" only if ", line) + 6
    act = Span(cue + 3, cue + 3 + len(told.only_if))
    outcome = None
    if told.outcome:
        start = text.index(told.outcome, line)
        outcome = Span(start, start + len(told.outcome))
    return Condition(
        id=record_id("c", *act, taken),
        statement=statement,
        kind=told.kind,
        act=act,
        actor=told.actor,
        outcome=outcome,
        cue=Span(cue, cue + 2),
        rule="by hand",
    )


def _is_code(side: str | None) -> bool:
    return side is not None and len(side) == 3 and side.isupper()
