"""One article of a bulk export, as its service printed it, and the dates in such print.

A date is taken from a line that is nothing but a date: titles with numbers in them (`part 1`,
`in 2000 um 4`) have fooled many a parser. One that can be read two ways is left out.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from dragoman.article import ParagraphSort
from dragoman.intake.dates import stamp_of
from dragoman.intake.page import Stated

_EDITION = re.compile(
    r"[\s,;]+(?:[\w.'’-]+\s){0,4}(?:edition|version|print|final|ed\.?)\s*\d?\Z", re.IGNORECASE
)
_ZONED = re.compile(r"T[\d:.]+(?:[+-]\d\d:\d\d|Z)\Z")
_FAR = 0.25
_FEW = 30


@dataclass(slots=True)
class Exported:
    """An article between the marks of its service: its lines with their sorts, what they state.

    `key` is the service's own number for it where there is one. `doubts` are sentences for the
    person who confirms the split; `failed` says why there is nothing to take in.
    """

    lines: list[tuple[str, ParagraphSort]] = field(default_factory=list)
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    where: dict[str, str] = field(default_factory=dict)
    key: str = ""
    said_length: int | None = None
    doubts: list[str] = field(default_factory=list)
    failed: str = ""

    def add(self, words: str, sort: ParagraphSort) -> None:
        """Add a line of the export under its sort."""
        if words:
            self.lines.append((words, sort))

    def take(self, name: str, value: str | None, place: str) -> None:
        """Keep what a field states, and where it stands; the first of a kind counts."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            self.where[name] = place

    @property
    def body(self) -> list[str]:
        """Return the paragraphs of the text itself."""
        return [words for words, sort in self.lines if sort == "body"]

    @property
    def length(self) -> int:
        """Return how many words the text has."""
        return sum(len(words.split()) for words in self.body)

    @property
    def stated(self) -> Stated:
        """Return what the service states of the article."""
        return Stated(
            title=self.title,
            outlet=self.outlet,
            byline=self.byline,
            published=self.published,
            language=self.language,
            where=self.where,
        )

    @property
    def fragment(self) -> str:
        """Return what tells the article from others and stays when the export grows."""
        if self.key:
            return self.key
        known_by = "\0".join(
            [self.title or "", self.outlet or "", self.published or "", *self.body]
        )
        return hashlib.sha256(known_by.encode("utf-8", "replace")).hexdigest()[:16]


def take_date(found: Exported, line: str, place: str) -> bool:
    """Take the date that a line is, and return whether it is one at all.

    A time without a zone is left out, an ambiguous date as a whole.
    """
    stamp = stamp_of(line) or stamp_of(_EDITION.sub("", line))
    if stamp is None:
        return False
    if stamp.value is None:
        found.doubts.append(
            f"The date {line!r} can be read two ways (day or month first) and is left out."
        )
        return True
    day = stamp.value if _ZONED.search(stamp.value) else stamp.value.split("T")[0]
    found.take("published", day, place)
    return True


def is_date(line: str) -> bool:
    """Return whether a line is a date and nothing more, but for an edition's name."""
    return stamp_of(line) is not None or stamp_of(_EDITION.sub("", line)) is not None


def settle(found: Exported) -> Exported:
    """Return the article with its last doubts: no text, no date, another length than printed."""
    if not found.body and not found.failed:
        found.failed = "there is no text between its marks"
    if found.published is None and not any("two ways" in doubt for doubt in found.doubts):
        found.doubts.append("No line states the day of publication; none is guessed.")
    if not found.title:
        found.doubts.append("No line is known to be its title.")
    if not found.outlet:
        found.doubts.append("No line is known to name its outlet.")
    said = found.said_length
    if said and found.body and abs(said - found.length) > max(_FEW, _FAR * said):
        found.doubts.append(
            f"Its text has {found.length:,} words where the export says {said:,}: "
            "it may be cut, or run into another."
        )
    return found


def number_in(words: str) -> int | None:
    """Return the number in `1,234 words`, or None."""
    match = re.search(r"\d[\d.,]{0,9}", words)
    return int(re.sub(r"\D", "", match[0])) if match else None
