"""The articles of the ledger, searched by the words of their titles and texts, and narrowed."""

from __future__ import annotations

from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, ScalarSelect, Table, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema, search
from dragoman.ledger.schema_versions import latest
from dragoman.records import NO_MODEL
from dragoman.views.asking import first_day, last_day
from dragoman.views.knowing import connected
from dragoman.views.rows import ArticleRow
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
    ledger: Ledger, query: str | None = None, **where: Unpack[ArticleFilter]
) -> tuple[ArticleRow, ...]:
    """Return the articles whose title or text holds all words of `query`, the latest first.

    An article that came in several versions is one, as it reads now; `versions` has the others.
    Raises DragomanError for a language or a date that is none.
    """
    table, editions, readings = schema.articles, schema.editions, schema.readings
    found = (
        select(
            table.c.id,
            editions.c.name,
            editions.c.title,
            editions.c.outlet,
            editions.c.published,
            table.c.origin,
            editions.c.form,
            _count(schema.standings),
            _count(schema.condition_standings),
            _count(schema.event_standings),
            editions.c.language,
            readings.c.model == NO_MODEL,
        )
        .join(readings, readings.c.article_key == table.c.key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .where(readings.c.current, latest(table.c.key), *wanted_of(where))
        .order_by(editions.c.published.desc().nulls_last(), table.c.id)
    )
    with connected(ledger, where.get("as_known_on")) as connection:
        if query is not None:
            found = found.where(search.articles_with(connection, query))
        return tuple(ArticleRow(*row) for row in connection.execute(found))


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
