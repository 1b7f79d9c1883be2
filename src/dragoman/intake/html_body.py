"""The article in a web page: what trafilatura takes out of it, piece by piece.

Its own settings are the balanced ones, without comments: the others lose words or keep too
many (measured in docs/decisions.md). Its result is mended in html_gaps and html_places.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element
from lxml.html import HtmlElement

from dragoman.intake.html_runs import Run, key_of, tidy

_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "div", "list", "table", "body"})
_WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_CELL_WORDS = 30
"""A table with a cell of that many words lays a page out; others are data, a row a block."""
_ENDED = (".", "!", "?", "…", ":", ";", '"', "”", "»", ")", "’", "'")


@dataclass(slots=True)
class Piece:
    """One block of the article on its way to a Block; `run` is where it stands in the page."""

    words: str
    level: int = 0
    bullet: bool = False
    furniture: bool = False
    run: Run | None = None

    @property
    def key(self) -> str:
        """Return the words alone, for comparing."""
        return key_of(self.words)


def extracted(page: str) -> list[Piece]:
    """Return the article's pieces as trafilatura finds them; none where it finds no article."""
    # It takes a second to import, which only a page should cost.
    from trafilatura.core import bare_extraction  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if _WHOLE.search(page) is None:  # a feed's or an agency's piece of HTML
        page = f"<html><body>{page}</body></html>"
    try:
        document = bare_extraction(page, include_comments=False)
    except Exception:  # whatever a page makes it raise: html_gaps reads the page
        return []
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return [piece for piece in _pieces(document.body) if piece.key]


def _pieces(body: _Element) -> Iterator[Piece]:
    for element, words in _flowing(body):
        tag = element.tag
        level = _level(element) if tag == "head" else 0
        yield Piece(tidy(words), level=level, bullet=_within(element, "item"))


def _flowing(body: _Element) -> Iterator[tuple[_Element, str]]:
    """Yield each block with its own words: those outside the blocks that it holds."""
    parts: list[str] = []
    held = body
    stack: list[tuple[_Element, bool]] = [(body, True)]
    while stack:
        element, opening = stack.pop()
        if not isinstance(element.tag, str):
            if not opening and element.tail:
                parts.append(element.tail)
            continue
        block = element.tag in _BLOCKS
        if not opening:
            if block:
                yield held, "".join(parts)
                parts, held = [], _holder(element)
            elif element.tag == "lb" and _closes(parts):
                yield held, "".join(parts)
                parts = []
            elif element.tag in ("lb", "cell"):
                parts.append(" ")
            parts.append(element.tail or "")
            continue
        if element is not body:
            stack.append((element, False))
        if element.tag == "row" and not _lays_out(element):
            parts.append(" | ".join(filter(None, (tidy("".join(c.itertext())) for c in element))))
            held = element
            continue
        if block:
            yield held, "".join(parts)
            parts, held = [], element
        parts.append(element.text or "")
        stack.extend((child, True) for child in reversed(element))
    yield held, "".join(parts)


def _holder(element: _Element) -> _Element:
    """Return the block in whose midst an element ends."""
    return next((a for a in element.iterancestors() if a.tag in _BLOCKS), element)


def _closes(parts: list[str]) -> bool:
    """Return whether a break ends a paragraph: its words end like a sentence."""
    return tidy("".join(parts)).endswith(_ENDED)


def _lays_out(row: _Element) -> bool:
    return any(
        cell.find(".//p") is not None or len(" ".join(cell.itertext()).split()) > _CELL_WORDS
        for cell in row
    )


def _within(element: _Element, tag: str) -> bool:
    return element.tag == tag or any(a.tag == tag for a in element.iterancestors())


def _level(head: _Element) -> int:
    digits = "".join(c for c in head.get("rend") or "" if c.isdigit())
    return int(digits) if digits else 2


def located(pieces: list[Piece], runs: list[Run]) -> None:
    """Give each piece the run that it came from, in order where the same words come twice."""
    places: dict[str, list[int]] = {}
    for n, run in enumerate(runs):
        places.setdefault(run.key, []).append(n)
    last = -1
    for piece in pieces:
        found = places.get(piece.key, [])
        if found:
            at = bisect_right(found, last)
            n = found[at] if at < len(found) else found[0]
            piece.run = runs[n]
            last = max(last, n)


def heading_level(element: HtmlElement) -> int:
    """Return the level of the heading that an element is or stands in, else 0."""
    for each in (element, *element.iterancestors()):
        if isinstance(each.tag, str) and len(each.tag) == 2 and each.tag[0] == "h":
            return int(each.tag[1]) if each.tag[1].isdigit() else 0
    return 0
