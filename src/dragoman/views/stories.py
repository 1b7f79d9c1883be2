"""Stories: articles of different outlets in the same or nearly the same words.

Of an article that came in several versions the last one is asked: earlier ones are no copies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.finding import FoundArticle, find_article
from dragoman.ledger.moments import moment_of
from dragoman.ledger.schema_versions import latest
from dragoman.resemblance.likeness import signatures_alike
from dragoman.views.rows import Row

APART = 14
"""Days between two near copies from which on they are two stories: wire copy and its rewrites are
printed within days, and so are weeklies' (our own judgement, not measured)."""

STORY = sql.coalesce(schema.fingerprints.c.story, schema.fingerprints.c.key).label("story")


@dataclass(frozen=True, slots=True)
class CopyRow(Row):
    """An article that is the same story as another one, and how like it is to that.

    `copy` is `same words`, or `near copy` with the share of its words that the two have in
    common (`likeness`: of all that either has; an estimate, some 3 in 100 off).
    """

    article: str
    title: str
    outlet: str | None
    published: str | None
    copy: Literal["same words", "near copy"]
    likeness: float


@dataclass(frozen=True, slots=True)
class StoryRow(Row):
    """One story: in how many articles and outlets it stands, and who had it first.

    `story` is the id of the first article, `copies` are the others by time of publication, each
    with its likeness to the first. Articles without a date come last.
    """

    story: str
    title: str
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    first_outlet: str | None
    last: str | None
    same_words: int
    copies: tuple[CopyRow, ...]


def stories(ledger: Ledger) -> tuple[StoryRow, ...]:
    """Return the stories that stand in more than one article, the biggest first."""
    table, ties = schema.fingerprints.c, schema.article_fingerprints.c
    several = (
        select(STORY)
        .join(schema.article_fingerprints, ties.fingerprint_key == table.key)
        .group_by(STORY)
        .having(sql.count() > 1)
    )
    with ledger.connect() as connection:
        rows = _rows(connection, STORY.in_(several))
    groups = (list(group) for _, group in groupby(rows, key=lambda row: row["story"]))
    found = [_story(run) for group in groups for run in _runs(group) if len(run) > 1]
    return tuple(sorted(found, key=lambda row: (-row.articles, moment_of(row.first), row.story)))


def story_of(ledger: Ledger, ref: str) -> StoryRow | None:
    """Return the story that an article stands in, None when it is the only one in it.

    Raises NotFound.
    """
    with ledger.connect() as connection:
        rows = _together_with(connection, find_article(connection, ref))
    return _story(rows) if len(rows) > 1 else None


def copies(ledger: Ledger, ref: str) -> tuple[CopyRow, ...]:
    """Return the other articles of an article's story by time, each with its likeness to it.

    Raises NotFound.
    """
    with ledger.connect() as connection:
        found = find_article(connection, ref)
        rows = _together_with(connection, found)
    own = [row for row in rows if row["id"] == found.id]
    others = sorted((row for row in rows if row["id"] != found.id), key=_order)
    return tuple(_copy(own[0], row) for row in others)


def copies_among(ledger: Ledger, articles: Iterable[str]) -> int:
    """Return how many of some articles are another's copies: in its story, and not its first."""
    return sum(article != first for article, first in first_tellings(ledger, articles).items())


def first_tellings(ledger: Ledger, articles: Iterable[str]) -> dict[str, str]:
    """Return for each of some articles the first one of its story: itself where it is alone."""
    asked = set(articles)
    table, held = schema.fingerprints.c, schema.articles.c
    first = {article: article for article in asked}
    with ledger.connect() as connection:
        told: set[int] = set()
        for some in chunks(sorted(asked)):
            rows = connection.execute(_current().where(held.id.in_(some))).mappings()
            told.update(row["story"] for row in rows)
        for those in chunks(sorted(told)):
            found = _rows(connection, table.story.in_(those) | table.key.in_(those))
            for _, group in groupby(found, key=lambda row: row["story"]):
                for run in _runs(list(group)):
                    first.update({row["id"]: run[0]["id"] for row in run if row["id"] in asked})
    return first


def _runs(rows: Sequence[RowMapping]) -> list[list[RowMapping]]:
    """Return a story's articles by time, parted where none appeared for `APART` days.

    A report on the same matter months later often says much the same, and is another story;
    but the very same words stay together whenever they are printed.
    """
    runs: list[list[tuple[RowMapping, date | None]]] = []
    for row in sorted(rows, key=_order):
        day = _day(row["published"])
        run = next((r for r in runs if any(_go_together((row, day), one) for one in r)), None)
        if run is None:
            runs.append([(row, day)])
        else:
            run.append((row, day))
    return [[row for row, _ in run] for run in runs]


def _go_together(
    one: tuple[RowMapping, date | None], other: tuple[RowMapping, date | None]
) -> bool:
    (row, day), (held, since) = one, other
    if day is None or since is None or row["words"] == held["words"]:
        return True
    return abs((day - since).days) <= APART


def _day(published: str | None) -> date | None:
    """Return the day of a date or moment; None where there is none, or only a month or year."""
    return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None


def _together_with(connection: Connection, article: FoundArticle) -> list[RowMapping]:
    table, ties = schema.fingerprints.c, schema.article_fingerprints.c
    own = (
        select(STORY)
        .join(schema.article_fingerprints, ties.fingerprint_key == table.key)
        .where(ties.article_key == article.key)
    )
    story = connection.execute(own).scalar()
    if story is None:
        return []
    rows = _rows(connection, (table.story == story) | (table.key == story))
    return next((r for r in _runs(rows) if any(one["id"] == article.id for one in r)), [])


def _rows(connection: Connection, which: ColumnElement[bool]) -> list[RowMapping]:
    found = _current().where(which).order_by(STORY, schema.articles.c.id)
    return list(connection.execute(found).mappings())


def _current() -> Select[Any]:
    articles, editions, readings = schema.articles, schema.editions, schema.readings
    ties, table = schema.article_fingerprints, schema.fingerprints
    return (
        select(
            articles.c.id,
            editions.c.name,
            editions.c.title,
            editions.c.outlet,
            editions.c.published,
            table.c.words,
            table.c.signature,
            STORY,
        )
        .join(readings, readings.c.article_key == articles.c.key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(ties, ties.c.article_key == articles.c.key)
        .join(table, table.c.key == ties.c.fingerprint_key)
        .where(readings.c.current, latest(articles.c.key))
    )


def _story(rows: Sequence[RowMapping]) -> StoryRow:
    first, *others = sorted(rows, key=_order)
    dates = [row["published"] for row in (first, *others) if row["published"]]
    words = Counter(row["words"] for row in rows)
    return StoryRow(
        story=first["id"],
        title=first["title"] or first["name"],
        articles=len(rows),
        outlets=tuple(dict.fromkeys(row["outlet"] for row in (first, *others) if row["outlet"])),
        first=first["published"],
        first_outlet=first["outlet"],
        last=dates[-1] if dates else None,
        same_words=max(words.values()) if max(words.values()) > 1 else 0,
        copies=tuple(_copy(first, row) for row in others),
    )


def _copy(of: RowMapping, row: RowMapping) -> CopyRow:
    same = of["words"] == row["words"]
    return CopyRow(
        article=row["id"],
        title=row["title"] or row["name"],
        outlet=row["outlet"],
        published=row["published"],
        copy="same words" if same else "near copy",
        likeness=1.0 if same else signatures_alike(of["signature"], row["signature"]),
    )


def _order(row: RowMapping) -> tuple[str, str]:
    return moment_of(row["published"]), row["id"]
