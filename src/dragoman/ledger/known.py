"""From which day on an article was known, and until when it was the latest version of itself.

An article is known from the day that its source gives as published, else from the day when it
was retrieved, else from the day when it came into the ledger: then at the latest it was there to
be read. A later version is known from its own day, never before the version that it follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.schema_known import articles_known

_DAY = len("2026-05-04")
_END = "0000-12-31"


class Lifetime(NamedTuple):
    """The day from which on an article was known, and that on which it was superseded."""

    known: str
    until: str | None

    def has(self, day: str) -> bool:
        """Return whether the article was known, and the latest version, at the end of a day."""
        return self.known <= day and (self.until is None or day < self.until)


ALWAYS = Lifetime("", None)
"""Of an article of which no day is stored."""


def store_known(connection: Connection, article_keys: Iterable[int]) -> set[int]:
    """Store when articles were known, with all their versions; return those where it changed.

    What was not stored before is no change.
    """
    keys = _with_versions(connection, set(article_keys))
    found: dict[int, Lifetime] = {}
    for family in _families(_told(connection, keys)):
        found |= _lifetimes(family)
    before = lifetimes(connection, found)
    fresh = {key: life for key, life in sorted(found.items()) if before.get(key) != life}
    if not fresh:
        return set()
    rows = [{"article_key": key, "known": k, "until": u} for key, (k, u) in fresh.items()]
    changed = fresh.keys() & before.keys()
    for some in chunks(sorted(changed)):
        connection.execute(delete(articles_known).where(articles_known.c.article_key.in_(some)))
    connection.execute(insert(articles_known), rows)
    return changed


def lifetimes(connection: Connection, article_keys: Collection[int]) -> dict[int, Lifetime]:
    """Return when articles were known, by their keys."""
    table = articles_known.c
    found: dict[int, Lifetime] = {}
    for some in chunks(sorted(article_keys)):
        query = select(table.article_key, table.known, table.until)
        for key, known, until in connection.execute(query.where(table.article_key.in_(some))):
            found[key] = Lifetime(known, until)
    return found


def earlier_versions(connection: Connection, article_key: int) -> list[int]:
    """Return those versions of an article, itself among them, that once were the latest."""
    own, table, versions = schema.versions.alias(), articles_known.c, schema.versions.c
    query = (
        select(versions.article_key)
        .join(own, own.c.root_key == versions.root_key)
        .join(articles_known, table.article_key == versions.article_key)
        .where(own.c.article_key == article_key, table.until > table.known)
        .where(versions.kind != "withdrawn")
        .order_by(versions.number, versions.article_key)
    )
    return list(connection.execute(query).scalars())


def _with_versions(connection: Connection, keys: set[int]) -> set[int]:
    own, versions = schema.versions.alias(), schema.versions.c
    query = select(versions.article_key).join(own, own.c.root_key == versions.root_key)
    found: set[int] = set(keys)
    for some in chunks(sorted(keys)):
        found.update(connection.execute(query.where(own.c.article_key.in_(some))).scalars())
    return found


def _told(connection: Connection, keys: Collection[int]) -> Iterable[Any]:
    articles, editions, readings = schema.articles.c, schema.editions.c, schema.readings.c
    versions = schema.versions.c
    query = (
        select(
            articles.key,
            articles.added,
            editions.published,
            editions.retrieved,
            schema.revisions.c.modified,
            versions.root_key,
            versions.number,
            versions.kind,
            versions.placed_by,
        )
        .join(schema.readings, (readings.article_key == articles.key) & readings.current)
        .join(schema.editions, editions.key == readings.edition_key)
        .outerjoin(schema.revisions, schema.revisions.c.edition_key == editions.key)
        .outerjoin(schema.versions, versions.article_key == articles.key)
    )
    for some in chunks(sorted(keys)):
        yield from connection.execute(query.where(articles.key.in_(some))).all()


def _families(rows: Iterable[Any]) -> list[list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.root_key or row.key].append(row)
    return list(found.values())


def _lifetimes(family: Sequence[Any]) -> dict[int, Lifetime]:
    """Return the time of each version; what repeats another's words never was the latest."""
    order = sorted(family, key=lambda row: (row.number or 1, row.kind == "refreshed", row.key))
    heads = [row for row in order if row.kind != "refreshed"]
    found: dict[int, Lifetime] = {}
    known = ""
    for n, row in enumerate(heads):
        known = max(known, _later(row) if n else _first(row))
        found[row.key] = Lifetime(known, None)
    for row, following in pairwise(heads):
        found[row.key] = Lifetime(found[row.key].known, found[following.key].known)
    for row in order:
        if row.key not in found:
            found[row.key] = Lifetime(_first(row), _first(row))
    return found


def _first(row: Any) -> str:  # noqa: ANN401
    return _last_day(row.published or row.retrieved or row.added)


def _later(row: Any) -> str:  # noqa: ANN401
    """Return the day of a later version; as published it may state the day of the first one."""
    stated = [_last_day(stamp) for stamp in (row.modified, row.published) if stamp]
    if row.placed_by in ("modified", "published") and stated:
        return max(stated)
    return _last_day(row.modified or row.retrieved or row.published or row.added)


def _last_day(stamp: str) -> str:
    """Return the last day that a date, as far as it is stated, may mean."""
    day = stamp[:_DAY]
    return day + _END[len(day) :]
