"""JSON Feed 1 and 1.1 (jsonfeed.org): what each item states, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from dragoman.errors import UnreadableInput
from dragoman.intake.composing import words_in
from dragoman.intake.feed_entry import EmptyFeed, Entry
from dragoman.intake.jsons import loaded
from dragoman.intake.stating import language_code, web_address
from dragoman.intake.timestamps import timestamp


def entries(raw: bytes, where: str) -> Iterator[tuple[str, Entry | UnreadableInput]]:
    """Yield each item with what messages call it."""
    try:
        feed = loaded(raw, where)
    except UnreadableInput as error:
        yield where, error
        return
    if not is_json_feed(feed):
        yield (
            where,
            UnreadableInput(
                where,
                "this JSON is no JSON Feed (it has no version of jsonfeed.org, or no items)",
                "Give RSS, Atom or JSON Feed.",
            ),
        )
        return
    if not feed["items"]:
        yield where, EmptyFeed(where, "the feed has no items", "Fetch it again later.")
    for n, item in enumerate(feed["items"], start=1):
        spot = f"{where}, item {n}"
        if isinstance(item, dict):
            yield spot, _entry(item, feed)
        else:
            yield spot, UnreadableInput(spot, "this is no JSON object", "An item is {...}.")


def is_json_feed(value: object) -> TypeGuard[dict[str, Any]]:
    """Return whether a JSON value is a JSON Feed."""
    return (
        isinstance(value, dict)
        and "jsonfeed.org/version/" in str(value.get("version"))
        and isinstance(value.get("items"), list)
    )


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    html, text = item.get("content_html"), item.get("content_text")
    whole = next((each for each in (html, text) if isinstance(each, str) and each.strip()), None)
    published = next(
        (
            name
            for name in ("date_published", "date_modified")
            if timestamp(words_in(item.get(name)))
        ),
        None,
    )
    url = web_address(words_in(item.get("url")))
    other = web_address(words_in(item.get("external_url")))
    # An id may be a number, against the specification: it is taken as its digits.
    key = item.get("id")
    return Entry(
        key=words_in(key)
        or (str(key) if isinstance(key, int) else "")
        or words_in(item.get("url")),
        text=whole if whole is not None else str(item.get("summary") or ""),
        html=whole is not None and whole is html,
        whole=whole is not None,
        told={
            "title": (words_in(item.get("title")), "item title"),
            "outlet": (words_in(feed.get("title")), "feed title"),
            "url": (url, "item url") if url else (other, "item external_url"),
            "byline": (_authors(item) or _authors(feed), "item authors"),
            "published": (
                timestamp(words_in(item[published])),
                f"item {published} {item[published]!r}",
            )
            if published
            else None,
            "language": (
                language_code(words_in(item.get("language")) or words_in(feed.get("language"))),
                "item or feed language",
            ),
        },
        updated=words_in(item.get("date_modified")) if published == "date_published" else "",
    )


def _authors(value: Mapping[str, Any]) -> str:
    """Return the names of an item's authors; version 1 has one `author`."""
    listed = value.get("authors")
    authors = listed if isinstance(listed, list) else [value.get("author")]
    names = [words_in(each.get("name")) for each in authors if isinstance(each, dict)]
    return ", ".join(name for name in names if name)
