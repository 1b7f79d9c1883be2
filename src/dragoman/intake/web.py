"""Addresses of the web as inputs: who fetches them, what came, what an article goes by.

What an address holds is told by its first bytes where they leave no doubt, then by the server's
content type, then by the address' own ending; all by the one table of formats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dragoman.intake.formats import FORMATS, Format, format_of, has_format
from dragoman.intake.opening import known_format
from dragoman.intake.page import Stated
from dragoman.intake.recoding import codec
from dragoman.intake.signs import BEGINNING, is_feed, is_web_page

if TYPE_CHECKING:
    from dragoman.intake.fetching import Fetched, Fetching

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_FILE_NAME = re.compile(r"filename\s*=\s*\"?([^\";]{1,200})", re.IGNORECASE)
_MOBILE = re.compile(r"\A(?:www|m|mobile|amp)\.")


@dataclass(slots=True)
class Web:
    """How addresses are fetched: what all inputs of a run share.

    `allow_private` lets machines be asked that are not public. `full` has each entry of a feed
    that is only a summary fetched as a whole: True for all feeds, False for none, None for those
    that are given by their address; `again` also where it was fetched before.
    """

    allow_private: bool = False
    full: bool | None = None
    again: bool = False
    fetching: Fetching | None = None

    def get(self, url: str) -> Fetched:
        """Return what stands at an address; raises UnreadableInput."""
        # httpx takes a fifth of a second: who reads files does not wait for it.
        from dragoman.intake.fetching import Fetching, fetched  # noqa: PLC0415

        if self.fetching is None:
            self.fetching = Fetching(allow_private=self.allow_private)
        return fetched(url, within=self.fetching)


def on_the_web(name: str) -> bool:
    """Return whether an input's name is an address of the web."""
    return name[:8].lower().startswith(("http://", "https://"))


def page_name(url: str) -> str:
    """Return a name for what stands at an address: the last part of its path, else the host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "page"
    last = PurePosixPath(unquote(parts.path, errors="replace").rstrip("/")).name
    stem = last.removesuffix(PurePosixPath(last).suffix) if has_format(_suffix(last)) else last
    return stem or parts.hostname or "page"


def format_of_fetched(found: Fetched, where: str) -> Format:
    """Return the format of what was fetched; raises UnreadableInput when it is none."""
    beginning = found.raw[:BEGINNING]
    return known_format(_ending(found, beginning), beginning, where)


def charset_of(found: Fetched) -> str | None:
    """Return the charset that the server names, None where it names none that is known."""
    match = _CHARSET.search(found.headers.get("content-type", ""))
    return match[1] if match and codec(match[1]) else None


def fetched_from(url: str) -> str:
    """Return the place of a moment of retrieval: what was fetched."""
    return f"fetched from {url}"


def retrieved_from(found: Fetched, url: str) -> Stated:
    """Return what holds for all that was fetched from an address: when that was."""
    return Stated(retrieved=found.retrieved, where={"retrieved": fetched_from(url)})


def with_address(stated: Stated, address: str) -> Stated:
    """Return what a fetched page states, with the address that it goes by.

    The page's own word for its address counts when it lies on the same site: another site's is
    where the text was taken over from.
    """
    if stated.url and _site(stated.url) == _site(address):
        return stated
    return replace(stated, url=address, where={**stated.where, "url": "the address fetched"})


def _ending(found: Fetched, beginning: bytes) -> str:
    """Return the file name ending that stands for what a server sent."""
    media = found.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == "text/html":
        return ".xml" if is_feed(beginning) and not is_web_page(beginning) else ".html"
    told = _by_media(media)
    if told and media != "text/plain":
        return told
    match = _FILE_NAME.search(found.headers.get("content-disposition", ""))
    for name in (match[1].strip() if match else "", urlsplit(found.final_url).path):
        if has_format(_suffix(name)):
            return _suffix(name)
    return "" if format_of("", beginning) else told


def _by_media(media: str) -> str:
    return next((form.endings[0] for form in FORMATS if media in form.media), "")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix


def _site(url: str) -> str:
    try:
        return _MOBILE.sub("", (urlsplit(url).hostname or "").lower())
    except ValueError:
        return ""
