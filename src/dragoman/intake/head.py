"""A page's head and foot: its headline, the lines that state date, byline and outlet, headings.

Only the lines above the first paragraph, a few below it, and the last ones are asked for
metadata; a line that is half a sentence is left to the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.intake.blocks import looks_like_title_case
from dragoman.intake.forms import statement_issuer
from dragoman.intake.metadata import (
    Fact,
    facts_of,
    is_date_or_byline,
    is_labelled,
    is_outlet_name,
)
from dragoman.intake.page import Block
from dragoman.vocabulary.forms import forms
from dragoman.vocabulary.outlets import outlets

_HEAD, _AFTER, _FOOT = 14, 3, 6
"""How many blocks may be the head, how many after the first paragraph, how many the foot."""
_TITLE_WORDS, _TITLE_LENGTH, _DECK_WORDS = 34, 240, 26
_HEADING_WORDS, _HEADING_LENGTH = 12, 90
_PLACE_LENGTH = 60
"""Characters of a line that are shown as the place that a value came from."""
_NO_TITLE_END = (
    ".",
    ",",
    ";",
    ":",
    "-",
    "–",
    "—",
    '."',
    ".”",
    ".'",
    ".’",
    ".)",
    ".]",
    '!"',
    "!”",
    '?"',
    "?”",
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]\.)+$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|St|Gov|Sen|No|vs)\.$|\.\.\.$"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]]*$|[\"”\]]$")
_SUFFIX = re.compile(r"\s+[|–—-]\s+([^|–—]{2,40})$")


@dataclass(slots=True)
class Head:
    """What a page's own lines state, the first of each kind; `labels` are its form's labels.

    `places` has the line that each fact stands in, as `line "By Ana Vale"`.
    """

    facts: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)

    def take(self, facts: tuple[Fact, ...], words: str) -> None:
        """Keep what is new among facts; an earlier line outweighs a later one."""
        for fact in facts:
            if fact.value is not None:
                self.keep(fact.field, fact.value, f"line {_short(words)!r}")
            elif fact.field == "published" and "published" not in self.facts:
                self.ambiguous.append(words)

    def keep(self, name: str, value: str, place: str) -> None:
        """Keep a fact and the place that it stands in, unless there is one of its kind."""
        if name not in self.facts:
            self.facts[name] = value
            self.places[name] = place


def read_head(blocks: list[Block]) -> Head:
    """Give title, metadata lines and headings their sort, and return what they state."""
    head = Head()
    asked = [block for block in blocks if block.sort in ("body", "title", "heading")]
    end = _read_top(asked, head)
    _name_outlet(asked[:end], head)
    for block in asked[max(end, len(asked) - _FOOT) :]:
        facts = facts_of(block.words)
        if facts and (is_labelled(block.words) or facts[0].field == "byline"):
            _stated(block, facts, head)
    _mark_headings(blocks)
    return head


def is_headline(block: Block) -> bool:
    """Return whether a block could be the headline: short, one line's worth, no sentence."""
    words = block.words
    if block.bullet or len(words) > _TITLE_LENGTH or words.count(" ") >= _TITLE_WORDS:
        return False
    if words.endswith(_NO_TITLE_END) and not _ABBREVIATED.search(words):
        return words.rstrip("\"'”’").endswith(".") and (
            looks_like_title_case(words) or statement_issuer(words) is not None
        )
    return any(c.isalpha() for c in words)


def outlet_at_end(title: str) -> tuple[str, str | None]:
    """Return a headline without the outlet that closes it (`... | Kyodo News`), and the outlet."""
    match = _SUFFIX.search(title)
    outlet = outlets().find(match[1].strip()) if match else None
    return (title[: match.start()], outlet.name) if match and outlet else (title, None)


