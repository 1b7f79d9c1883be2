"""Speakers in the order in which an article names them, and which two stand together there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from dragoman.reading.speakers.heard import Voice

_APART = 4
"""Tokens between two names that are named together: `Vale of Kest and`."""


class Candidate(NamedTuple):
    """A speaker at the place of a name; `weight` is what its rank begins with."""

    start: int
    end: int
    voice: Voice
    weight: float = 0.0


class Row:
    """Speakers in text order, among whom two are found that were named last or together.

    `words` are the article's tokens in lower case.
    """

    def __init__(self, words: Sequence[str], named: Sequence[Candidate]) -> None:
        self._named = named
        self._starts = [one.start for one in named]
        self._joined: list[int] = []
        self._other: list[int] = []
        for place, one in enumerate(named):
            joined, other = -1, -1
            if place:
                before = named[place - 1]
                distinct = before.voice.speaker.name != one.voice.speaker.name
                together = distinct and _side_by_side(words, before, one)
                joined = place if together else self._joined[-1]
                other = place - 1 if distinct else self._other[-1]
            self._joined.append(joined)
            self._other.append(other)

    def two_before(self, token: int) -> tuple[Voice, Voice] | None:
        """Return the two of different names that were named together last before a token.

        Where no two were, the one named last and the last other one; None without another.
        """
        last = bisect_left(self._starts, token) - 1
        if last < 0:
            return None
        joined, other = self._joined[last], self._other[last]
        if joined >= 0:
            return self._named[joined - 1].voice, self._named[joined].voice
        if other < 0:
            return None
        # A body's name may begin with its state's: of those the one taken later goes first.
        one, two = sorted((self._named[last], self._named[other]), key=attrgetter("start"))
        return one.voice, two.voice


def _side_by_side(words: Sequence[str], one: Candidate, other: Candidate) -> bool:
    between = range(one.end + 1, other.start)
    return len(between) <= _APART and any(words[at] == "and" for at in between)
