"""Annotated articles: the gold ledger of one article, with the annotators' doubts kept.

A record that both annotators made is sure. A field on which they differ holds every answer
that either gave, and any of them is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.article import Span
from dragoman.errors import UnreadableInput

ENDING = ".gold.json"

Answers = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One annotated statement; `name`, `country` and `sort` are its speaker's."""

    sure: bool
    source: Span | None
    content: tuple[Span, ...]
    name: Answers
    country: Answers
    sort: Answers
    stance: Answers


@dataclass(frozen=True, slots=True)
class GoldCondition:
    """One annotated condition."""

    sure: bool
    act: Span | None
    outcome: Span | None
    kind: Answers
    actor: Answers


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; `first` is the type that stands first among its answers."""

    sure: bool
    anchor: Span | None
    type: Answers
    first: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """What the annotators found in the article of that name."""

    name: str
    statements: tuple[GoldStatement, ...]
    conditions: tuple[GoldCondition, ...]
    events: tuple[GoldEvent, ...]


def gold_files(folder: Path) -> list[Path]:
    """Return a folder's gold files in the order of their names.

    Raises UnreadableInput when there is none.
    """
    files = sorted(folder.glob(f"*{ENDING}"))
    if not files:
        raise UnreadableInput(
            str(folder), f"no file ends in {ENDING}", "Name the folder that holds the gold files."
        )
    return files


def read_gold(path: Path) -> Gold:
    """Return one gold file's records. Raises UnreadableInput when it is not a gold file."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        return Gold(
            name=path.name.removesuffix(ENDING),
            statements=tuple(map(_statement, whole["statements"])),
            conditions=tuple(map(_condition, whole["conditions"])),
            events=tuple(map(_event, whole["events"])),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableInput(
            str(path), f"not a gold file ({error!r})", "Take it out of the folder, or mend it."
        ) from error


def all_gold(folder: Path) -> Iterator[Gold]:
    """Yield every article's gold in a folder, in the order of the files' names."""
    return map(read_gold, gold_files(folder))


def _answers(record: Mapping[str, Any], field: str) -> Answers:
    return tuple(record.get(f"{field}_or", [record.get(field)]))


def _span(value: list[int] | None) -> Span | None:
    return None if value is None else Span(value[0], value[1])


def _statement(record: Mapping[str, Any]) -> GoldStatement:
    speaker = record["speaker"]
    return GoldStatement(
        sure=bool(record["sure"]),
        source=_span(record["source"]),
        content=tuple(Span(start, end) for start, end in record["content"]),
        name=_answers(speaker, "name"),
        country=_answers(speaker, "country"),
        sort=_answers(speaker, "sort"),
        stance=_answers(record, "stance"),
    )


def _condition(record: Mapping[str, Any]) -> GoldCondition:
    return GoldCondition(
        sure=bool(record["sure"]),
        act=_span(record["act"]),
        outcome=_span(record["outcome"]),
        kind=_answers(record, "kind"),
        actor=_answers(record, "actor"),
    )


def _event(record: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        sure=bool(record["sure"]),
        anchor=_span(record["anchor"]),
        type=_answers(record, "type"),
        first=record.get("type"),
        source=tuple(record["source"] or ()),
        target=tuple(record["target"] or ()),
    )
