"""A person's decision on a record of one version, carried over to the same record of another.

Only where the words are the same: those of the statement, those that name its source, its cue,
and who speaks; those of a condition and of the statement around it; for an event the whole
sentence. What an outlet changed, a person has to look at again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from dragoman.article import Span
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.alignment import same_first
from dragoman.ledger.decisions import Decision, corrections_of, decisions_on_record
from dragoman.ledger.rebuilding import current_reading
from dragoman.ledger.standing import Corrections
from dragoman.ledger.versioning import family
from dragoman.records import Condition, Event, Reading, Statement

Record = TypeVar("Record", Statement, Condition, Event)
_ENDS = ".!?\n"


def carried_corrections(connection: Connection, article_key: int, reading: Reading) -> Corrections:
    """Return what people decided on other versions, under the ids that their records have here.

    What was decided on a later version outweighs what was on an earlier one.
    """
    found: dict[str, Any] = {}
    for key, corrections in _others(connection, article_key):
        if corrections:
            before = _reading(connection, key)
            same = same_records(before, reading)
            found |= {same[id_]: fields for id_, fields in corrections.items() if id_ in same}
    return found


def decided_elsewhere(
    connection: Connection, article_key: int, reading: Reading, record: str
) -> list[Decision]:
    """Return what somebody decided on the same record of other versions of its article."""
    found: list[Decision] = []
    for key, corrections in _others(connection, article_key):
        if corrections:
            before = _reading(connection, key)
            same = same_records(before, reading)
            for id_ in (id_ for id_ in corrections if same.get(id_) == record):
                article, at = before.article.id, current_reading(connection, key)
                found += decisions_on_record(connection, article, at, id_)
    return found


def same_records(before: Reading, after: Reading) -> dict[str, str]:
    """Return the records of one reading that stand unchanged in another, by their ids."""
    found: dict[str, str] = {}
    ways: tuple[tuple[Sequence[Any], Sequence[Any], Callable[[Any, Reading], Hashable]], ...] = (
        (before.statements, after.statements, _said),
        (before.conditions, after.conditions, _conditioned),
        (before.events, after.events, _happened),
    )
    for old, new, told in ways:
        pairs = same_first([told(one, before) for one in old], [told(one, after) for one in new])
        found |= {old[n].id: new[m].id for n, m in pairs}
    return found


def _others(connection: Connection, article_key: int) -> list[tuple[int, Corrections]]:
    """Return the other versions of an article, each with what people decided on its records."""
    articles = schema.articles.c
    others = [key for key in family(connection, article_key) if key != article_key]
    found = []
    for key in others:
        name = connection.execute(select(articles.id).where(articles.key == key)).scalar_one()
        found.append((key, corrections_of(connection, name, current_reading(connection, key))))
    return found


def _reading(connection: Connection, article_key: int) -> Reading:
    return rebuilding.reading_of(connection, current_reading(connection, article_key))


def _said(one: Statement, reading: Reading) -> Hashable:
    text = reading.article.text
    words = tuple(_words(span, text) for span in (one.source, one.cue, *one.content))
    return (*words, one.speaker.name, tuple(speaker.name for speaker in one.speakers))


def _conditioned(one: Condition, reading: Reading) -> Hashable:
    text = reading.article.text
    said = next((s for s in reading.statements if s.id == one.statement), None)
    words = tuple(_words(span, text) for span in (one.act, one.cue, one.outcome))
    return (*words, _said(said, reading) if said else None)


def _happened(one: Event, reading: Reading) -> Hashable:
    text = reading.article.text
    start = max(text.rfind(end, 0, one.anchor.start) for end in _ENDS) + 1
    ends = [at for end in _ENDS if (at := text.find(end, one.anchor.end)) >= 0]
    sentence = Span(start, min(ends, default=len(text)))
    return _words(sentence, text), _words(one.anchor, text)


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else " ".join(span.of(text).split())
