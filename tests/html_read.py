"""Web pages of a few words, taken in for tests."""

from __future__ import annotations

import json
from html import escape

from dragoman.article import Article
from dragoman.intake.assembly import assembled
from dragoman.intake.html import opened
from dragoman.intake.page import Stated
from page_stories import story

STORY = story(3)
TEXT = "".join(f"<p>{escape(p)}</p>" for p in STORY.paragraphs)
OTHER = "".join(f"<p>{escape(p)}</p>" for p in story(44).paragraphs)


def read(html: str | bytes, charset: str | None = None) -> Article:
    raw = html.encode() if isinstance(html, str) else html
    page = opened(raw, "page.html", charset)
    return assembled(page, Article("page", "page:", "", page.text))


def stated(head: str, body: str = "", attributes: str = "") -> Stated:
    html = (
        f"<html {attributes}><head>{head}</head><body>{body}<article>{TEXT}</article></body></html>"
    )
    return opened(html.encode(), "page.html").stated


def ld(**data: object) -> str:
    described = {"@context": "https://schema.org", "@type": "NewsArticle", **data}
    return f"<script type='application/ld+json'>{json.dumps(described)}</script>"


def of_sort(article: Article, sort: str) -> list[str]:
    return [p.span.of(article.text).strip() for p in article.paragraphs if p.sort == sort]
