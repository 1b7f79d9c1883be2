"""One line's metadata: a date, a byline, an outlet, a label with its value, or several of them.

A line is metadata only when all of it is: a date inside a sentence is no publication date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.intake.dates import stamp_of
from dragoman.vocabulary.furniture import furniture
from dragoman.vocabulary.masthead import masthead
from dragoman.vocabulary.outlets import outlets

_LONGEST = 200
_LABELLED = re.compile(r"([A-Za-z][A-Za-z ]{1,25}?)\s?:\s*(\S.*)?\Z")
_SPACED = re.compile(
    r"((?:first )?(?:published|posted|issued|released|created|updated)|upd\.?"
    r"|last (?:updated|modified))(?: on| at)?,?\s+(\S.*)\Z",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(.*\d\S*),?\s+((?:last )?(?:updated|modified)\b.*)\Z", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—/-]\s+")
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_WORD = rf"{_CAPITAL}[\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:de|del|der|van|von|da|bin|al|el|la)){{0,2}}(?: {_WORD}){{1,3}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,| and| &|, and) {_NAME})*\Z")
_BYLINE = re.compile(
    rf"(?:By|BY|by)\s+({_NAME}(?:(?:,| and| &|, and) {_NAME})*)"
    rf"(?:(?:,|\s+in\b)\s*({_CAPITAL}[^.;:!?|•·]{{1,60}}))?\Z"
)
_DESK = re.compile(
    rf"(?:By|BY)\s+((?:{_CAPITAL}[\w.&'’-]*\s){{1,4}}"
    r"(?i:staff|desk|correspondents?|reporters?|service|team|editors)(?i: writers?| reporters?)?)\Z"
)
_PLACE = re.compile(rf"{_WORD}(?:,? (?:{_WORD}|of|de)){{0,3}}\Z")
_URL = re.compile(r"https?://\S+\Z")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a line states of the page; `value` is None when it names but tells nothing."""

    field: str
    value: str | None


def facts_of(line: str) -> tuple[Fact, ...]:
    """Return what a line states of its page, or nothing when it is not metadata throughout."""
    if len(line) > _LONGEST:
        return ()
    both = _BOTH.match(line)
    if both and "|" not in line:
        # "Published March 5, 2024 Updated March 6, 2024"
        first, then = facts_of(both[1].rstrip(" -–—(")), facts_of(both[2].rstrip(")"))
        if first and then:
            return (*first, *then)
    labelled = _labelled(line)
    if labelled is not None:
        return labelled
    single = _single(line)
    if single is not None:
        return (single,)
    parts = [part for part in _PARTS.split(line) if part]
    if len(parts) < 2 or len(parts) > 6:
        return ()
    facts = [_single(part) or _beside(part) for part in parts]
    known = [fact for fact in facts if fact is not None]
    stated = any(fact.field in ("published", "byline", "updated") for fact in known)
    return tuple(known) if stated and len(known) == len(parts) else ()


def is_labelled(line: str) -> bool:
    """Return whether a line opens with the label of a date, byline, outlet or the like."""
    match = _LABELLED.match(line) or _SPACED.match(line)
    return match is not None and match[1].lower().rstrip(".") in masthead().labels


def is_outlet_name(line: str) -> bool:
    """Return whether a line is worded as outlets are called: `The Tarn Herald`, `Radio Varn`."""
    words = line.split()
    known = masthead().outlet_words
    return (
        2 <= len(words) <= 5
        and all(word[0].isupper() or word in ("of", "the") for word in words)
        and (words[-1].lower() in known or words[0].lower() in known)
    )


def is_date_or_byline(facts: tuple[Fact, ...]) -> bool:
    """Return whether facts are of the kind that nobody would take for a sentence or heading."""
    return any(fact.field in ("published", "byline", "updated", "url") for fact in facts)


