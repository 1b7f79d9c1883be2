"""Which blocks of a page are furniture: by their words, by their neighbours, by their place.

Teasers are headlines of other articles. They go with the label that stands above them (`Next
Article`), as long as they look like headlines; a sentence ends them, so that an article that
goes on below a box loses nothing. A page's menu is known by its run of short lines above the
headline, its foot by the lines that close a page.
"""

from __future__ import annotations

import re

from dragoman.intake.head import is_headline
from dragoman.intake.metadata import facts_of, is_date_or_byline, is_labelled
from dragoman.intake.page import Block
from dragoman.vocabulary.forms import forms
from dragoman.vocabulary.furniture import FurnitureSort, furniture

_SENTENCE_WORDS = 18
"""A block with a full stop and that many words is a paragraph of the article."""
_TEASER_WORDS = 32
_BOX_WORDS = 90
_ENDS = (".", "!", "?", '"', "”", ")", "]", "'", "’")
_SAID = re.compile(r"^(?:[A-Z][A-Z.'’ -]*|Question|Answer): |[a-z]{3}[.!?] [A-Z\"“]")
"""A turn of an interview, or two sentences: no headline."""
_STOPS = (".", ":", ";", ",", '."', ".”", ".'", ".’")
_MENU_WORDS, _MENU_LINES = 4, 2
"""A line of a menu has so many words at most; so many lines known as furniture make a menu."""
_HEAD = 30
"""Among so many blocks from the top the headline is looked for."""
_TOP = 3
"""So many blocks from the top are never the foot of a page, however short it is."""
_REPEATED = 8
"""Among so many blocks from the top stand the headline and the byline that a foot repeats."""

Sorts = list[FurnitureSort | None]


def mark_furniture(blocks: list[Block]) -> None:
    """Give the blocks that are page furniture that sort."""
    asked = [block for block in blocks if block.sort in ("body", "heading")]
    closing = _closing(asked)
    known = furniture()
    sorts: Sorts = [
        known.sort_of(block.words, tail=n >= (closing or _TOP), first=n == 0, beside=True)
        for n, block in enumerate(asked)
    ]
    marked = _by_words(asked, sorts, closing)
    _beside(asked, sorts, marked)
    _menu(asked, sorts, marked)
    _keep_headline(asked, sorts, marked)
    _foot(blocks, asked, sorts, marked, closing)
    for block, is_furniture in zip(asked, marked, strict=True):
        if is_furniture:
            block.sort = "furniture"


def is_teaser(block: Block) -> bool:
    """Return whether a block looks like a headline: short, and no sentence with a full stop."""
    words = block.words
    return words.count(" ") < _TEASER_WORDS and not words.endswith(_STOPS)


def _by_words(asked: list[Block], sorts: Sorts, closing: int) -> list[bool]:
    """Return which blocks are furniture by their own words, or by the label above them."""
    marked = [False] * len(asked)
    allowed, box, inside, listed = 0, False, 0, 0
    for n, (block, sort) in enumerate(zip(asked, sorts, strict=True)):
        if sort is not None and not sort.beside:
            allowed, inside = _allowance(sort, allowed, n >= closing)
            box = sort.box and n >= closing
            listed = sort.teaser_words
        elif box and len(block.words.split()) <= _BOX_WORDS:
            box = False
        elif (
            allowed > 0
            and is_teaser(block)
            and (inside == 0 or n >= closing or block.bullet or listed)
            and not (listed and block.words.count(" ") >= listed)
        ):
            allowed, inside = allowed - 1, inside + 1
        else:
            allowed, box = 0, False
            continue
        marked[n] = True
    return marked


def _beside(asked: list[Block], sorts: Sorts, marked: list[bool]) -> None:
    """Mark what is furniture beside other furniture only, and runs of it."""
    last = len(asked) - 1
    waiting = [n for n, sort in enumerate(sorts) if sort is not None and sort.beside]
    for n in waiting:
        beside = sorts[n + 1] if n < last else None
        if is_date_or_byline(facts_of(asked[n].words)):
            continue
        if (n > 0 and marked[n - 1]) or (beside is not None and beside.beside):
            marked[n] = True
    for n in reversed(waiting):
        if n < last and marked[n + 1] and not is_date_or_byline(facts_of(asked[n].words)):
            marked[n] = True


