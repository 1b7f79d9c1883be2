"""When a web page's article was last changed, as the page states it for machines."""

from __future__ import annotations

from lxml.html import HtmlElement

from dragoman.article import UNSTATED, Revision
from dragoman.intake.html_dates import page_date
from dragoman.intake.json_ld import json_ld

_META = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
)


def revision_of(tree: HtmlElement) -> Revision:
    """Return what a page states of its version: the first date of a change that is one."""
    for words in _stated(tree):
        found = page_date(" ".join(words.split()))
        if found is not None and found.value is not None:
            return Revision(modified=found.value)
    return UNSTATED


def _stated(tree: HtmlElement) -> list[str]:
    """Return the words that stand for such a date, the surest first."""
    told = {
        (element.get(key) or "").strip().lower(): element.get("content") or ""
        for element in tree.iter("meta")
        for key in ("property", "name", "http-equiv")
    }
    marked = tree.xpath("//*[contains(concat(' ', @itemprop, ' '), ' dateModified ')]")
    return [
        json_ld(tree).text("dateModified") or "",
        *(told.get(name, "") for name in _META),
        *(str(each.get("content") or each.get("datetime") or "") for each in marked[:1]),
    ]
