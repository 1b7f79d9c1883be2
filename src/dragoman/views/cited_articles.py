"""What is told of an article where its words are cited: title, outlet, day and address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.views.quoting import title


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article as it is cited; `published` is its day, as far as that is stated."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    url: str | None


def cited_articles(ledger: Ledger, ids: Iterable[str]) -> dict[str, CitedArticle]:
    """Return by id what is told of articles where they are cited, by their current readings."""
    articles, readings, editions = schema.articles, schema.readings, schema.editions
    query = (
        select(articles.c.id, title(), *(editions.c[n] for n in ("outlet", "published", "url")))
        .select_from(articles)
        .join(readings, (readings.c.article_key == articles.c.key) & readings.c.current)
        .join(editions, editions.c.key == readings.c.edition_key)
    )
    found: dict[str, CitedArticle] = {}
    with ledger.connect() as connection:
        for some in chunks(sorted(set(ids))):
            rows = connection.execute(query.where(articles.c.id.in_(some)))
            for id_, named, outlet, published, url in rows:
                day = published[:10] if published else None
                found[id_] = CitedArticle(id_, named, outlet, day, url)
    return found