def _read_top(asked: list[Block], head: Head) -> int:
    """Read the head's lines; return how many blocks belong to it."""
    titled = any(block.sort == "title" for block in asked)
    n, bodies = 0, 0
    for n, block in enumerate(asked[:_HEAD]):
        facts = facts_of(block.words)
        label = block.words.strip(" .:").lower()
        if facts and (bodies == 0 or is_date_or_byline(facts)):
            _stated(block, facts, head)
        elif bodies == 0 and label in forms().labels and not _is_only_title(asked, n, titled):
            head.labels.append(label)
            block.sort = "dateline"
        elif bodies == 0 and block.sort != "body":
            continue
        elif bodies == 0 and n + 1 < len(asked) and _is_head_line(block, titled):
            titled = _sorted_headline(asked, n, titled)
        else:
            bodies += 1
            if bodies > _AFTER:
                return n
    return n + 1 if asked else 0


def _name_outlet(top: list[Block], head: Head) -> None:
    """Take a line such as `Tarn Herald` beside the date or byline for the outlet's name."""
    for n, block in enumerate(top):
        beside = [top[k].sort for k in (n - 1, n + 1) if 0 <= k < len(top)]
        if block.sort == "heading" and "dateline" in beside and is_outlet_name(block.words):
            head.keep("outlet", block.words, f"line {_short(block.words)!r}")
            block.sort = "dateline"


def _is_head_line(block: Block, titled: bool) -> bool:
    """Return whether a block is the headline, or below one its second line."""
    return is_headline(block) and not (
        titled and (_SENTENCE_END.search(block.words) or block.words.count(" ") >= _DECK_WORDS)
    )


def _sorted_headline(asked: list[Block], n: int, titled: bool) -> bool:
    """Give a headline-like block its sort; return whether the title has been found."""
    block, following = asked[n], asked[n + 1]
    if titled:
        block.sort = "heading"
        return True
    kicker = (
        block.words.count(" ") < 2
        and following.words.count(" ") > 3
        and is_headline(following)
        and not facts_of(following.words)
        and n + 2 < len(asked)
    )
    block.sort = "heading" if kicker else "title"
    return not kicker


def _is_only_title(asked: list[Block], n: int, titled: bool) -> bool:
    """Return whether a label such as `Joint statement` is all the headline that there is.

    `Opinion` never is: it tells the form of what stands below it.
    """
    opinion = forms().labels.get(asked[n].words.strip(" .:").lower()) == "opinion"
    return not (titled or opinion) and not any(
        is_headline(block) and not facts_of(block.words) for block in asked[n + 1 : n + 3]
    )


def _stated(block: Block, facts: tuple[Fact, ...], head: Head) -> None:
    head.take(facts, block.words)
    titles = [fact for fact in facts if fact.field == "title"]
    block.sort = "title" if titles else "dateline"


def _mark_headings(blocks: list[Block]) -> None:
    """Give short lines between paragraphs the sort of headings; lists of them stay body."""
    rest = [block for block in blocks if block.sort != "furniture"]
    for before, block, after in zip(rest, rest[1:], rest[2:], strict=False):
        if (
            block.sort == "body"
            and before.sort == "body"
            and after.sort == "body"
            and _is_heading(block)
            and _SENTENCE_END.search(before.words)
            and not before.words.endswith(":")
            and not _is_heading(after)
            and _SENTENCE_END.search(after.words)
        ):
            block.sort = "heading"


def _short(words: str) -> str:
    return words if len(words) <= _PLACE_LENGTH else f"{words[: _PLACE_LENGTH - 1]}…"


def _is_heading(block: Block) -> bool:
    words = block.words
    return (
        len(words) <= _HEADING_LENGTH
        and words.count(" ") < _HEADING_WORDS
        and not block.bullet
        and (words[0].isupper() or words[0].isdigit())
        and not words.endswith((*_NO_TITLE_END, '"', "”", "…", "?", "!", ")"))
        and not any(sign in words for sign in (":", ". ", "? ", "! "))
    )
