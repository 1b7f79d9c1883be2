"""Citations: numbered in the order of their first use, each naming the words that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dragoman.article import Article, Span
from dragoman.views.grounds import GroundRow
from dragoman.views.row import Row
from dragoman.views.rows import ConditionRow, EventRow, Quote, Voice

R = TypeVar("R", bound=Row)
W = TypeVar("W", ConditionRow, EventRow, GroundRow, Quote, Voice)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in an article that a line of the brief stands on.

    `record` is the record's id in the article, or `v12-80` for words that are no record's own;
    `anchor` is the element of the page that holds the words, `place` the one that the desk's
    page of the article has: there a statement's words are the statement's.
    """

    number: int
    article: str
    record: str
    title: str
    outlet: str | None
    published: str | None
    words: str
    spans: tuple[Span, ...]
    url: str | None = None
    retrieved: str | None = None
    language: str = "en"
    said: str | None = None

    @property
    def place(self) -> str | None:
        """Return the id of the words' first mark on the article's own page, None without one.

        A claim (`a12-80`) in the reporter's own voice has none.
        """
        return self.said or (None if self.record.startswith("a") else self.record)

    @property
    def anchor(self) -> str:
        """Return the id of the words' first mark on the page."""
        return anchor_of(f"{self.article}/{self.record}")


@dataclass(frozen=True, slots=True)
class Cited(Generic[R]):
    """A row and where its words stand."""

    row: R
    citation: Citation


def anchor_of(ref: str) -> str:
    """Return the id that the page gives a record's first words, `ref` being `ARTICLE/RECORD`."""
    return ref.replace("/", "-", 1)


@dataclass(slots=True)
class Citations:
    """The citations of one brief so far; an article is fetched when it is cited first.

    `fetch` gives articles by their ids, many nearly as quickly as one.
    """

    fetch: Callable[[Collection[str]], Mapping[str, Article]]
    articles: dict[str, Article] = field(default_factory=dict)
    made: dict[str, Citation] = field(default_factory=dict)
    ahead: dict[str, Article] = field(default_factory=dict)

    def expect(self, refs: Iterable[str]) -> None:
        """Fetch the articles of records that may be cited all at once."""
        ids = dict.fromkeys(ref.partition("/")[0] for ref in refs)
        self.ahead.update(self.fetch([one for one in ids if one not in self.ahead]))

    def article(self, article_id: str) -> Article:
        """Return an article that is cited, by its id."""
        if article_id not in self.articles:
            if article_id not in self.ahead:
                self.expect([article_id])
            self.articles[article_id] = self.ahead[article_id]
        return self.articles[article_id]

    def of(self, ref: str, spans: Iterable[Span], said: Iterable[str] = ()) -> Citation:
        """Return the citation of a record's words, `ref` being `ARTICLE/RECORD`.

        `said` are the statements in words that are no record's own.
        """
        if ref not in self.made:
            article_id, _, record = ref.partition("/")
            article = self.article(article_id)
            covered = tuple(spans)
            self.made[ref] = Citation(
                number=len(self.made) + 1,
                article=article_id,
                record=record,
                title=article.title or article.name,
                outlet=article.outlet,
                published=article.published,
                words=quoted(article.text, covered),
                spans=covered,
                url=address_of(article),
                retrieved=article.retrieved,
                language=article.language,
                said=next(iter(said), None),
            )
        return self.made[ref]

    def cited(self, rows: Iterable[W]) -> tuple[Cited[W], ...]:
        """Return rows that have words of their own, each with its citation."""
        return tuple(Cited(row, self.of(row.record, row.spans)) for row in rows)


def address_of(article: Article) -> str | None:
    """Return an article's address, if it is one of the web: another kind could run something."""
    url = article.url
    return url if url and url.startswith(("http://", "https://")) else None


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Return the spans' words on one line and in text order, with an ellipsis over left-out words.

    Signs and blanks between two spans are kept: no word is missing there.
    """
    words, end = "", None
    for span in sorted(spans):
        gap = "" if end is None or span.start < end else text[end : span.start]
        words += " … " if any(map(str.isalnum, gap)) else gap
        words += text[max(span.start, end or 0) : span.end]
        end = max(span.end, end or 0)
    return " ".join(words.split())
