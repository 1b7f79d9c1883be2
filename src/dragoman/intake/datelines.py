"""The dateline that opens a wire report: `TARVIK, March 3 (TASS) -`.

It is cut from its paragraph as a block of its own, so that the first sentence begins with
its own words. A place in capitals and a dash will do; a place in small letters needs the
agency or the date beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.article import SourceTag, Span
from dragoman.intake.dates import stamp_of
from dragoman.intake.page import Block
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.outlets import outlets

_LONGEST = 120
_MONTH = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
    r"|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_PLACE = rf"{_CAPITAL}[\w.'’-]*(?:[ /-](?:{_CAPITAL}[\w.'’-]*|de|del|el|al|of)){{0,3}}"
_PREFIX = re.compile(
    rf"\s*(?P<place>{_PLACE}?)(?:, (?P<region>(?!{_MONTH} ){_PLACE}?))?"
    rf"(?:[,.]? (?P<date>{_DATE}))?[.,]?"
    r"(?P<agency>\s*(?:\((?P<round>[A-Z][^()\n]{1,40})\)|\[(?P<square>[A-Z][^\[\]\n]{1,40})\]"
    r"|/(?P<slash>[A-Z][^/\n]{1,40})/|(?P<plain>TASS|INTERFAX|XINHUA|Xinhua|IANS|PTI)))?"
    r"(?P<dash>\s*[.:]?(?:\s*(?:--|[—―])\s*|\s+[-–]\s+|(?<=[)\]/])[-–]\s*)|(?<=[)\]/])[.:]?\s+)"
    r"(?=[\"“‘'A-ZÀ-Þ0-9])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A paragraph's dateline: where it ends, its full date, and the agency that it names."""

    end: int
    published: str | None
    agency: SourceTag | None


def dateline_of(block: Block, text: str) -> Dateline | None:
    """Return the dateline with which a block opens, or None."""
    match = _PREFIX.match(text, block.start, min(block.end, block.start + _LONGEST))
    if match is None or not _is_dateline(match):
        return None
    stamp = stamp_of(match["date"]) if match["date"] else None
    name = next((g for g in ("round", "square", "slash", "plain") if match[g]), None)
    agency = SourceTag(Span(*_tight(match, text)), match[name]) if name else None
    return Dateline(match.end(), stamp.value if stamp else None, agency)


def _is_dateline(match: re.Match[str]) -> bool:
    dashed = any(sign in match["dash"] for sign in "-–—―")
    place = match["place"]
    if match["agency"]:
        named = next(match[g] for g in ("round", "square", "slash", "plain") if match[g])
        known = outlets().find(named) is not None or bool(match["date"]) or place.isupper()
        return known and (dashed or bool(match["date"]) or bool(match["slash"]))
    if match["date"]:
        return dashed
    if not dashed or not place.isupper() or len(place) < 3:
        return False
    return bodies().find(place) is None and outlets().find(place) is None


def _tight(match: re.Match[str], text: str) -> tuple[int, int]:
    start, end = match.span("agency")
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end
