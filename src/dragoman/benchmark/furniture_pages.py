"""Pages whose blocks are marked as the article's or as a sort of furniture: read and composed.

A page is a heading `=== 012 plain apart | an outlet` and a line a block: its mark, a tab, its
words. Web pages (`=== 086 html page | an outlet`) have the opening tags between, and lines of
bare markup with the mark `-`. docs/benchmarks.md tells what the marks are.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from dragoman.article import Span
from dragoman.benchmark.sectioned import sections
from dragoman.errors import UnreadableInput

ARTICLE = ("title", "head", "heading", "body", "hard")
"""Marks of the article's own blocks; `hard` ones are body that looks like furniture."""
EITHER, MARKUP = "either", "-"
LAYOUTS = ("close", "apart", "mixed", "wrapped", "page")
_HEADING = re.compile(r"=== (\d+) (plain|html) (\w+) \| (.+)")
_OPENED = re.compile(r"<(\w+)[^>]*>")
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Marked:
    """One block with its mark; `tags` are the tags that open it in a web page."""

    mark: str
    words: str
    tags: str = ""

    @property
    def is_article(self) -> bool:
        """Return whether the block is the article's."""
        return self.mark in ARTICLE

    @property
    def is_furniture(self) -> bool:
        """Return whether the block is the page's."""
        return self.mark not in (*ARTICLE, EITHER, MARKUP)


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page with its marks; `rows` has the lines of bare markup too."""

    number: str
    name: str
    layout: str
    is_html: bool
    rows: tuple[Marked, ...]

    @property
    def blocks(self) -> tuple[Marked, ...]:
        """Return the page's blocks in order."""
        return tuple(row for row in self.rows if row.mark != MARKUP)

    def article(self) -> MarkedPage:
        """Return the same page without its furniture."""
        kept = tuple(row for row in self.rows if not row.is_furniture)
        return MarkedPage(self.number, self.name, self.layout, self.is_html, kept)


def read_pages(path: Path) -> tuple[MarkedPage, ...]:
    """Return the pages of a file; raises UnreadableInput when it is none of marked pages."""
    opening = "=== 001 plain apart | name"
    lines, parts = sections(path, "a page", "a file of marked pages", opening)
    return tuple(_page(path, lines, *ends) for ends in parts)


def plain_text(page: MarkedPage) -> tuple[str, tuple[Span, ...]]:
    """Return a page as somebody pastes it, and where each of its blocks stands in it."""
    spans: list[Span] = []
    parts: list[str] = []
    at = 0
    last: Marked | None = None
    for block in page.blocks:
        words = textwrap.fill(block.words, _WIDTH) if page.layout == "wrapped" else block.words
        gap = _gap(page.layout, last, block)
        parts += [gap, words]
        spans.append(Span(at + len(gap), at + len(gap) + len(words)))
        at = spans[-1].end
        last = block
    return "".join([*parts, "\n"]), tuple(spans)


def html_text(page: MarkedPage) -> str:
    """Return a page as HTML, with the headline as its document title."""
    title = next((row.words for row in page.rows if row.mark == "title"), page.name)
    rows = "\n".join(_markup(page.rows))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n{rows}\n</html>\n"
    )


def _markup(rows: Iterable[Marked]) -> Iterator[str]:
    for row in rows:
        closing = "".join(f"</{tag}>" for tag in reversed(_OPENED.findall(row.tags)))
        yield row.words if row.mark == MARKUP else f"{row.tags}{escape(row.words)}{closing}"


def _gap(layout: str, last: Marked | None, block: Marked) -> str:
    if last is None:
        return ""
    close = layout == "close" or (layout == "mixed" and last.is_furniture and block.is_furniture)
    return "\n" if close else "\n\n"


def _page(path: Path, lines: Sequence[str], start: int, end: int) -> MarkedPage:
    match = _HEADING.fullmatch(lines[start].strip())
    if match is None or match[3] not in LAYOUTS:
        raise UnreadableInput(
            f"{path}, line {start + 1}",
            "no heading of a page",
            f"Write `=== 001 plain apart | name`; the layouts are {', '.join(LAYOUTS)}.",
        )
    is_html = match[2] == "html"
    rows = tuple(
        _row(f"{path}, line {n + 1}", lines[n], is_html)
        for n in range(start + 1, end)
        if lines[n].strip()
    )
    return MarkedPage(match[1], match[4], match[3], is_html, rows)


def _row(where: str, line: str, is_html: bool) -> Marked:
    fields = line.split("\t")
    tagged = is_html and fields[0] != MARKUP
    if len(fields) != 2 + tagged or not fields[-1].strip():
        raise UnreadableInput(
            where, "not a marked block", "Write its mark, a tab (its tags, a tab) and its words."
        )
    return Marked(fields[0], fields[-1].strip(), fields[1] if tagged else "")
