"""Statements that answer a question, the nearest in meaning first.

The vectors tell some hundred that are near; of these, words that the question shares with a
statement, or with who says it, lift it, and words too few to say much lower it; what the ledger
knows of a statement lifts it where the question asks for that. Everything is asked of the ledger
by the same conditions as the list of statements: what was rejected is not found, and an utterance
is found once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Unpack

from sqlalchemy import ColumnElement, Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.told_words import printed, weighed
from dragoman.meaning.nearest import Signs, signs_in
from dragoman.meaning.network import network
from dragoman.meaning.suiting import suiting
from dragoman.meaning.vectors import file_of
from dragoman.meaning.worded import Worded, worded
from dragoman.views.knowing import connected
from dragoman.views.rows import StatementRow
from dragoman.views.statements import StatementFilter, statement_rows, statements_wanted

MOST = 100
"""Statements that are found at most."""

FLOOR = 0.15
"""The cosine below which a statement is not near."""

FILTERED = 50_000
"""Statements up to which those that the filters ask for are compared alone."""

_SHARED = 0.2
"""What it lifts a statement to have all words of the question."""

_SHORT = 0.12
"""What it lowers a statement to have no word but grammar."""


def statements_near(
    ledger: Ledger,
    question: str,
    *,
    limit: int | None = None,
    offset: int = 0,
    **where: Unpack[StatementFilter],
) -> tuple[StatementRow, ...]:
    """Return the statements nearest to a question, the nearest first, at most a hundred.

    Statements that have no vectors yet are not found; `make_vectors` makes them. Raises what
    `statements` raises, and DragomanError when the network is not there.
    """
    end = None if limit is None else offset + limit
    return rows_near(ledger, near(ledger, question, **where)[offset:end], **where)


def near(ledger: Ledger, question: str, **where: Unpack[StatementFilter]) -> tuple[int, ...]:
    """Return by key what `statements_near` returns."""
    with connected(ledger, where.get("as_known_on")) as connection:
        return tuple(_near(connection, signs_in(file_of(ledger)), question, where))


def rows_near(
    ledger: Ledger, keys: Sequence[int], **where: Unpack[StatementFilter]
) -> tuple[StatementRow, ...]:
    """Return the statements that `near` found with the same filters, as rows."""
    with connected(ledger, where.get("as_known_on")) as connection:
        return statement_rows(connection, keys)


def _near(connection: Connection, signs: Signs, question: str, where: StatementFilter) -> list[int]:
    asked = network().embed([question])[0]
    wanted = statements_wanted(connection, where)
    among = _among(connection, wanted) if wanted else None
    close = [(key, cosine) for key, cosine in signs.nearest(asked, among) if cosine >= FLOOR]
    found = _each_once(connection, wanted, close)
    told = worded(connection, list(found))
    scores = _scores(question, {key: found[key] for key in told}, told)
    suits = suiting(connection, question, list(scores))
    return _apart(sorted(scores, key=lambda key: -scores[key] - suits.get(key, 0.0)), told)


def _among(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> list[int] | None:
    """Return the statements that the filters ask for, None when they are too many to list."""
    own = select(schema.standings.c.statement_key).where(*wanted).limit(FILTERED + 1)
    keys = list(connection.execute(own).scalars())
    return keys if len(keys) <= FILTERED else None


def _each_once(
    connection: Connection,
    wanted: Sequence[ColumnElement[bool]],
    close: Sequence[tuple[int, float]],
) -> dict[int, float]:
    """Return the statements that stand and are wanted, one of each utterance, with their cosines.

    It is the one whose words are shown, when it is wanted itself, else the nearest.
    """
    standings, told = schema.standings.c, schema.tellings.c
    cosines: dict[int, tuple[int, float]] = {}
    for some in chunks(close, 2 * MOST):  # most often enough
        query = (
            select(standings.statement_key, told.utterance)
            .join(schema.tellings, told.statement_key == standings.statement_key)
            .where(standings.statement_key.in_([key for key, _ in some]), *wanted)
        )
        utterances = {row.statement_key: row.utterance for row in connection.execute(query)}
        for key, cosine in some:
            if key in utterances:
                cosines.setdefault(utterances[key], (key, cosine))
        if len(cosines) >= MOST:
            break
    nearest = dict(islice(cosines.items(), MOST))
    own = select(standings.statement_key).where(standings.statement_key.in_(nearest), *wanted)
    held = set(connection.execute(own).scalars())
    return {
        (utterance if utterance in held else key): cosine
        for utterance, (key, cosine) in nearest.items()
    }


def _scores(question: str, cosines: dict[int, float], told: dict[int, Worded]) -> dict[int, float]:
    asked = _units(question)
    units = {key: _units(one.said) for key, one in told.items()}
    often = Counter(unit for own in units.values() for unit in own)
    # A word that many of the near ones have tells them apart less than a rare one.
    weights = {
        unit: math.log(1 + (len(units) - often[unit] + 0.5) / (often[unit] + 0.5)) for unit in asked
    }
    whole = sum(weights.values()) or 1.0
    scores = {}
    for key, cosine in cosines.items():
        shared = sum(weights[unit] for unit in asked & units[key]) / whole
        short = 1 / (1 + len(printed(told[key].words).content))
        scores[key] = cosine + _SHARED * shared - _SHORT * short
    return scores


def _units(words: str) -> frozenset[str]:
    said = weighed(words, "indirect")
    return said.units | said.numbers


def _apart(keys: Sequence[int], told: dict[int, Worded]) -> list[int]:
    """Return the statements without those that lie within a nearer one, or around it."""
    kept: dict[int, list[Worded]] = defaultdict(list)
    apart = []
    for key in keys:
        one = told[key]
        nearer = kept[one.edition]
        if not any(_within(one, other) or _within(other, one) for other in nearer):
            nearer.append(one)
            apart.append(key)
    return apart


def _within(one: Worded, other: Worded) -> bool:
    return other.start <= one.start and one.end <= other.end
