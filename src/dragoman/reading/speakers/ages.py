"""How old an article says its persons are: `Vale, 44,`, `the 61-year-old envoy, Ana Vale`."""

from __future__ import annotations

import re

from dragoman.reading.speakers.marked import Marked, Run

_YOUNGEST, _OLDEST = 14, 115
_BACK = 9
"""Tokens before a name in which its age stands: `the 61-year-old former trade envoy, Ana Vale`."""
_AGED = re.compile(r"\b(\d{2,3})[-‑]years?[-‑]olds?\b", re.IGNORECASE)
_CLOSING = frozenset({",", ".", ")", ";", "—", "–"})
_TELLING = frozenset({"is", "was", "turned", "turns", "aged"})


def age_in(words: str) -> int | None:
    """Return the age that some words tell: `the 61-year-old`."""
    found = _AGED.search(words)
    return int(found[1]) if found else None


def has_age(words: str) -> bool:
    """Return whether words tell an age."""
    return _AGED.search(words) is not None


def age_beside(marked: Marked, name: Run) -> int | None:
    """Return the age told beside a name, None when none is."""
    return _behind(marked, name.end) or _before(marked, name)


def _behind(marked: Marked, at: int) -> int | None:
    """Return the age in `Vale, 44,`, `Vale (44)`, `Vale, aged 44,`, `Vale is 44`."""
    after = marked.lower[at : at + 4]
    if len(after) < 3:
        return None
    told = after[0] in _TELLING
    if told or after[0] in (",", "("):
        after = after[1:]
    if after[0] == "aged":
        told, after = True, after[1:]
    closed = len(after) > 1 and (after[1] in _CLOSING or told)
    if closed and (told or marked.lower[at] in (",", "(")):
        return _plausible(after[0])
    if marked.lower[at] == ",":  # `Vale, a 61-year-old lawyer,`
        phrase = Run(at + 1, min(at + 7, len(marked.text)))
        if marked.lower[at + 1] in ("a", "the"):
            return age_in(marked.words(phrase))
    return None


def _before(marked: Marked, name: Run) -> int | None:
    """Return the age in the noun phrase that ends in a name, or stands before its comma."""
    start = name.start
    while start > 0 and name.start - start < _BACK:
        before = start - 1
        if marked.sentence[before] != marked.sentence[name.start]:
            break
        apposed = marked.text[before] == "," and start == name.start
        if marked.tag[before][:2] not in _PHRASE and not apposed:
            break
        start = before
    return age_in(marked.words(Run(start, name.start)))


_PHRASE = frozenset({"NN", "JJ", "CD", "HY", "PO", "VB", "RB", ":", "DT"})


def _plausible(word: str) -> int | None:
    age = int(word) if word.isdecimal() else 0
    return age if _YOUNGEST <= age <= _OLDEST else None
