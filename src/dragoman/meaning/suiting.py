"""How well what the ledger knows of statements suits a question: by their speaker, stance, day.

A sentence vector tells what a text is about, and hardly who says it or where he stands.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.told_words import printed, weighed
from dragoman.meaning.question import Named, Question, question, sought_by
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.questions import Sought

_CLOSING = "”\"»’' "

_CODE = 3
"""Letters of a state's code."""

_HELD = 0.05
"""What it lifts a statement to have what the ledger knows of the kind that is asked for."""

_TOLD = 0.1
"""What it lifts a statement to tell so in words of that kind."""

_NAMED = 0.05
"""What it lifts a statement to be of a side or speaker whom the question names."""

_SPOKEN_OF = 0.5
"""How much of that, where the question only speaks of them."""

_YEAR = 0.1
"""What it lifts a statement to be of a year that the question names."""

_ASKS = 0.15
"""What it lowers a statement to be a question itself."""


def suiting(connection: Connection, asked: str, keys: Sequence[int]) -> dict[int, float]:
    """Return by how much statements that stand suit a question better than their words tell."""
    wanted = question(asked)
    found: dict[int, float] = {}
    for some in chunks(keys):
        for row in connection.execute(_query(some)):
            found[row.key] = _suits(wanted, row)
    return found


def _query(keys: Sequence[int]) -> Select[Any]:
    statements, standings, actors = schema.statements.c, schema.standings.c, schema.actors.c
    conditions, grounds, blames = schema.condition_standings, schema.grounds, schema.blames
    condition = (
        select(conditions.c.kind)
        .where(
            conditions.c.article_key == standings.article_key,
            conditions.c.statement_key == standings.statement_key,
        )
        .limit(1)
        .scalar_subquery()
    )
    ground = select(1).where(grounds.c.statement_key == standings.statement_key).exists()
    blame = select(1).where(blames.c.statement_key == standings.statement_key).exists()
    return (
        select(
            statements.key,
            statements.words,
            statements.cue_kind,
            statements.cue_words,
            standings.role,
            standings.side,
            standings.sides,
            standings.stance,
            standings.day,
            actors.shown,
            actors.sort,
            condition.label("condition"),
            (ground | blame).label("grounds"),
        )
        .join(schema.standings, standings.statement_key == statements.key)
        .join(schema.actors, actors.id == standings.actor_id)
        .where(statements.key.in_(keys))
    )


def _suits(asked: Question, row: Row[Any]) -> float:
    lifted = 0.0
    if asked.sought:
        told = set(sought_by(printed(f"{row.cue_words or ''} {row.words}").tokens))
        held = sum(_has(sought, row) for sought in asked.sought)
        lifted += (_HELD * held + _TOLD * len(told.intersection(asked.sought))) / len(asked.sought)
    if asked.named:
        lifted += _NAMED * _named(asked.named, row)
    if row.day and row.day[:4] in asked.years:
        lifted += _YEAR
    return lifted - _ASKS if row.words.rstrip(_CLOSING).endswith("?") else lifted


def _has(sought: Sought, row: Row[Any]) -> bool:
    return (
        row.stance in sought.stances
        or row.condition in sought.conditions
        or row.cue_kind in sought.cues
        or (sought.grounds and row.grounds)
        or (sought.figures and bool(weighed(row.words, "indirect").numbers))
    )


def _named(every: Sequence[Named], row: Row[Any]) -> float:
    """Return 1 where the question asks for words of who speaks, less where it speaks of him."""
    sides: set[str] = {row.side, *json.loads(row.sides)} - {None}
    # A state that only a dossier knows is called by its name, and its adjectives begin so.
    starts = tuple(fold(side) for side in sides if len(side) > _CODE)
    name = fold(row.shown or "").split()
    called = name[-1:] if row.sort == "person" else name
    meant = [
        one
        for one in every
        if one.sides & sides or one.words.startswith(starts) or one.words in called
    ]
    if any(one.speaks for one in meant):
        return 1.0
    return _SPOKEN_OF if meant else 0.0
