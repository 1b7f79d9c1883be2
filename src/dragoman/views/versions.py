"""The versions of articles: which came, what their outlets did, and who withdrew what and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.ledger.finding import find_article
from dragoman.ledger.versioning import family
from dragoman.ledger.versions import KINDS
from dragoman.views.version_rows import VersionRow


def versions(
    ledger: Ledger, article: str | None = None, *, kind: str | None = None
) -> tuple[VersionRow, ...]:
    """Return the versions of one article in their order, or of all that have several.

    Without an article, those that say they were corrected or withdrawn come too, also where no
    other version is held; the article whose last version is the latest comes first. `kind`
    narrows to one. Raises NotFound, and DragomanError for a kind that is none.
    """
    if kind is not None and kind not in KINDS:
        raise DragomanError(f"{kind}: no such kind of version. Use {', '.join(KINDS)}.")
    with ledger.connect() as connection:
        if article is not None:
            rows = of_article(connection, find_article(connection, article).key)
        else:
            rows = _every(connection)
    return tuple(row for row in rows if kind is None or row.kind == kind)


def of_article(connection: Connection, article_key: int) -> tuple[VersionRow, ...]:
    """Return all versions of an article in their order; of one that has no others, itself."""
    keys = family(connection, article_key)
    told = schema.articles.c.key
    found = connection.execute(_query().where(told.in_(keys))).mappings().all()
    return _rows(sorted(found, key=lambda row: keys.index(row["key"])))


def taken_over_by(connection: Connection, article_key: int) -> str | None:
    """Return in a sentence why an article's statements do not count, None when they may."""
    rows = of_article(connection, article_key)
    of = schema.articles.c
    id_ = connection.execute(select(of.id).where(of.key == article_key)).scalar_one()
    own = next(row for row in rows if row.article == id_)
    last = next(row for row in rows if row.current)
    if own.counts:
        return None
    if last.kind == "withdrawn":
        who = f" by {last.outlet}" if last.outlet else ""
        when = f" on {last.day}" if last.day else ""
        return f"The article was withdrawn{who}{when}: nothing in it counts ({last.article})."
    return (
        f"This is {own}. Version {last.number}, {last.article}, took its place: the statements "
        "of that one count."
    )


def _every(connection: Connection) -> tuple[VersionRow, ...]:
    versions_ = schema.versions.c
    found = connection.execute(_query().where(versions_.article_key.is_not(None))).mappings()
    families: dict[int, list[RowMapping]] = {}
    for row in found:
        families.setdefault(row["root_key"], []).append(row)
    made = [_rows(sorted(rows, key=_place)) for rows in families.values()]
    told = [rows for rows in made if len(rows) > 1 or rows[0].words]
    told.sort(key=lambda rows: (rows[-1].day or "", rows[-1].article), reverse=True)
    return tuple(row for rows in told for row in rows)


def _place(row: RowMapping) -> tuple[int, bool, int]:
    return row["number"] or 1, row["kind"] == "refreshed", row["key"]


def _rows(found: Sequence[RowMapping]) -> tuple[VersionRow, ...]:
    of = max(row["number"] or 1 for row in found)
    latest = next(row["id"] for row in found if row["current"] in (None, True))
    return tuple(_row(row, of, latest) for row in found)


def _row(row: RowMapping, of: int, latest: str) -> VersionRow:
    start, end = row["notice_start"], row["notice_end"]
    kind = row["kind"] or "first"
    current = row["current"] in (None, True)
    return VersionRow(
        article=row["id"],
        number=row["number"] or 1,
        of=of,
        kind=kind,
        day=row["day"] if row["kind"] else (row["published"] or "")[:10] or None,
        title=row["title"],
        outlet=row["outlet"],
        words=row["notice"],
        span=None if start is None else Span(start, end),
        counts=current and kind != "withdrawn",
        current=current,
        statements=row["statements"],
        published=row["published"],
        modified=row["modified"],
        retrieved=row["retrieved"],
        added=row["added"],
        same_by=row["address"],
        placed_by=row["placed_by"] if of > 1 else None,
        latest=latest,
    )


def _query() -> Select[Any]:
    articles, readings, editions = schema.articles, schema.readings, schema.editions
    table, revisions, statements = schema.versions, schema.revisions, schema.statements
    count = select(sql.count()).where(statements.c.reading_key == readings.c.key)
    own = [column for column in table.c if column.name != "article_key"]
    return (
        select(
            articles.c.key,
            articles.c.id,
            articles.c.added,
            editions.c.title,
            editions.c.outlet,
            editions.c.published,
            editions.c.retrieved,
            revisions.c.modified,
            count.scalar_subquery().label("statements"),
            *own,
        )
        .join(readings, readings.c.article_key == articles.c.key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .outerjoin(revisions, revisions.c.edition_key == editions.c.key)
        .outerjoin(table, table.c.article_key == articles.c.key)
        .where(readings.c.current)
    )