def _menu(asked: list[Block], sorts: Sorts, marked: list[bool]) -> None:
    """Mark the short lines of a menu above the headline."""
    top = _headline(asked, sorts, marked)
    if sum(sort is not None for sort in sorts[:top]) >= _MENU_LINES:
        for n in range(top):
            words = asked[n].words
            if (
                words.count(" ") < _MENU_WORDS
                and not words.endswith(_STOPS)
                and not facts_of(words)
                and not (n == top - 1 and words.strip(" .:").lower() in forms().labels)
            ):
                marked[n] = True


def _headline(asked: list[Block], sorts: Sorts, marked: list[bool]) -> int:
    """Return the number of the headline as far as it can be told, 0 where it cannot.

    It is the first line of some length that has no menu right below it, as an outlet's long name
    has; where that is a sentence, or tells date or byline, the line above it is.
    """
    for n, block in enumerate(asked[:_HEAD]):
        if marked[n]:
            continue
        words = block.words
        stated = is_date_or_byline(facts_of(words))
        if words.count(" ") < _MENU_WORDS and not stated and not words.endswith(_STOPS):
            continue
        if not stated and is_headline(block):
            below = sorts[n + 1] if n + 1 < len(asked) else None
            if below is not None and below.name == "menu":
                continue
            return n
        return next((k for k in range(n - 1, -1, -1) if not marked[k]), 0)
    return 0


def _keep_headline(asked: list[Block], sorts: Sorts, marked: list[bool]) -> None:
    """Leave the page its headline where all that look like one were taken for teasers."""
    for n, block in enumerate(asked[:_HEAD]):
        if marked[n]:
            continue
        if is_headline(block) and not is_date_or_byline(facts_of(block.words)):
            return
        for k in range(n - 1, -1, -1):
            sort = sorts[k]
            teaser = sort is None or not sort.first
            if teaser and asked[k].words.count(" ") >= _MENU_WORDS and is_headline(asked[k]):
                marked[k] = False
                return
        return


def _foot(
    blocks: list[Block], asked: list[Block], sorts: Sorts, marked: list[bool], closing: int
) -> None:
    """Mark the headline-like lines below one that closes a page, and what repeats its head."""
    head = [block.words for block in blocks[:_REPEATED]]
    closed = False
    for n in range(closing or _after_sentences(asked, sorts), len(asked)):
        sort, words = sorts[n], asked[n].words
        if marked[n]:
            closed = closed or (sort is not None and sort.closes)
        elif (
            (closed or _repeats(words, head if n > _REPEATED else []))
            and is_teaser(asked[n])
            and not is_labelled(words)
            and not _SAID.search(words)
        ):
            marked[n] = closed = True


def _after_sentences(asked: list[Block], sorts: Sorts) -> int:
    """Return the number of the first block after the last sentence, on a page of short ones."""
    for n in range(len(asked) - 1, -1, -1):
        words = asked[n].words
        if sorts[n] is None and words.count(" ") >= _MENU_WORDS and words.endswith(_ENDS):
            return n + 1
    return len(asked)


def _repeats(words: str, head: list[str]) -> bool:
    """Return whether a line repeats words of a page's head: its headline, who wrote it."""
    return words.count(" ") > 0 and words[0].isupper() and any(words in line for line in head)


def _allowance(sort: FurnitureSort, allowed: int, closing: bool) -> tuple[int, int]:
    """Return how many teasers may follow a line of furniture, and how many have come.

    In the midst of an article one headline goes with a label, or a list's items; at its close
    all do. Two labels in a row add up, and other furniture between leaves the count.
    """
    if sort.teasers:
        return (allowed if closing else 0) + sort.teasers, 0
    return (allowed, 0) if closing else (0, 0)


def _closing(blocks: list[Block]) -> int:
    """Return the number of the first block after the last paragraph of sentences."""
    for n in range(len(blocks) - 1, -1, -1):
        words = blocks[n].words
        if (
            words.count(" ") >= _SENTENCE_WORDS
            and words.endswith(_ENDS)
            and furniture().sort_of(words, tail=True) is None
        ):
            return n + 1
    return 0
