"""Lines made into blocks: blank lines, one paragraph a line, or text wrapped at a fixed width.

A single line end closes a paragraph in most saved articles and means nothing in wrapped ones.
Wrapped text is known by its lines: most run on in lower case, and none leaves room for the
first word of the next. There, lines are joined, so that no sentence breaks at a wrap.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from dragoman.errors import UnreadableInput
from dragoman.intake.page import Block
from dragoman.vocabulary.open_ends import open_ends

MAX_PARAGRAPH = 100_000
"""The longest paragraph in characters: a parse takes memory in proportion to it, and no
article has one a hundredth as long."""

MAX_WORDS = 25_000
"""The most words and signs of a paragraph: prose of the longest has 20,000, rows of signs five
times as many, and a parse takes time and memory for each."""

MAX_LINES, MAX_PARAGRAPHS = 500_000, 50_000
"""The most lines and paragraphs of an article: more than the longest book has."""

_NARROWEST, WIDEST = 38, 132
_RUNNING_ON = 0.3
"""Share of inner line ends that must run on in lower case for a text to count as wrapped."""
_BROKEN = 0.4
"""Share of inner line ends without a full stop, where all those lines are full."""

ENDED = (".", "!", "?", ":", ";", "”", '"', "»", "…", ")", "]", "’")
_BULLET = re.compile(r"(?:[-*+•‣◦▪●■–—]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+(?=\S)")
_CAPITALISED = re.compile(r"[A-Z0-9“\"‘']")
_WORD = re.compile(r"\w+|[^\w\s]")


class Line(NamedTuple):
    """One line that is not blank: where its words start and end, and what stands before it.

    `after_blank` says that a blank line (or nothing) stands before; `indent` is in characters.
    """

    start: int
    end: int
    words: str
    after_blank: bool
    indent: int


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank; a byte order mark is no word."""
    found: list[Line] = []
    at, blank = 0, True
    for whole in text.splitlines(keepends=True):
        words = whole.strip().lstrip("\ufeff").strip()
        if words:
            indent = whole.index(words[0])
            start = at + indent
            found.append(Line(start, start + len(words), words, blank, indent))
        blank = not words
        at += len(whole)
    return found


def is_bullet(words: str) -> bool:
    """Return whether a line opens an item of a list."""
    return _BULLET.match(words) is not None


def runs_on(line: Line, following: Line) -> bool:
    """Return whether a line's sentence visibly goes on in the next line."""
    return following.words[0].islower() and not line.words.endswith(ENDED)


def wrap_width(lines: list[Line]) -> int:
    """Return the width at which a text was wrapped, or 0 when it was not.

    The sign is that lines run on in lower case or end in the middle of a phrase, or, in a short
    text, that all lines without a full stop are so long that the next word would not have gone
    into them.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    broken = [(a, b) for a, b in pairs if not (a.words.endswith(ENDED) or is_bullet(b.words))]
    running = [_width(a) for a, b in broken if runs_on(a, b) or _is_parted(a, b)]
    if running and len(running) >= _RUNNING_ON * len(pairs):
        return _fitting(running)
    # The headline may stand right above the text, and is as short as it likes.
    broken = [(a, b) for a, b in broken if a is not lines[0]]
    if len(broken) >= max(2, _BROKEN * len(pairs)):
        width = max(_width(a) for a, _ in broken)
        if all(_width(a) + 1 + len(_first_word(b)) > width for a, b in broken):
            return _fitting([_width(a) for a, _ in broken])
    return 0


def grouped(lines: list[Line], joins: Callable[[Line, Line, bool], bool]) -> list[list[Line]]:
    """Return the lines of each block.

    `joins` says of a line and the one below it whether they are one paragraph's, given whether
    the first opens it; across a blank line it is not asked.
    """
    groups: list[list[Line]] = []
    for line in lines:
        group = groups[-1] if groups else []
        if group and not line.after_blank and joins(group[-1], line, len(group) == 1):
            group.append(line)
        else:
            groups.append([line])
    return groups


def block_of(group: list[Line]) -> Block:
    """Return the block that a group of lines makes."""
    words = group[0].words if len(group) == 1 else " ".join(line.words for line in group)
    return Block(
        start=group[0].start,
        end=group[-1].end,
        words=" ".join(words.split()),
        bullet=is_bullet(words),
    )


def blocks_of(text: str, where: str) -> list[Block]:
    """Return a plain text's blocks in order; raises UnreadableInput for an endless one."""
    ends = max(text.count("\n"), text.count("\r"))
    if ends > MAX_LINES:
        raise _too_many(where, ends, "lines", MAX_LINES)
    lines = lines_of(text)
    width = wrap_width(lines)
    margin = min((line.indent for line in lines), default=0)
    groups = grouped(lines, wrapped_at(width, margin)) if width else [[line] for line in lines]
    blocks = [block_of(group) for group in groups]
    return within_limit(blocks, text, where)


