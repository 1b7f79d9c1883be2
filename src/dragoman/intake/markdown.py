"""Markdown files: the text stays as it is; signs of markup are marked, not removed.

Signs that open a line (`#`, `>`, `-`) become blocks of furniture of their own, so that the
words after them are a clean heading or paragraph. Signs inside a paragraph (`**`, a link's
address) are reported as markup and count as furniture too. Front matter, code, comments,
images and link definitions are furniture as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.intake.blocks import ENDED, WIDEST, Line, grouped, lines_of, within_limit
from dragoman.intake.decoding import decoded
from dragoman.intake.front_matter import front_matter
from dragoman.intake.inline_markup import inline_markup, without
from dragoman.intake.metadata import facts_of
from dragoman.intake.page import Block, Page
from dragoman.vocabulary.furniture import furniture

_SHORT = 90
"""Longer lines are not asked whether they are metadata or furniture."""
_FENCE = re.compile(r"(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?:>\s?)+")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?=\S)(?:\[[ xX]\]\s+)?")
_SETEXT = re.compile(r"(=+|-{2,})\Z")
_RULE = re.compile(
    r"(?:\*\s*){3,}\Z|(?:-\s*){3,}\Z|(?:_\s*){3,}\Z|\|?(?:\s*:?-+:?\s*\|)+[\s:|-]*\Z"
)
_NO_PROSE = re.compile(
    r"\[[^\]\n]{1,200}\]:\s*\S.*\Z|!\[[^\]\n]*\]\([^)\n]*\)\W*\Z|</?\w[^<>]*>\Z|<!--.*-->\Z"
)


def opened(raw: bytes, where: str) -> Page:
    """Return a Markdown text as a page; raises UnreadableInput when it is none."""
    text = decoded(raw, where)
    lines = lines_of(text)
    stated, warnings, height = front_matter(lines)
    page = Page(text=text, blocks=[], stated=stated, warnings=warnings)
    if height:
        page.blocks.append(_furniture(lines[0].start, lines[height - 1].end))
    _read(page, lines[height:])
    page.blocks = within_limit(page.blocks, text, where)
    _title_first(page.blocks)
    return page


def _read(page: Page, lines: list[Line]) -> None:
    """Add the blocks and the markup of the lines below the front matter."""
    run: list[Line] = []
    fence = ""
    for n, line in enumerate(lines):
        opening = _FENCE.match(line.words)
        comment = "<!--" if line.words.startswith("<!--") and "-->" not in line.words else ""
        if fence or opening or comment:
            _close(page, run)
            page.blocks.append(_furniture(line.start, line.end))
            closes = "-->" in line.words if fence == "<!--" else line.words.startswith(fence)
            fence = (opening[1] if opening else comment) if not fence else ("" if closes else fence)
        elif _NO_PROSE.match(line.words) or _RULE.match(line.words) or _underlines(line, run):
            level = 1 if line.words.startswith("=") else 2
            _close(page, run, level=level if _underlines(line, run) else 0)
            page.blocks.append(_furniture(line.start, line.end))
        elif _HEADING.match(line.words):
            _close(page, run)
            _add_heading(page, line)
        else:
            if line.after_blank or _ITEM.match(line.words) or _broken(page.text, lines, n):
                _close(page, run)
            run.append(line)
    _close(page, run)


def _close(page: Page, run: list[Line], level: int = 0) -> None:
    """Add the blocks of a run of ordinary lines, and empty the run."""
    bare = [_bare(line) for line in run]
    markers = {line.start: marker for line, marker in bare if marker is not None}
    for group in grouped([line for line, _ in bare], _joins):
        inner = [markers[line.start] for line in group[1:] if line.start in markers]
        if group[0].start in markers:
            marker = markers[group[0].start]
            page.blocks.append(_furniture(marker.start, marker.end))
        bullet = _ITEM.search(page.text, *_marker(markers, group[0])) is not None
        _add(page, group[0].start, group[-1].end, inner, level=level, bullet=bullet)
    run.clear()


def _add_heading(page: Page, line: Line) -> None:
    match = _HEADING.match(line.words)
    if match is None:
        return
    start = line.start + match.end()
    page.blocks.append(_furniture(line.start, start))
    closing = len(line.words) - len(line.words.rstrip("# \t"))
    end = line.end - closing if closing and start < line.end - closing else line.end
    markup = [Span(end, line.end)] if end < line.end else []
    _add(page, start, line.end, markup, level=len(match[1]), bullet=False)


def _add(page: Page, start: int, end: int, markup: list[Span], *, level: int, bullet: bool) -> None:
    """Add one block whose words are what a reader of the page would see."""
    signs = sorted([*markup, *inline_markup(page.text, start, end)])
    words = " ".join(without(page.text, start, end, signs).split())
    if not words:
        page.blocks.append(_furniture(start, end))
        return
    page.markup += signs
    page.blocks.append(
        Block(start, end, words, "heading" if level else "body", level=level, bullet=bullet)
    )


def _bare(line: Line) -> tuple[Line, Span | None]:
    """Return a line without the signs that open it, and where they stand."""
    length = 0
    if quote := _QUOTE.match(line.words):
        length = quote.end()
    if item := _ITEM.match(line.words, length):
        length = item.end()
    words = line.words[length:].strip()
    if not length or not words:
        return line, None
    return line._replace(start=line.start + length, words=words), Span(
        line.start, line.start + length
    )


def _joins(last: Line, line: Line, _: bool) -> bool:
    """Return whether a line goes on with the paragraph: Markdown's soft break does.

    Not where a long line ends in a full stop, as in exports with one paragraph a line, and not
    at lines that are metadata or furniture by themselves.
    """
    if len(last.words) > WIDEST and last.words.endswith(ENDED):
        return False
    return not any(_stands_alone(words) for words in (last.words, line.words))


def _stands_alone(words: str) -> bool:
    return len(words) < _SHORT and (bool(facts_of(words)) or furniture().sort_of(words) is not None)


def _marker(markers: dict[int, Span], line: Line) -> tuple[int, int]:
    marker = markers.get(line.start)
    return (marker.start, line.start + 1) if marker else (0, 0)


def _underlines(line: Line, run: list[Line]) -> bool:
    """Return whether a line of signs makes the line above it a heading."""
    return len(run) == 1 and not line.after_blank and _SETEXT.match(line.words) is not None


def _broken(text: str, lines: list[Line], n: int) -> bool:
    """Return whether the line before ends in a hard break: two blanks or a backslash."""
    if n == 0:
        return False
    before = lines[n - 1]
    return before.words.endswith("\\") or text[before.end : before.end + 2] == "  "


def _furniture(start: int, end: int) -> Block:
    return Block(start, end, "", "furniture")


def _title_first(blocks: list[Block]) -> None:
    """Make the first heading the title when no paragraph stands before it, or it is the top one."""
    headings = [block for block in _prose(blocks) if block.level]
    for n, block in enumerate(_prose(blocks)):
        if block.level and (n == 0 or (block.level == 1 and block is headings[0])):
            block.sort = "title"
            return


def _prose(blocks: list[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.sort != "furniture")
