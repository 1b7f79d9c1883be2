"""A ledger in a PostgreSQL database: what the server knows of whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.database import Database, refuse_unknown, revision_of
from dragoman.ledger.faults import SAVING_SERVER
from dragoman.ledger.filing import file_away
from dragoman.ledger.schema_versions import latest
from dragoman.ledger.search_postgresql import indexed
from dragoman.ledger.verifying.finding import COPY, MEND, Finding
from dragoman.ledger.verifying.server_structure import amcheck, broken, misshapen, shapes, unlinked

_UNCHECKED = (
    "The server's pages and indexes were not looked at: its extension amcheck is not in this "
    "database (CREATE EXTENSION amcheck), or this user may not use it."
)


@dataclass(frozen=True, slots=True)
class InServer:
    """A ledger in a PostgreSQL database."""

    database: Database
    saving: str = SAVING_SERVER

    @property
    def where(self) -> str:
        """The address, without password."""
        return self.database.where

    def structure(self) -> Iterator[Finding]:
        """Yield what is wrong with pages, tables, indexes and links, as the server finds them."""
        with self.database.reading() as connection:
            whole = True
            for finding in broken(connection):
                whole = False
                yield finding
            if not whole:
                return  # what else is wrong follows from it
            revision = revision_of(connection)
            refuse_unknown(self.where, revision)
            if revision is None:
                what = "it does not say of which revision it is"
                yield Finding("schema", what, self.where, COPY)
                return
            found = shapes(connection)
            yield from misshapen(connection, revision, found)
            yield from unlinked(connection, revision, found)

    def unchecked(self) -> str:
        """Say so where pages and indexes cannot be looked at."""
        with self.database.reading() as connection:
            return _UNCHECKED if amcheck(connection) is None else ""

    def revision(self) -> str | None:
        """Return the revision of its schema."""
        with self.database.reading() as connection:
            return revision_of(connection)

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a view of the ledger as it is at one moment."""
        return self.database.reading()

    def copy(self, path: Path, seen: Connection | None = None) -> None:
        """Write it into an empty file, as it is or as a transaction sees it."""
        if seen is not None:
            file_away(seen, self.where, path, path)
            return
        with self.database.reading() as connection:
            file_away(connection, self.where, path, path)

    def unfound(self, seen: Connection, anew: Connection) -> Iterator[Finding]:
        """Yield what is wrong with the index of words, held against the words themselves."""
        readings = schema.readings.c
        indexes = select(readings.key).where(readings.current, latest(readings.article_key))
        told = dict.fromkeys(_DIFFERING, 0)
        odd: dict[str, str] = {}
        for key in anew.execute(indexes.order_by(readings.key)).scalars().all():
            for name, rows in indexed(seen, key).items():
                told[name] += len(rows)
                if name not in odd and (row := _differing(seen, name, rows)) is not None:
                    odd[name] = f"{name}, row {row}"
        for name, count in told.items():
            held = seen.execute(select(sql.count()).select_from(text(name))).scalar_one()
            where = odd.get(name) or (None if held == count else name)
            if where is not None:
                yield Finding("search", "the index of words is not that of the texts", where, MEND)


_DIFFERING = {
    name: text(
        "SELECT w.key FROM unnest(CAST(:keys AS integer[]), CAST(:ns AS integer[]), "
        f"CAST(:words AS text[])) AS w(key, n, words) LEFT JOIN {name} s USING (key, n) "
        "WHERE s.words IS DISTINCT FROM CAST(w.words AS tsvector) LIMIT 1"
    )
    for name in ("statement_search", "article_search")
}


def _differing(connection: Connection, name: str, rows: list[dict[str, object]]) -> int | None:
    """Return the first row that the index does not have as it should be."""
    if not rows:
        return None
    wanted = {f"{part}s": [row[part] for row in rows] for part in ("key", "n")}
    wanted["words"] = [row["words"] for row in rows]
    found = connection.execute(_DIFFERING[name], wanted).scalar()
    return None if found is None else int(found)