def within_limit(blocks: list[Block], text: str, where: str) -> list[Block]:
    """Return the blocks, or raise UnreadableInput when one is too long, or they are too many."""
    if len(blocks) > MAX_PARAGRAPHS:
        raise _too_many(where, len(blocks), "paragraphs", MAX_PARAGRAPHS)
    for block in blocks:
        length = block.end - block.start
        if length > MAX_PARAGRAPH:
            raise _too_long(block, text, where, f"{length:,} characters, where {MAX_PARAGRAPH:,}")
        if length > MAX_WORDS:
            words = sum(1 for _ in _WORD.finditer(text, block.start, block.end))
            if words > MAX_WORDS:
                limit = f"{words:,} words and signs, where {MAX_WORDS:,}"
                raise _too_long(block, text, where, limit)
    return blocks


def _too_long(block: Block, text: str, where: str, limit: str) -> UnreadableInput:
    line = len(text[: block.start + 1].splitlines())
    return UnreadableInput(
        f"{where}, line {line}",
        f"a paragraph of {limit} is the limit",
        "An article has line ends between its paragraphs: put them in, or check that the file is "
        "an article at all.",
    )


def _too_many(where: str, count: int, what: str, limit: int) -> UnreadableInput:
    return UnreadableInput(
        where,
        f"it has {count:,} {what}, where {limit:,} is the limit for an article",
        "Split it into one file an article; give a list as a table (.csv).",
    )


def looks_like_title_case(words: str) -> bool:
    """Return whether a line is written as headlines are: Each Long Word Has A Capital."""
    long_words = [word for word in words.split() if len(word) > 3]
    capitals = sum(_CAPITALISED.match(word) is not None for word in long_words)
    return len(long_words) > 3 and capitals >= 0.8 * len(long_words)


def _width(line: Line) -> int:
    return line.indent + len(line.words)


def _first_word(line: Line) -> str:
    return line.words.split(maxsplit=1)[0]


def _is_parted(line: Line, following: Line) -> bool:
    """Return whether a line ends in the middle of a phrase, as full as a wrap leaves it.

    The line below is then no longer than this one with the word that did not go into it.
    """
    is_open = line.words.rsplit(maxsplit=1)[-1].lower() in open_ends()
    return is_open and _width(following) <= _width(line) + len(_first_word(following))


def _fitting(widths: list[int]) -> int:
    """Return the widest of the lines when they are as long as wrapped lines are, else 0."""
    usual = sorted(widths)[len(widths) // 2]
    return max(widths) if usual >= _NARROWEST and max(widths) <= WIDEST else 0


def wrapped_at(width: int, margin: int) -> Callable[[Line, Line, bool], bool]:
    """Return the rule by which lines join in text wrapped at `width`, `margin` from the left."""

    def joins(last: Line, line: Line, first: bool) -> bool:
        if is_bullet(line.words) or len(last.words) > width + 2:
            return False
        if runs_on(last, line):
            return True
        if line.indent > margin + 1 and last.words.endswith(ENDED):
            return False
        if first and last.after_blank and looks_like_title_case(last.words):
            return False
        return _width(last) + 1 + len(_first_word(line)) > width - 2

    return joins
