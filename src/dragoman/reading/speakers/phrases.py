"""Noun phrases among an article's tokens: where one ends, what goes on behind it, what it names."""

from __future__ import annotations

from functools import cache

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.calendar import calendar
from dragoman.vocabulary.sourcing import Venue, sourcing
from dragoman.vocabulary.speakers import speaker_words

_TAGS = frozenset(
    {
        "DT",
        "PRP$",
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "CD",
        "POS",
        "HYPH",
        "PDT",
        "FW",
        "AFX",
    }
)
_LONGEST = 24
"""Tokens of a phrase with all that goes on behind it."""


@cache
def _date_words() -> frozenset[str]:
    words = calendar()
    return frozenset({*words.months, *words.weekdays, *words.days}) | sourcing().venue.dates


def is_date(marked: Marked, at: int) -> bool:
    """Return whether a token belongs to a date: `Monday`, `last`, `2031`."""
    word = marked.lower[at]
    year = len(word) == 4 and word.isdigit()
    return year or (word in _date_words() and marked.text[at] != "may")


def noun_phrase(marked: Marked, at: int, limit: int) -> int:
    """Return where the noun phrase ends that begins at a token: there when none does."""
    end = at
    while end < limit:
        tag = marked.tag[end]
        beside = end + 1 < limit and marked.tag[end + 1] in _TAGS
        inner = tag in ("VBN", "VBG", "RB", "``", "''") and beside and end > at
        inner = inner or (tag in ("VBN", "VBG") and beside and end == at)
        joined = marked.text[end] in ("&", "-") or (tag == "CC" and beside and end > at)
        if not (tag in _TAGS or inner or joined):
            break
        end += 1
    return end


def extended(marked: Marked, words: Venue, end: int, limit: int) -> int:
    """Return where a venue ends with what goes on behind it: `with`, `of`, `carried by` ..."""
    furthest = min(limit, end + _LONGEST)
    while end < furthest:
        link = end
        if marked.lower[link] in words.published and link + 1 < furthest:
            link += 1
        if marked.lower[link] not in words.linking or link + 1 >= furthest:
            break
        if is_date(marked, link + 1):
            break
        after = noun_phrase(marked, link + 1, furthest)
        if after == link + 1:
            break
        dated = (at for at in range(link + 2, after) if is_date(marked, at))
        end = next(dated, after)
        if end < after:
            break
    return end


def is_outlet(mark: Mark) -> bool:
    """Return whether a phrase names an outlet or is a noun for one."""
    institution = mark.entry.institution
    media = institution is not None and institution.kind == "media"
    return media or mark.entry.outlet is not None or mark.entry.noun("media") is not None


def outlet_in(marked: Marked, start: int, end: int) -> Run | None:
    """Return the first outlet in some tokens, of an unlisted one its last word: `Tarn Herald`."""
    at = start
    while at < end:
        mark = marked.covering.get(at)
        if mark is not None and is_outlet(mark):
            stop = mark.end
            while stop < end and mark.entry.outlet is None and marked.tag[stop].startswith("NNP"):
                stop += 1
            if mark.entry.outlet is not None or not _followed(marked, stop, end):
                return Run(mark.start, stop)
        if marked.tag[at] == "NNP" and marked.text[at] in speaker_words().mastheads:
            return Run(at, at + 1)
        at += 1
    return None


def _followed(marked: Marked, at: int, end: int) -> bool:
    """Return whether a noun follows, of which the words before are only a part: `press pass`."""
    return at < end and marked.tag[at].startswith("N")
