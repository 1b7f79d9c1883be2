"""The outlets that an article names, found again by outlet, by the last word and by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.outlets import Outlet

_NOUNS = frozenset({"agency", "newspaper", "television", "magazine", "daily", "network"})


class Press:
    """The outlets of one article."""

    def __init__(self, marked: Marked) -> None:
        self._text = marked.text
        self._named: list[tuple[int, Outlet]] = []
        self._agencies: list[tuple[int, bool]] = []
        self._called: defaultdict[Outlet, dict[str, None]] = defaultdict(dict)
        self._in_full: dict[str, Outlet] = {}
        self._papers: dict[str, str] = {}
        for mark in marked.marks:
            outlet, last = mark.entry.outlet, marked.text[mark.end - 1]
            if outlet is not None or last == "Agency":
                self._agencies.append((mark.end, outlet is not None and outlet.sort == "agency"))
            if outlet is not None:
                self._take(mark, outlet, marked)

    def _take(self, mark: Mark, outlet: Outlet, marked: Marked) -> None:
        self._named.append((mark.start, outlet))
        self._called[outlet].setdefault(marked.words(Run(mark.start, mark.end)))
        if mark.end - mark.start > 1:
            self._in_full.setdefault(marked.text[mark.end - 1], outlet)

    def name_of(self, outlet: Outlet) -> str:
        """Return the fullest name that the article gives an outlet, its usual one without any."""
        used = list(self._called.get(outlet, ()))
        named = [words for words in used if words.split()[-1].lower() not in _NOUNS]
        longest = max(named or used, key=lambda words: (len(words.split()), len(words)), default="")
        return longest or outlet.name

    def in_full(self, last: str) -> Outlet | None:
        """Return the first outlet named in several words of which `last` is the last."""
        return self._in_full.get(last)

    def last_before(self, token: int) -> Outlet | None:
        """Return the outlet named last before a token."""
        place = bisect_left(self._named, token, key=lambda named: named[0])
        return self._named[place - 1][1] if place else None

    def agency_before(self, token: int) -> bool:
        """Return whether a news agency was named before a token, and no other outlet after it."""
        place = bisect_right(self._agencies, token, key=lambda named: named[0])
        return place > 0 and self._agencies[place - 1][1]

    def paper(self, name: str) -> str:
        """Return the name that a paper's last word has elsewhere: `the Herald`, `Tarn Herald`."""
        if name not in self._papers:
            in_full = rf"\b((?:[A-Z]\w+ )+{re.escape(name)})\b"
            full = re.search(in_full, " ".join(self._text))
            self._papers[name] = full[1].removeprefix("The ") if full else name
        return self._papers[name]
