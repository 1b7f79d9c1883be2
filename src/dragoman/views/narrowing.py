"""Conditions on standings that look at what a statement, or its article, was read as.

They ask of each row by its key: whoever reads only the first of the rows looks no others up.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.records import FACTIVITIES

KINDS = ("direct", "indirect", "mixed")
"""How words are given: quoted, told, or partly quoted."""

HELD = ("condition",)
"""What a statement may be asked to hold."""


def as_reported(factivity: str) -> ColumnElement[bool]:
    """Return the condition that the reporter takes the words so. Raises DragomanError."""
    if factivity not in FACTIVITIES:
        raise DragomanError(f"{factivity}: no such factivity. Use {' or '.join(FACTIVITIES)}.")
    return _read_as(schema.statements.c.factivity == factivity)


def of_kind(kind: str) -> ColumnElement[bool]:
    """Return the condition that the words are of a kind. Raises DragomanError for none."""
    if kind not in KINDS:
        raise DragomanError(f"{kind}: no such kind of words. Use {', '.join(KINDS)}.")
    return _read_as(schema.statements.c.kind == kind)


def in_outlet(outlet: str) -> ColumnElement[bool]:
    """Return the condition that an outlet of that name, in either case, had the article."""
    return _edited_as(sql.lower(schema.editions.c.outlet) == outlet.lower())


def in_language(code: str) -> ColumnElement[bool]:
    """Return the condition that the article is in a language, given by its ISO 639 code."""
    return _edited_as(schema.editions.c.language == code.lower())


def with_condition(what: str) -> ColumnElement[bool]:
    """Return the condition that a statement states a condition. Raises DragomanError."""
    if what not in HELD:
        raise DragomanError(f"has:{what}: nobody can look for that. Use has:condition.")
    stated, standings = schema.condition_standings.c, schema.standings.c
    # By the article as well: it is by this that the rows are found.
    return exists().where(
        stated.article_key == standings.article_key,
        stated.statement_key == standings.statement_key,
    )


def _read_as(told: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(schema.statements.c.key == schema.standings.c.statement_key, told)


def _edited_as(told: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on the edition that a statement was read in."""
    editions, readings, statements = schema.editions.c, schema.readings.c, schema.statements.c
    standings = schema.standings.c
    read = (
        select(readings.key)
        .join(schema.statements, statements.reading_key == readings.key)
        .join(schema.editions, editions.key == readings.edition_key)
        .where(statements.key == standings.statement_key, told)
        .correlate(schema.standings)
    )
    return read.exists()
