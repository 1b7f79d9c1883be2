"""Feeds (RSS, Atom, JSON Feed): each entry an article, with the text that the feed gives.

Often that is a summary only. Then the entry's address is handed on as the part's link, and
whoever called may fetch the whole article; nothing is fetched here. Dates keep their zone.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from dragoman.article import Revision
from dragoman.errors import UnreadableInput
from dragoman.intake import json_feed
from dragoman.intake.composing import (
    Piece,
    cleaned,
    composed,
    pieces_of_text,
    with_headline,
    words_in,
)
from dragoman.intake.feed_entry import EmptyFeed, Entry
from dragoman.intake.fragments import pieces_of_html
from dragoman.intake.page import Page, Part
from dragoman.intake.stating import Told, language_code, stating, web_address
from dragoman.intake.timestamps import timestamp

MAX_BYTES = 30_000_000
"""The largest feed taken: thousands of entries with their whole texts."""
_SUMMARY_WORDS = 60
"""A text of so many words or fewer, with an address beside it, may be no more than a summary."""
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def parts(raw: bytes, where: str) -> Iterator[Part | UnreadableInput]:
    """Yield each entry of a feed in its order; one that has no words comes as the error."""
    for spot, entry in entries(raw, where):
        yield entry if isinstance(entry, UnreadableInput) else part_of(entry, spot)


def entries(raw: bytes, where: str) -> Iterator[tuple[str, Entry | UnreadableInput]]:
    """Yield what a feed says of each article, with what messages call it."""
    if len(raw) > MAX_BYTES:
        what = f"{len(raw):,} bytes are too many for a feed"
        yield where, UnreadableInput(where, what, "Split it.")
    elif raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        yield from json_feed.entries(raw, where)
    else:
        yield from _xml_entries(raw, where)


def _xml_entries(raw: bytes, where: str) -> Iterator[tuple[str, Entry | UnreadableInput]]:
    try:
        # As a stream: bytes would be taken for a file's name, a string for an address to fetch.
        feed = feedparser.parse(io.BytesIO(raw))
    except Exception as error:  # feedparser breaks in many ways on what is no feed
        yield where, _no_feed(where, f"{type(error).__name__}: {error}")
        return
    trouble = feed.get("bozo_exception") if feed.get("bozo") else None
    if isinstance(trouble, _HARMLESS):
        trouble = None
    # Plain dictionaries: feedparser's own answer one field with another where it has none.
    listed = [dict(entry.items()) for entry in feed.get("entries", ())]
    channel = dict(feed.get("feed", {}).items())
    if not listed:
        reason = cleaned(str(trouble)) if trouble else ""
        if feed.get("version") and not trouble:
            yield where, EmptyFeed(where, "the feed has no entries", "Fetch it again later.")
        else:
            yield where, _no_feed(where, reason)
        return
    for n, entry in enumerate(listed, start=1):
        cut = trouble is not None and n == len(listed)
        yield f"{where}, entry {n}", _entry(entry, channel, cut=cut)
    if trouble is not None:
        yield (
            where,
            UnreadableInput(
                where,
                f"the feed is not well-formed after {len(listed)} entries "
                f"({cleaned(str(trouble))[:200]})",
                "The entries before were read; fetch the feed anew for the rest.",
            ),
        )


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], *, cut: bool) -> Entry:
    """Return what an entry of RSS or Atom states, each with where it stands."""
    contents = entry.get("content") or ()
    full = max(contents, key=lambda each: len(each.get("value") or ""), default=None)
    text = full or entry.get("summary_detail") or {}
    date, date_at = _date(entry)
    source = entry.get("source") or {}
    return Entry(
        key=words_in(entry.get("id")) or words_in(entry.get("link")),
        text=str(text.get("value") or ""),
        html="html" in str(text.get("type") or "html"),
        whole=full is not None,
        cut=cut,
        told={
            "title": (_plain(entry.get("title_detail")), "entry title"),
            "outlet": _first(
                (words_in(source.get("title")), "entry source"),
                (words_in(feed.get("title")), "feed title"),
            ),
            "url": (web_address(words_in(entry.get("link"))), "entry link"),
            "byline": _authors(entry),
            "published": (timestamp(date), f"entry {date_at} {date!r}"),
            "language": _first(
                (language_code(words_in(text.get("language"))), "entry language"),
                (language_code(words_in(feed.get("language"))), "feed language"),
            ),
        },
        updated=words_in(entry.get("updated")) if date_at == "published" else "",
    )


def _date(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return the words of the date of publication, or of the last change where that is all."""
    for name in ("published", "created", "updated"):
        if timestamp(words_in(entry.get(name))):
            return words_in(entry[name]), name
    return "", ""


