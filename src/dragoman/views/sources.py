"""Where the words come from: outlets, agencies in between, and the source tags of pages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, case, literal, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.ledger import Ledger, schema
from dragoman.ledger.schema_known import articles_known, standings_before
from dragoman.ledger.schema_versions import latest
from dragoman.views.asking import last_day
from dragoman.views.knowing import connected
from dragoman.views.rows import SourceRow

HEAD = 80
"""Characters that a dateline with its credit (`PORT VARN, 3 March (KNA) -`) may take."""


def sources(ledger: Ledger, *, as_known_on: str | None = None) -> tuple[SourceRow, ...]:
    """Return every outlet, agency and tagged source, the most quoted first.

    `outlet` rows count the statements of its articles, `via` rows those that came through it,
    `tag` rows those that stand before the tag in its paragraph; a tag that is a paragraph by
    itself stands for those since the tag before it, and one at the head (`(KNA) -`) for all.
    `as_known_on` leaves out what was not known by that day.
    """
    day = last_day(as_known_on, "as_known_on")
    with connected(ledger, as_known_on) as connection:
        # All of them are gone through for each page, and for words in their names.
        return ledger.database.kept(("sources", day), lambda: _sources(connection, day), connection)


def _sources(connection: Connection, day: str | None) -> tuple[SourceRow, ...]:
    rows = [
        SourceRow(*row)
        for query in (_outlets() if day is None else _outlets_then(day), _via())
        for row in connection.execute(query)
    ]
    rows += _tags(connection)
    return tuple(sorted(rows, key=lambda row: (-row.statements, -row.articles, row.name, row.sort)))


def _outlets() -> Select[Any]:
    heard = schema.article_standings.c
    return _by_outlet(heard.statements).where(latest(heard.article_key))


def _outlets_then(day: str) -> Select[Any]:
    """Return the query for what was known on a day, by each article as it was then."""
    heard, known, before = schema.article_standings.c, articles_known.c, standings_before.c
    of = before.article_key == heard.article_key
    earlier = select(sql.count()).select_from(standings_before).where(of).scalar_subquery()
    return (
        _by_outlet(case((known.until.is_(None), heard.statements), else_=earlier))
        .join(articles_known, known.article_key == heard.article_key)
        .where(known.known <= day, known.until.is_(None) | (known.until > day))
    )


def _by_outlet(statements: ColumnElement[int]) -> Select[Any]:
    """Return the query for outlets with so many statements of each of their articles."""
    heard = schema.article_standings.c
    return (
        select(
            heard.outlet,
            literal("outlet"),
            sql.count(),
            sql.cast(sql.sum(statements), Integer),
            sql.min(heard.day),
            sql.max(heard.day),
        )
        .where(heard.outlet.is_not(None))
        .group_by(heard.outlet)
    )


def _via() -> Select[Any]:
    via, standings = schema.via, schema.standings
    return (
        select(
            via.c.name,
            literal("via"),
            sql.count(standings.c.article_key.distinct()),
            sql.count(standings.c.statement_key.distinct()),
            sql.min(standings.c.day),
            sql.max(standings.c.day),
        )
        .join(standings, standings.c.statement_key == via.c.statement_key)
        .group_by(via.c.name)
    )


def _tags(connection: Connection) -> list[SourceRow]:
    """Return the source tags, each with the statements that it stands for."""
    tags, editions, readings = schema.source_tags, schema.editions, schema.readings
    query = (
        select(
            tags.c.source,
            readings.c.article_key,
            editions.c.paragraphs,
            sql.substr(editions.c.published, 1, 10),
            tags.c.tag_start,
            tags.c.tag_end,
        )
        .join(editions, editions.c.key == tags.c.edition_key)
        .join(readings, readings.c.edition_key == editions.c.key)
        .where(readings.c.current, latest(readings.c.article_key))
    )
    found: dict[str, list[tuple[int, str | None, set[int]]]] = defaultdict(list)
    # Sorted here: asked for in this order, all readings would be gone through for few marks.
    every = sorted(connection.execute(query).all(), key=lambda row: (row[1], row[4]))
    for article, of_article in groupby(every, key=lambda row: row[1]):
        stated = _places(connection, article)
        before = 0
        for source, _, paragraphs, day, start, end in of_article:
            first = _covered_from(Span(start, end), json.loads(paragraphs), before)
            credit = start - first <= HEAD and all(place >= start for _, place in stated)
            covered = {key for key, place in stated if credit or first <= place < start}
            found[source].append((article, day, covered))
            before = end
    return [_tag_row(source, found[source]) for source in sorted(found)]


def _tag_row(source: str, found: Sequence[tuple[int, str | None, set[int]]]) -> SourceRow:
    days = [day for _, day, _ in found if day]
    return SourceRow(
        name=source,
        sort="tag",
        articles=len({article for article, _, _ in found}),
        statements=len(set[int]().union(*(covered for _, _, covered in found))),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _covered_from(tag: Span, paragraphs: Sequence[tuple[int, int, str]], before: int) -> int:
    """Return where what a tag stands for begins; `before` is where the tag before it ends."""
    starts = [start for start, end, _ in paragraphs if start <= tag.start < end]
    start = max(starts, default=tag.start)
    return before if start == tag.start else max(start, before)


def _places(connection: Connection, article: int) -> list[tuple[int, int]]:
    """Return the statements of an article that stand, and where each content begins."""
    standings, contents = schema.standings.c, schema.contents.c
    query = select(standings.statement_key, sql.min(contents.content_start)).join(
        schema.contents, contents.statement_key == standings.statement_key
    )
    query = query.where(standings.article_key == article).group_by(standings.statement_key)
    return [(key, place) for key, place in connection.execute(query)]
