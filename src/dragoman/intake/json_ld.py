"""A page's JSON-LD: the one object that describes its article.

Pages carry several blocks, lists and graphs, some of them broken; other articles are described
in them too. Objects of an article's type at the top or in a graph count, the first one first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

_TYPES = re.compile(
    r"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|ScholarlyArticle|TechArticle"
    r"|SocialMediaPosting|ReviewNewsArticle)\Z"
)
_WRAPPED = re.compile(r"\A\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*\Z")
_COMMA = re.compile(r",(?=\s*[}\]])")
_LARGEST = 2_000_000
_DEEPEST = 6
_MOST = 2000
"""Objects looked at: a page of malice may nest a million."""


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The article's object, and the others by their `@id`, which it may refer to."""

    article: dict[str, Any] = field(default_factory=dict)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """Return a value that is a text; of a list the first."""
        value = self.article.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("@value") or value.get("@id") or value.get("name")
        return value if isinstance(value, str) and value.strip() else None

    def name(self, key: str) -> str | None:
        """Return the name of the first thing that stands behind a key."""
        return next(iter(self._all_names(key)), None)

    def names(self, key: str) -> str | None:
        """Return the names of all things behind a key, with commas."""
        return ", ".join(dict.fromkeys(self._all_names(key))) or None

    def _all_names(self, key: str) -> Iterator[str]:
        value = self.article.get(key)
        for each in value if isinstance(value, list) else [value]:
            found = each
            if isinstance(each, dict):
                found = each.get("name") or self.by_id.get(str(each.get("@id")), {}).get("name")
            if isinstance(found, list) and found:
                found = found[0]
            if isinstance(found, str) and found.strip():
                yield " ".join(found.split())


def json_ld(tree: HtmlElement) -> JsonLd:
    """Return a page's description of its article; an empty one where there is none."""
    objects = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            objects += list(_objects(_loaded(script.text_content()), 0))
        if len(objects) > _MOST:
            break
    by_id = {str(each["@id"]): each for each in objects if "@id" in each and "name" in each}
    articles = [each for each in objects if _is_article(each)]
    dated = [each for each in articles if each.get("datePublished") or each.get("articleBody")]
    for each in [*dated, *articles]:
        return JsonLd(each, by_id)
    return JsonLd(by_id=by_id)


def _loaded(text: str) -> object:
    """Return what a script's JSON holds, mended where templates commonly break it."""
    if len(text) > _LARGEST:
        return None
    text = _WRAPPED.sub("", text).strip().rstrip(";")
    for attempt in (text, _COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects at the top, of lists, of graphs and of what a page is mainly about."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:_MOST]:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _is_article(each: dict[str, Any]) -> bool:
    kinds = each.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(n, str) and _TYPES.match(n.rsplit("/", 1)[-1]) for n in names)
