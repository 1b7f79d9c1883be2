"""What a ledger holds as one thing: which articles, known by one digest, and what weighs most.

A brief says by the digest what it was made from; the same articles give the same digest in any
ledger, whatever was read in them and in whatever order they came.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func as sql
from sqlalchemy import select

from dragoman.article import Article
from dragoman.ledger import Ledger, rebuilding, schema, schema_versions
from dragoman.ledger.chunking import chunks
from dragoman.records import NO_MODEL
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.views.survey import extents, survey_of_all


@dataclass(frozen=True, slots=True)
class Held:
    """One article that stands in a ledger: the digest of its text, its day, its statements."""

    article: str
    text_sha256: str
    published: str | None
    language: str
    unread: bool
    statements: int


def held(ledger: Ledger, *, as_known_on: str | None = None) -> tuple[Held, ...]:
    """Return the articles that stand, in the order of their ids; earlier versions do not.

    `as_known_on` leaves out what was not known by that day.
    """
    articles, editions, readings = schema.articles.c, schema.editions.c, schema.readings.c
    heard = schema.article_standings.c
    query = (
        select(
            articles.id,
            editions.text_sha256,
            editions.published,
            editions.language,
            readings.model == NO_MODEL,
            sql.coalesce(heard.statements, 0),
        )
        .join(schema.readings, readings.article_key == articles.key)
        .join(schema.editions, editions.key == readings.edition_key)
        .join(schema.article_standings, heard.article_key == articles.key, isouter=True)
        .where(readings.current, schema_versions.standing(articles.key))
        .order_by(articles.id)
    )
    with connected(ledger, as_known_on) as connection:
        return tuple(Held(*row) for row in connection.execute(query))


def articles_of(ledger: Ledger, articles: Iterable[str]) -> dict[str, Article]:
    """Return the articles of those ids that the ledger has, without raw bytes and source tags.

    Much cheaper than `Ledger.article`, which looks for names and titles too.
    """
    held, found = schema.articles.c, dict[str, Article]()
    with ledger.connect() as connection:
        for some in chunks(sorted(set(articles))):
            rows = connection.execute(select(held.id, held.key).where(held.id.in_(some)))
            ids = {key: id_ for id_, key in rows}
            told = rebuilding.told_of_articles(connection, list(ids))
            found |= {ids[key]: article for key, _, article in told}
    return found


def corpus_digest(some: Iterable[Held]) -> str:
    """Return the SHA-256 of which articles those are and of their texts."""
    made = hashlib.sha256()
    for one in some:
        made.update(f"{one.article} {one.text_sha256}\n".encode())
    return made.hexdigest()


def speaking_of(
    ledger: Ledger,
    matter: str | None = None,
    sides: Collection[str] = (),
    *,
    as_known_on: str | None = None,
) -> frozenset[str]:
    """Return the ids of the articles in which a statement is on the matter and by the sides.

    Raises NotFound for a matter that the ledger does not have.
    """
    standings, articles = schema.standings.c, schema.articles.c
    query = (
        select(articles.id).join(schema.standings, standings.article_key == articles.key).distinct()
    )
    with connected(ledger, as_known_on) as connection:
        if matter is not None:
            asked = matters_of(connection, matter)
            query = query.where(standings.matter_id.in_(asked or ()))
        if sides:
            query = query.where(standings.side.in_(sides))
        return frozenset(connection.execute(query).scalars())


def names_of_sides(ledger: Ledger, sides: Iterable[str]) -> tuple[str, ...]:
    """Return the names under which sides stand that a person asks for in any wording."""
    with ledger.connect() as connection:
        found = [name for side in sides for name in sides_shown(connection, side)]
    return tuple(dict.fromkeys(found))


class Weightiest(NamedTuple):
    """The ids of matters, the weightiest first; `of` counts those on which any side spoke."""

    order: tuple[str, ...]
    of: int


def weightiest_matters(
    ledger: Ledger,
    sides: Collection[str] = (),
    *,
    on: str | None = None,
    as_known_on: str | None = None,
) -> Weightiest:
    """Return the matters on which the sides spoke, none for all sides, by what was said on them.

    One on which a single side spoke weighs less than any on which two did.
    """
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        every = survey_of_all(ledger, connection, until, last_day(as_known_on))
        found = [one.of for one in every if not sides or one.of.side in sides]
        told = extents(connection, found, until)
    speaking, said = Counter(one.matter for one in found), Counter[str]()
    for one in found:
        extent = told.get((one.matter, one.side))
        said[one.matter] += extent.statements if extent else 0
    order = sorted(speaking, key=lambda name: (-min(speaking[name], 2), -said[name], name))
    return Weightiest(tuple(order), len({one.of.matter for one in every}))