def _authors(entry: Mapping[str, Any]) -> Told:
    names = [words_in(each.get("name")) for each in entry.get("authors") or () if each]
    if any(names):
        return ", ".join(dict.fromkeys(filter(None, names))), "entry author"
    return words_in(entry.get("author")), "entry author"


def _first(*told: tuple[str | None, str]) -> Told:
    return next((pair for pair in told if pair[0]), None)


def _plain(detail: Mapping[str, Any] | None) -> str:
    """Return a title's words without mark-up."""
    value = str((detail or {}).get("value") or "")
    if "<" in value or "&" in value:
        value = " ".join(piece.words for piece in pieces_of_html(value))
    return words_in(value)


def part_of(entry: Entry, where: str) -> Part | UnreadableInput:
    """Return an entry as a part; its own bytes are its fields as JSON."""
    try:
        page, link = _page(entry, where)
    except UnreadableInput as error:
        return error
    fields = {name: pair[0] for name, pair in entry.told.items() if pair and pair[0]}
    raw = json.dumps(
        {**fields, "id": entry.key, "text": entry.text}, ensure_ascii=False, sort_keys=True
    ).encode("utf-8", "backslashreplace")
    fragment = entry.key or f"entry-{hashlib.sha256(raw).hexdigest()[:16]}"
    name = page.stated.title or fragment
    return Part(name, fragment, raw, ".json", page=page, link=link)


def _page(entry: Entry, where: str) -> tuple[Page, str | None]:
    """Return an entry's page, and where the whole article is when this is a summary of it."""
    stated = stating(**entry.told)
    pieces = _pieces(entry, where)
    words = sum(len(piece.words.split()) for piece in pieces if piece.sort != "furniture")
    if not words and not stated.title:
        raise UnreadableInput(
            where, "the entry has neither a title nor a text", "Leave it out, or fetch its page."
        )
    page = composed(with_headline(stated.title, pieces), where, stated=stated)
    link = stated.url if not entry.whole or words <= _SUMMARY_WORDS else None
    if link:
        what = "no more than the title" if not words else "little text"
        what = "only a summary" if words and not entry.whole else what
        page.warnings.append(f"The feed gives {what}: see {link} for the whole article.")
    page.revision = Revision(
        item=entry.key or None,
        modified=timestamp(entry.updated) if entry.updated else None,
        cut=not entry.whole,
    )
    if entry.cut:
        page.warnings.append("The feed is not well-formed: this last entry of it may be cut.")
    if entry.updated and timestamp(entry.updated) != stated.published:
        page.warnings.append(f"Its outlet changed it after publication, on {entry.updated}.")
    return page, link


def _pieces(entry: Entry, where: str) -> list[Piece]:
    if not entry.text.strip():
        return []
    return pieces_of_html(entry.text) if entry.html else pieces_of_text(entry.text, where)


def _no_feed(where: str, reason: str) -> UnreadableInput:
    return UnreadableInput(
        where,
        f"this is no feed ({reason[:200]})" if reason else "this is no feed",
        "Give RSS, Atom or JSON Feed: an address often ends in /feed, /rss or .xml.",
    )
