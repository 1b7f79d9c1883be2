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
    told = set(sought_by(printed(f"{row.cue_words or ''} {row.words}").tokens))
    every = max(len(asked.sought), 1)
    lifted: float = (
        _HELD * sum(_has(sought, row) for sought in asked.sought) / every
        + _TOLD * sum(sought in told for sought in asked.sought) / every
        + _NAMED * max((_says(named, row) for named in asked.named), default=0.0)
        + _YEAR * (bool(row.day) and row.day[:4] in asked.years)
    )
    return lifted - _ASKS if row.words.rstrip(_CLOSING).endswith("?") else lifted


def _has(sought: Sought, row: Row[Any]) -> bool:
    return (
        row.stance in sought.stances
        or row.condition in sought.conditions
        or row.cue_kind in sought.cues
        or (sought.grounds and row.grounds)
        or (sought.figures and bool(weighed(row.words, "indirect").numbers))
    )


def _says(named: Named, row: Row[Any]) -> float:
    sides = {row.side, *json.loads(row.sides)} - {None}
    if not (named.sides & sides or _called(named, row, sides)):
        return 0.0
    return 1.0 if named.speaks else _SPOKEN_OF


def _called(named: Named, row: Row[Any], sides: set[str]) -> bool:
    words = named.words
    # A state that only a dossier knows: its adjectives begin like its name.
    if any(words.startswith(fold(side)) for side in sides if len(side) > 3):
        return True
    name = fold(row.shown or "").split()
    return bool(name) and (words == name[-1] if row.sort == "person" else words in name)
