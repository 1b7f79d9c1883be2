"""Which country an article is about, place by place, and the states that only it names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from dragoman.reading.speakers.marked import Marked
from dragoman.vocabulary.countries import Country


class Focus:
    """The countries that one article names, counted from its beginning on."""

    def __init__(self, marked: Marked) -> None:
        self._starts: list[int] = []
        self._leading: list[Country] = []
        self._named: dict[str, Country] = {}
        counts: Counter[Country] = Counter()
        order: dict[Country, int] = {}
        for mark in marked.marks:
            country = mark.entry.country
            if country is None:
                continue
            counts[country] += 1
            order.setdefault(country, len(order))
            self._named.setdefault(country.name, country)
            ahead = self._leading[-1] if self._leading else country
            leads = (counts[country], -order[country]) > (counts[ahead], -order[ahead])
            self._starts.append(mark.start)
            self._leading.append(country if leads else ahead)

    def before(self, token: int) -> Country | None:
        """Return the country that the article has been about up to a token.

        The country named most often so far, and first on a tie; None when none was named.
        """
        place = bisect_left(self._starts, token)
        return self._leading[place - 1] if place else None

    def named(self, name: str) -> Country | None:
        """Return the country of a usual name that the article names."""
        return self._named.get(name)
