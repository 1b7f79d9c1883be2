"""A ledger copied from one database to another of either kind, and proof that both say the same.

All of it is stored in one transaction, table by table in portions: what is killed half way leaves
an empty ledger, and memory does not grow with what is copied. Then every table of the copy is
read again and compared with the original: as many rows, with the same digest in key order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy import func as sql

from dragoman.errors import LedgerError
from dragoman.ledger import schema, search
from dragoman.ledger.columns import metadata
from dragoman.ledger.database import Database, connected
from dragoman.ledger.place import BUSY_SECONDS
from dragoman.ledger.schema_versions import latest

ROWS = 500
"""Rows held in memory at a time; of articles and their texts, which may be long, `FEW`."""

FEW = 20
_LONG = frozenset({"articles", "editions"})

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many; each row counts when stored and when compared."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, by names without passwords; `digest` stands for all rows of all tables."""

    source: str
    target: str
    tables: int
    rows: int
    articles: int
    digest: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a table holds: how many rows, and their digest in key order."""

    rows: int
    digest: str


def copy(
    source: str | Path,
    target: str | Path,
    *,
    on_progress: Progress = lambda done, total: None,
    busy_seconds: float = BUSY_SECONDS,
) -> Copied:
    """Copy a ledger into an empty place, file or database, and compare the two.

    What is written to the original meanwhile is not copied. Raises LedgerError when there is
    something at the target already, or when the copy turns out to differ.
    """
    with (
        closing(connected(source, create=False, busy_seconds=busy_seconds)) as from_,
        closing(connected(target, busy_seconds=busy_seconds)) as to,
        from_.reading() as reading,
        to.writing() as writing,
    ):
        _refuse_held(writing, to)
        return _copied(reading, writing, from_, to, on_progress)


def _copied(
    reading: Connection, writing: Connection, from_: Database, to: Database, tell: Progress
) -> Copied:
    told = copy_rows(reading, writing, metadata.sorted_tables, (from_.where, to.where), tell)
    rows = sum(one.rows for one in told.values())
    articles = told["articles"].rows
    return Copied(from_.where, to.where, len(told), rows, articles, _digest_of_all(told))


def copy_rows(
    reading: Connection,
    writing: Connection,
    tables: Sequence[Table],
    names: tuple[str, str],
    tell: Progress,
) -> dict[str, Told]:
    """Copy all rows of these tables, make them findable, and compare; return what each holds.

    `names` say in messages from where to where. Raises LedgerError when the two differ.
    """
    counts = {table.name: _count(reading, table) for table in tables}
    told: dict[str, Told] = {}
    done, total = 0, sum(counts.values())
    for table in tables:
        told[table.name] = _copy_rows(reading, writing, table, lambda n: tell(n, 2 * total), done)
        done += counts[table.name]
    _make_findable(writing)
    for table in tables:
        found = _told(_rows(writing, table), lambda n: tell(n, 2 * total), done)
        done += found.rows
        if found != told[table.name]:
            raise LedgerError(
                f"{names[1]}: the copy differs from {names[0]} in the table {table.name}, so "
                "nothing was kept of it. Please report it."
            )
    return told


def _refuse_held(connection: Connection, to: Database) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(*table.primary_key).limit(1)).first() is not None:
            raise LedgerError(
                f"{to.where}: there is a ledger here already, and it is not empty. Copy to a "
                "place where nothing is."
            )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(sql.count()).select_from(table)).scalar_one())


def _copy_rows(
    reading: Connection, writing: Connection, table: Table, tell: Callable[[int], None], done: int
) -> Told:
    names, place = [column.name for column in table.c], insert(table)

    def stored() -> Iterator[Sequence[Sequence[Any]]]:
        for some in _rows(reading, table):
            writing.execute(place, [dict(zip(names, row, strict=True)) for row in some])
            yield some

    return _told(stored(), tell, done)


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield a table's rows in key order, in portions."""
    size = FEW if table.name in _LONG else ROWS
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=size)
    with connection.execute(query) as found:
        yield from found.partitions()


def _told(
    portions: Iterator[Sequence[Sequence[Any]]], tell: Callable[[int], None], done: int
) -> Told:
    count, digest = 0, hashlib.sha256()
    for some in portions:
        for row in some:
            digest.update(json.dumps([*row], default=bytes.hex).encode())
            digest.update(b"\n")
        count += len(some)
        tell(done + count)
    return Told(count, digest.hexdigest())


def _make_findable(connection: Connection) -> None:
    """Fill the index of words, of which each kind of database has its own."""
    readings = schema.readings.c
    found = select(readings.key).where(readings.current, latest(readings.article_key))
    for key in connection.execute(found.order_by(readings.key)).scalars().all():
        search.index(connection, key)


def _digest_of_all(told: Mapping[str, Told]) -> str:
    every = [[name, one.rows, one.digest] for name, one in sorted(told.items())]
    return hashlib.sha256(json.dumps(every).encode()).hexdigest()
