"""The articles of the ledger, searched by the words of their titles and texts, and narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, Table, exists, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema, search
from dragoman.ledger.among import among
from dragoman.ledger.chunking import chunks
from dragoman.ledger.finding import find_article
from dragoman.ledger.schema_versions import latest
from dragoman.records import NO_MODEL
from dragoman.views.asking import first_day, last_day
from dragoman.views.knowing import connected
from dragoman.views.narrowing import FEW_ARTICLES
from dragoman.views.rows import ArticleRow
from dragoman.views.statements import StatementFilter, statements_wanted
from dragoman.vocabulary.languages import languages
from dragoman.vocabulary.outlets import outlets

_DAY = 10
"""Characters of a day: what `published` has behind them is a time."""


class ArticleFilter(TypedDict, total=False):
    """What narrows articles; what is left out or None narrows nothing.

    `language` is a code or an English name (`ru`, `Russian`), `outlet` a name in any case of
    letters. `since` and `until` compare with the published day and leave the undated out.
    `as_known_on` leaves out what was not known by that day, and has the versions of then.
    """

    language: str | None
    outlet: str | None
    since: str | None
    until: str | None
    as_known_on: str | None


def articles(
    ledger: Ledger,
    query: str | None = None,
    *,
    stated: StatementFilter | None = None,
    limit: int | None = None,
    offset: int = 0,
    **where: Unpack[ArticleFilter],
) -> tuple[ArticleRow, ...]:
    """Return the articles whose title or text holds all words of `query`, the latest first.

    An article that came in several versions is one, as it reads now; `versions` has the others.
    `stated` leaves only those that hold a statement which it finds. Raises DragomanError for a
    language or a date that is none.
    """
    with connected(ledger, where.get("as_known_on")) as connection:
        keys = _keys(connection, query, stated, where).order_by(*_ORDER)
        found = connection.execute(keys.limit(limit).offset(offset)).scalars().all()
        return _article_rows(connection, found)


def articles_beside(
    ledger: Ledger,
    ref: str,
    query: str | None = None,
    *,
    stated: StatementFilter | None = None,
    **where: Unpack[ArticleFilter],
) -> tuple[ArticleRow | None, ArticleRow | None]:
    """Return the articles before and after one on the list that `articles` gives for a query.

    Raises NotFound for an article that is none.
    """
    editions = schema.editions.c
    with connected(ledger, where.get("as_known_on")) as connection:
        here = find_article(connection, ref)
        day = select(editions.published).where(editions.key == here.edition_key)
        above, below = _around(connection.execute(day).scalar_one(), here.id)
        keys = _keys(connection, query, stated, where)
        before = _first(connection, [keys.where(one).order_by(*_UPWARD) for one in above])
        after = _first(connection, [keys.where(one).order_by(*_ORDER) for one in below])
        rows = _article_rows(connection, [key for key in (before, after) if key is not None])
    first = rows[0] if before is not None else None
    return first, rows[-1] if after is not None else None


def _first(connection: Connection, queries: Iterable[Select[int]]) -> int | None:
    """Return the first row of the first query that has one."""
    for query in queries:
        found = connection.execute(query.limit(1)).scalar()
        if found is not None:
            return found
    return None


_Nearest: TypeAlias = Sequence[ColumnElement[bool]]


def _around(day: str | None, id_: str) -> tuple[_Nearest, _Nearest]:
    """Return the conditions that an article stands above, and below, one of that day and id.

    Of each the nearest are given first: those of a day apart from those without one.
    """
    published, ids = schema.editions.c.published, _id()
    undated = published.is_(None)
    if day is None:
        return [undated & (ids < id_), published.is_not(None)], [undated & (ids > id_)]
    above = (published >= day) & ((published > day) | (ids < id_))
    below = (published <= day) & ((published < day) | (ids > id_))
    return [above], [below, undated]


def _id() -> ScalarSelect[str]:
    articles = schema.articles.c
    own = articles.key == schema.editions.c.article_key
    return select(articles.id).where(own).scalar_subquery()


_ORDER = (schema.editions.c.published.desc().nulls_last(), _id())
_UPWARD = (schema.editions.c.published.asc().nulls_first(), _id().desc())


def _keys(
    connection: Connection,
    query: str | None,
    stated: StatementFilter | None,
    where: ArticleFilter,
) -> Select[int]:
    """Return a query for the keys of articles: what is sorted away is never counted."""
    editions, readings = schema.editions.c, schema.readings.c
    current = exists().where(readings.edition_key == editions.key, readings.current)
    # Of the editions alone, so that they are gone through in their order and only as far as asked.
    keys = select(editions.article_key).where(current, latest(editions.article_key))
    keys = keys.where(*wanted_of(where))
    if query is not None:
        keys = keys.where(search.articles_with(connection, query))
    if stated:
        own, key = schema.standings.c.article_key, editions.article_key
        wanted = statements_wanted(connection, stated)
        tested = exists().where(own == key, *wanted).correlate(schema.editions)
        holding = select(own).where(*wanted)
        keys = keys.where(among(connection, key, holding, tested, FEW_ARTICLES, FEW_ARTICLES))
    return keys


def _standing(*columns: Any) -> Select[Any]:  # noqa: ANN401
    table, editions, readings = schema.articles, schema.editions, schema.readings
    return (
        select(*columns)
        .select_from(table)
        .join(readings, readings.c.article_key == table.c.key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .where(readings.c.current, latest(table.c.key))
    )


def _article_rows(connection: Connection, keys: Sequence[int]) -> tuple[ArticleRow, ...]:
    """Return the articles of those keys, in the order of the keys."""
    table, editions = schema.articles.c, schema.editions.c
    query = _standing(
        table.key,
        table.id,
        editions.name,
        editions.title,
        editions.outlet,
        editions.published,
        table.origin,
        editions.form,
        _count(schema.standings),
        _count(schema.condition_standings),
        _count(schema.event_standings),
        editions.language,
        schema.readings.c.model == NO_MODEL,
    )
    found: dict[int, ArticleRow] = {}
    for some in chunks(keys):
        for key, *row in connection.execute(query.where(table.key.in_(some))):
            found[key] = ArticleRow(*row)
    return tuple(found[key] for key in keys)


def wanted_of(where: ArticleFilter) -> list[ColumnElement[bool]]:
    """Return what narrows a query for articles' editions. Raises DragomanError."""
    editions = schema.editions.c
    wanted: list[ColumnElement[bool]] = []
    language, outlet = where.get("language"), where.get("outlet")
    if language is not None:
        code = languages().find(language)
        if code is None:
            raise DragomanError(
                f"{language}: no such language. Give its code or English name: ru, Russian."
            )
        wanted.append(editions.language == code)
    if outlet is not None:
        known = outlets().find(outlet)
        names = sorted({outlet, known.name} if known else {outlet})
        lower = sorted({name.lower() for name in names})
        wanted.append(editions.outlet.in_(names) | sql.lower(editions.outlet).in_(lower))
    since, until = first_day(where.get("since")), last_day(where.get("until"))
    if since is not None:
        wanted.append(editions.published >= since)
    if until is not None:
        wanted.append(sql.substr(editions.published, 1, _DAY) <= until)
    return wanted


def _count(standings: Table) -> ScalarSelect[int]:
    own = standings.c.article_key == schema.articles.c.key
    return select(sql.count()).select_from(standings).where(own).scalar_subquery()
