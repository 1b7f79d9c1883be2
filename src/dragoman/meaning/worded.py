"""What is turned into vectors: a statement's sentence and paragraph, with who says it of what.

Three texts of each: alone, a sentence says little of who speaks, and its words little of where
they stand (docs/benchmarks.md tells what each brings).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, case, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.naming import name_matters
from dragoman.views.context import sentence_around
from dragoman.vocabulary.countries import countries

_STANDS = {
    "supports": "supports",
    "rejects": "rejects",
    "open": "is open to",
    "conditional": "sets a condition for",
    "defers": "puts off",
}
_REACH = 1500
"""Characters on each side of a statement that are looked at for its paragraph."""


class Worded(NamedTuple):
    """A statement as it is compared: its own words, who says it of what, where it stands."""

    words: str
    said: str
    edition: int
    start: int
    end: int
    texts: tuple[str, ...]


def worded(connection: Connection, keys: Sequence[int]) -> dict[int, Worded]:
    """Return the statements of those keys, by key, without those that are no more."""
    found: dict[int, Worded] = {}
    for some in chunks(keys):
        rows = connection.execute(_query(some)).all()
        named = name_matters(connection, {row.root for row in rows if row.root})
        for row in rows:
            found[row.key] = _worded(row, named[row.root].name if row.root else None)
    return found


def _query(keys: Sequence[int]) -> Select[Any]:
    statements, standings, editions = schema.statements, schema.standings, schema.editions
    contents, readings, actors = schema.contents.c, schema.readings, schema.actors
    span = (
        select(
            contents.statement_key,
            sql.min(contents.content_start).label("start"),
            sql.max(contents.content_end).label("end"),
        )
        .where(contents.statement_key.in_(keys))
        .group_by(contents.statement_key)
        .subquery()
    )
    start, end = span.c.start, span.c.end
    left = case((start > _REACH, start - _REACH), else_=0)
    return (
        select(
            statements.c.key,
            statements.c.words,
            readings.c.edition_key,
            start,
            end,
            left.label("left"),
            sql.substr(editions.c.text, left + 1, end - left + _REACH).label("text"),
            editions.c.title,
            actors.c.shown,
            standings.c.side,
            standings.c.stance,
            schema.matters.c.root,
        )
        .select_from(statements)
        .join(span, span.c.statement_key == statements.c.key)
        .join(readings, readings.c.key == statements.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .outerjoin(standings, standings.c.statement_key == statements.c.key)
        .join(actors, actors.c.id == sql.coalesce(standings.c.actor_id, statements.c.actor_id))
        .outerjoin(schema.matters, schema.matters.c.id == standings.c.matter_id)
        .where(statements.c.key.in_(keys))
    )


def _worded(row: Row[Any], matter: str | None) -> Worded:
    at = Span(row.start - row.left, row.end - row.left)
    speaker = _speaker(row.shown, row.side)
    about = f"{speaker} {_STANDS.get(row.stance, 'on')} {matter}" if matter else speaker
    sentence = _line(sentence_around(row.text, at).of(row.text))
    paragraph = _line(_paragraph(row.text, at))
    texts = (f"{speaker}: {sentence}", f"{speaker}: {sentence} ({row.title or ''})")
    return Worded(
        words=_line(row.words),
        said=f"{about}: {_line(row.words)}",
        edition=row.edition_key,
        start=row.start,
        end=row.end,
        texts=(*texts, f"{about}: {paragraph}"),
    )


def _speaker(name: str | None, side: str | None) -> str:
    country = countries().by_iso3.get(side) if side else None
    whose = country.name if country else side
    if not name:
        return f"somebody of {whose}" if whose else "somebody"
    return f"{name} of {whose}" if whose and whose != name else name


def _paragraph(text: str, at: Span) -> str:
    start = text.rfind("\n\n", 0, at.start) + 1
    end = text.find("\n\n", at.end)
    return text[start : end if end >= 0 else len(text)]


def _line(text: str) -> str:
    return " ".join(text.split())
