"""Conditions of our own and later articles, for tests of what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.article import Article, Span
from dragoman.intake import from_text
from dragoman.reading.reader import read_all
from dragoman.records import Condition, ConditionKind, Reading, Speaker, Statement, record_id
from dragoman.vocabulary.dossier_file import read_dossier
from tellings import article

ROOT = Path(__file__).parent
TABLE = ROOT / "data" / "condition_status.jsonl"


def rows(half: str) -> list[dict[str, Any]]:
    """Return the rows of one half of the table: `built` was looked at, `held` was not."""
    found = (json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines())
    return [row for row in found if row["half"] == half]


def condition(
    side: str,
    actor: str | None,
    act: str,
    *,
    outcome: str = "talks can go on",
    link: str = "only if",
    day: str | None = "2031-01-10",
    matter: str | None = "peace treaty between Valdoria and Kestrelia",
    kind: ConditionKind = "precondition",
    name: str = "",
) -> Reading:
    """Return the reading of an article in which a side sets one condition."""
    content = f"{outcome} {link} {act}"
    text = f"{side} said that {content}."
    start = text.index(content)
    said = Span(start, start + len(content))
    cue = text.index(f" {link} ", start) + 1
    begins = cue + len(link) + 1
    spoken = Statement(
        id=record_id("s", *said, set()),
        source=Span(0, len(side)),
        cue=Span(len(side) + 1, len(side) + 5),
        content=(said,),
        kind="indirect",
        speaker=Speaker(side, None, side, "government"),
        side=side,
        stance="conditional",
        matter=matter,
        rule="by hand",
    )
    asked = Condition(
        id=record_id("c", begins, begins + len(act), set()),
        statement=spoken.id,
        kind=kind,
        act=Span(begins, begins + len(act)),
        actor=actor,
        outcome=Span(start, start + len(outcome)),
        cue=Span(cue, cue + len(link)),
        rule="by hand",
    )
    held = article(text, name=name or f"{side} {link} {act} {day}", published=day)
    return Reading(held, "0.1.0", "none 0", statements=(spoken,), conditions=(asked,))


def report(words: str, day: str | None, name: str = "") -> Reading:
    """Return the reading of an article that tells something in its own voice."""
    return Reading(article(words, name=name or words, published=day), "0.1.0", "none 0")


def statement(side: str, words: str, day: str, *, cue: str = "assert") -> Reading:
    """Return the reading of an article in which a side says something."""
    text = f"{side} said that {words}."
    said = Span(text.index(words), text.index(words) + len(words))
    spoken = Statement(
        id=record_id("s", *said, set()),
        source=Span(0, len(side)),
        cue=Span(len(side) + 1, len(side) + 5),
        content=(said,),
        kind="indirect",
        speaker=Speaker(side, None, side, "government"),
        side=side,
        cue_kind=cue,
        rule="by hand",
    )
    held = article(text, name=f"{side} {words} {day}", published=day)
    return Reading(held, "0.1.0", "none 0", statements=(spoken,))


def of_row(row: Mapping[str, Any]) -> Reading:
    """Return the reading of the article that sets the condition of a row of the table."""
    asked = row["condition"]
    return condition(
        asked["side"],
        asked["actor"],
        asked["act"],
        outcome=asked["outcome"],
        link=asked["link"],
        day=row["said"],
        name=row["id"],
    )


def later(told: Sequence[tuple[str, str | None]]) -> Iterator[Reading]:
    """Yield the readings of articles with these words, published on these days."""
    dossier = read_dossier(ROOT.parent / "samples" / "dossier.toml")
    return read_all([_article(*one, n) for n, one in enumerate(told)], dossier=dossier)


def _article(words: str, day: str | None, n: int) -> Article:
    dated = f"---\ndate: {day}\n---\n\n{words}\n" if day else f"{words}\n"
    return from_text(dated, name=f"later {n}", origin=f"later:{n}-{day}", ending=".md")