def _labelled(line: str) -> tuple[Fact, ...] | None:
    """Return the facts behind a label (`Published: ...`), None when there is no known label."""
    elsewhere = _label_elsewhere().match(line)
    named = masthead().labels_elsewhere.get(elsewhere[1].lower()) if elsewhere else None
    if elsewhere and named:
        return _dated(named, elsewhere[2], known_label=True)
    match = _LABELLED.match(line)
    spaced = None if match else _SPACED.match(line)
    if match is None and spaced is None:
        return None
    label, value = (match or spaced).groups()  # type: ignore[union-attr]
    field = masthead().labels.get(label.lower().rstrip("."))
    if field is None or (spaced and field not in ("published", "updated")):
        return None
    if field in ("published", "updated"):
        return _dated(field, value or "", known_label=match is not None)
    if value is None:
        return ()
    return _valued(field, value.strip())


@cache
def _label_elsewhere() -> re.Pattern[str]:
    labels = sorted(masthead().labels_elsewhere, key=len, reverse=True)
    return re.compile(rf"({'|'.join(labels)})\s*[:：]?\s*(\S.*)\Z", re.IGNORECASE)


def _dated(field: str, value: str, *, known_label: bool) -> tuple[Fact, ...] | None:
    """Return the date behind a label, and what else stands in the line after bars."""
    stamp = stamp_of(value, place=True)
    if stamp is not None:
        return (Fact(field, stamp.value),)
    first, *others = [part for part in _PARTS.split(value) if part] or [""]
    stamp = stamp_of(first, place=True)
    if stamp is None:
        return None
    rest = [fact for part in others for fact in facts_of(part)]
    return (Fact(field, stamp.value), *rest) if known_label or rest else None


def _valued(field: str, value: str) -> tuple[Fact, ...] | None:
    if field == "byline":
        return (Fact("byline", value.rstrip(" .")),) if _NAMES.match(value) else None
    if field == "url":
        return (Fact("url", value),) if _URL.match(value) else None
    if field == "outlet" and (len(value.split()) > 6 or value.endswith((".", "!", "?"))):
        return None
    if value.endswith((".", "!", "?")) and field in ("place", "other", "issuer"):
        return None
    return (Fact(field, value),)


def _single(part: str) -> Fact | None:
    """Return the one fact that a line, or a part of one between bars, states."""
    part = part.strip(" .")
    stamp = stamp_of(part, place=True)
    if stamp is not None:
        return Fact("published", stamp.value)
    byline = _BYLINE.match(part)
    if byline and not stamp_of(byline[1]) and not _is_calendar(byline[1]):
        return Fact("byline", _without_role(byline[1]))
    desk = _DESK.match(part)
    if desk:
        return Fact("byline", desk[1])
    if part.casefold() in masthead().sections:
        return Fact("section", part)
    if len(part) < 60 and part[:1].isupper():
        outlet = outlets().find(part)
        if outlet is not None:
            return Fact("outlet", outlet.name)
    return None


def _beside(part: str) -> Fact | None:
    """Return what a part may be that stands beside a date or byline: a place, a reading time."""
    if _PLACE.match(part) and len(part.split()) <= 5:
        return Fact("place", part)
    if furniture().sort_of(part) is not None:
        return Fact("other", part)
    labelled = _labelled(part)
    return labelled[0] if labelled else None


def _without_role(names: str) -> str:
    """Return a byline without the role or the outlet after the names."""
    parts = names.split(", ")
    for n, part in enumerate(parts[1:], start=1):
        role = part.split()[-1].lower() in masthead().roles
        if role or outlets().find(part) is not None:
            return ", ".join(parts[:n])
    return names


def _is_calendar(words: str) -> bool:
    """Return whether a would-be name begins with a month or a weekday (`By Monday Evening`)."""
    first = words.split(maxsplit=1)[0].lower()
    return first in masthead().months or first.removesuffix("day") in _WEEKDAYS


_WEEKDAYS = frozenset({"mon", "tues", "wednes", "thurs", "fri", "satur", "sun", "to", "mid"})
