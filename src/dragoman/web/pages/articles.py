"""Articles: the list, and one article with its records beside its words."""

from __future__ import annotations

from dragoman.ledger import Ledger
from dragoman.records import NO_MODEL
from dragoman.views.articles import ArticleFilter, articles, articles_beside
from dragoman.views.beside import Beside, beside
from dragoman.views.changes import changes, differences
from dragoman.views.rows import ArticleRow, StatementRow
from dragoman.views.statements import StatementFilter
from dragoman.views.stories import copies
from dragoman.views.version_rows import ChangeRow, Piece
from dragoman.views.versions import versions
from dragoman.vocabulary.languages import languages
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.pages.add_statement import NOTHING, fields_of
from dragoman.web.pages.reader import read_article
from dragoman.web.shown import Shown, leaf, without

STATED = {
    "side": "side",
    "speaker": "speaker",
    "matter": "matter",
    "stance": "stance",
    "rank": "rank",
    "reported": "factivity",
    "sourcing": "sourcing",
}
"""Filters that ask for a statement in the article, and what the view of statements calls them."""

KNOWN = (*STATED, "outlet", "language", "after", "before", "known")


def articles_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the articles that the query finds, the latest first."""
    stated, where = _stated(asked), _narrowed(asked)
    page = leaf(
        asked,
        lambda count, first: articles(
            ledger, asked.query, stated=stated, limit=count, offset=first, **where
        ),
    )
    return Shown(
        title="Articles",
        template="articles.html",
        path="/articles",
        rows=page.rows,
        counts=list_line(page, "article"),
        kind=ArticleRow,
        unused=without(asked, KNOWN),
        context=page.context,
    )


def article_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return one article as stored; its rows are its statements, as they stand now."""
    ref = path["article"]
    reading = ledger.reading(ref)
    article = reading.article
    found = beside(ledger, ref)
    editions = versions(ledger, ref)
    before, after = articles_beside(
        ledger, ref, asked.query, stated=_stated(asked), **_narrowed(asked)
    )
    return Shown(
        title=article.title or article.name,
        template="reader.html",
        path=f"/articles/{ref}",
        rows=found.statements,
        kind=StatementRow,
        unused=without(asked, KNOWN),
        context={
            "article": article,
            "link": _web_address(article.url) or _web_address(article.origin),
            "read": read_article(reading, found),
            "given": NOTHING,
            "fields": fields_of(NOTHING),
            "beside": found,
            "unread": languages().name(article.language) if reading.model == NO_MODEL else None,
            "rejected": _rejected(found),
            "editions": editions if len(editions) > 1 or editions[0].words else (),
            "revised": _revised(ledger, ref) if editions[-1].number > 1 else (),
            "copies": copies(ledger, ref),
            "before": before,
            "after": after,
        },
    )


def _rejected(found: Beside) -> tuple[str, ...]:
    """Return the records of an article that people rejected: they are shown nowhere else."""
    return tuple(record for record, one in found.decided.items() if one.verb == "reject")


def _revised(ledger: Ledger, ref: str) -> tuple[tuple[ChangeRow, tuple[Piece, ...]], ...]:
    """Return the statements that a revision of an article changed, with how their words differ."""
    return tuple(
        (row, differences(_words(row.words_before), _words(row.words_after)))
        for row in changes(ledger, ref)
        if row.change != "same"
    )


def _words(pieces: tuple[Piece, ...]) -> str:
    return " ".join(piece.words for piece in pieces)


def _stated(asked: Asked) -> StatementFilter | None:
    """Return what the query asks of a statement, None for nothing."""
    told = {name: asked.get(own) for own, name in STATED.items() if asked.get(own)}
    return StatementFilter(**told) if told else None  # type: ignore[typeddict-item]


def _narrowed(asked: Asked) -> ArticleFilter:
    return ArticleFilter(
        language=asked.get("language"),
        outlet=asked.get("outlet"),
        since=asked.get("after"),
        until=asked.get("before"),
        as_known_on=asked.get("known"),
    )


def _web_address(url: str | None) -> str | None:
    """Return an address that may be followed: never one that a script could stand in."""
    return url if url and url.startswith(("https://", "http://")) else None
