"""Vectors made for statements that have none, some at a time, in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.meaning.network import WIDTH, Floats, network
from dragoman.meaning.vectors import Vectors, file_of
from dragoman.meaning.worded import Worded, worded

AT_ONCE = 256
"""Statements whose vectors are kept together: what a kill can lose."""


@dataclass(frozen=True, slots=True)
class _Next:
    """Statements that are to have vectors: by key, with the record of the last."""

    keys: list[int]
    record: str
    after: int


def waiting(ledger: Ledger, most: int | None = None) -> int:
    """Return how many statements cannot be found by meaning yet, counted up to `most`."""
    vectors = Vectors(file_of(ledger))
    with ledger.connect() as connection:
        some = _those_after(_last(connection, vectors)).limit(most).subquery()
        return connection.scalar(select(sql.count()).select_from(some)) or 0


def make_vectors(
    ledger: Ledger,
    *,
    most: int | None = None,
    told: Callable[[int], None] | None = None,
) -> int:
    """Make vectors for `most` of the statements that have none, or all; return how many were made.

    `told` is called with how many were made after each portion; what was made before it raises,
    or the process is killed, stays. Raises DragomanError when vectors cannot be made or kept.
    """
    vectors = Vectors(file_of(ledger))
    made = 0
    while most is None or made < most:
        some = _next(ledger, vectors, AT_ONCE if most is None else min(AT_ONCE, most - made))
        if some is None:
            break
        with ledger.connect() as connection:
            found = worded(connection, some.keys)
        if vectors.add(some.keys, _vectors(some.keys, found), some.record, some.after):
            made += len(some.keys)
        if told is not None:
            told(made)
    return made


def _next(ledger: Ledger, vectors: Vectors, count: int) -> _Next | None:
    with ledger.connect() as connection:
        after = _last(connection, vectors)
        query = _those_after(after).order_by(schema.statements.c.key).limit(count)
        rows = connection.execute(query).all()
    if not rows:
        return None
    if not after:
        network()  # nothing is begun that cannot go on
        vectors.begin(vectors.last())
    return _Next([row.key for row in rows], rows[-1].id, after)


def _those_after(key: int) -> Select[tuple[int, str]]:
    """Return a query for the statements that came after one, without what was read again since."""
    statements, readings = schema.statements.c, schema.readings.c
    return (
        select(statements.key, statements.id)
        .join(schema.readings, readings.key == statements.reading_key)
        .where(statements.key > key, readings.current)
    )


def _last(connection: Connection, vectors: Vectors) -> int:
    """Return the last statement that has a vector; 0 when the vectors are of another ledger."""
    last = vectors.last()
    if last is None:
        return 0
    key, record = last
    own = select(schema.statements.c.id).where(schema.statements.c.key == key)
    return key if connection.scalar(own) == record else 0


def _vectors(keys: list[int], found: dict[int, Worded]) -> Floats:
    """Return a vector for each key: the mean of those of its texts."""
    texts = [text for key in keys if key in found for text in found[key].texts]
    unique = list(dict.fromkeys(texts))
    each = dict(zip(unique, network().embed(unique), strict=True))
    whole = np.full((len(keys), WIDTH), 1e-6, dtype=np.float32)
    for n, key in enumerate(keys):
        if key in found:
            whole[n] = np.mean([each[text] for text in found[key].texts], axis=0)
    return whole
