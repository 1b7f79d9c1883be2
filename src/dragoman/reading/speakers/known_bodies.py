"""The bodies of one article, found again by place, by listed body and by the words of a name.

A long article names thousands of bodies: whoever compared each with each to find the fullest
name would need a hundred times as long for ten times the words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from dragoman.reading.speakers.named_bodies import INNER, NamedBody
from dragoman.vocabulary.bodies import Body
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.speakers import speaker_words


class KnownBodies:
    """The bodies that an article names otherwise than by a bare noun, in text order.

    `short` are the article's abbreviations with their long forms.
    """

    def __init__(self, bodies: Sequence[NamedBody], short: dict[str, str]) -> None:
        self._bodies = tuple(bodies)
        self._starts = [body.run.start for body in self._bodies]
        self._short = short
        self._kinds: dict[Hashable, int] = {}
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._alike: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._cores: dict[int, frozenset[str]] = {}
        self._holding: dict[frozenset[str], list[int]] = {}
        self._fullest: dict[Hashable, NamedBody | None] = {}
        for place, body in enumerate(self._bodies):
            for word in {*body.name.lower().split(), *_also_called(body)}:
                self._words[word].append(place)
            kind = _kind(body)
            if kind not in self._kinds:
                self._kinds[kind] = place
                self._cores[place] = _core(body.name)
                for trait in _traits(body, self._cores[place]):
                    self._alike[trait].append(place)

    def between(self, start: int, end: int) -> Sequence[NamedBody]:
        """Return the bodies that begin from one token on and before another, in order."""
        return self._bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, token: int) -> NamedBody | None:
        """Return the body named last before a token."""
        place = bisect_left(self._starts, token)
        return self._bodies[place - 1] if place else None

    def first_of(self, body: Body) -> NamedBody | None:
        """Return the first mention of a listed body."""
        found = self._alike.get(("body", body))
        return self._bodies[found[0]] if found else None

    def ending(self, words: str) -> NamedBody | None:
        """Return the first body whose name ends in some words."""
        _, space, last = words.rpartition(" ")
        places = self._alike.get(("last", last), ()) if space else self._kinds.values()
        return next((b for p in places if (b := self._bodies[p]).name.endswith(words)), None)

    def fullest(self, wanted: NamedBody, before: int) -> NamedBody | None:
        """Return the fullest mention of a body; for a bare noun, the one nearest before a token.

        None when a bare noun has no antecedent.
        """
        if wanted.bare:
            same = self._with_words(frozenset(wanted.name.lower().split()))
            if not same:
                return None
            earlier = bisect_left(same, bisect_left(self._starts, before))
            return self.fullest(self._bodies[same[earlier - 1] if earlier else same[0]], before)
        key = (wanted.name, wanted.head, wanted.country, wanted.body)
        if key not in self._fullest:
            self._fullest[key] = self._named_most_fully(wanted)
        return self._fullest[key] or wanted

    def _with_words(self, words: frozenset[str]) -> list[int]:
        """Return the places of the bodies whose names hold all of some words, in order."""
        if words not in self._holding:
            rarest = min((self._words.get(word, []) for word in words), key=len)
            sets = [set(self._words.get(word, ())) for word in words]
            self._holding[words] = [place for place in rarest if all(place in s for s in sets)]
        return self._holding[words]

    def _named_most_fully(self, wanted: NamedBody) -> NamedBody | None:
        long, core = self._short.get(wanted.name), _core(wanted.name)
        places = set(self._alike.get(("name", long), ()))
        if wanted.body is not None:
            places.update(self._alike.get(("body", wanted.body), ()))
        else:
            places.update(self._alike.get(("head and country", wanted.head, wanted.country), ()))
            places.update(self._with_core(wanted.head, core))
        return max(
            (self._bodies[p] for p in sorted(places) if self._is(p, wanted, core, long)),
            key=lambda b: (
                _capitalised(b.name), len(b.name.split()), b.name == wanted.name, len(b.name),
                -b.run.start,
            ),
            default=None,
        )  # fmt: skip

    def _with_core(self, head: str, core: frozenset[str]) -> Sequence[int]:
        """Return bodies of one head among which are all that have the words of a core."""
        sharing: list[list[int]] = [
            self._alike.get(("head and word", head, word), []) for word in core
        ]
        return min(sharing, key=len) if core else self._alike.get(("head", head), ())

    def _is(self, place: int, wanted: NamedBody, core: frozenset[str], long: str | None) -> bool:
        """Return whether the body of a place may be the one wanted, under another name."""
        body = self._bodies[place]
        if body.country and wanted.country and body.country != wanted.country:
            return False
        if long is not None and body.name == long:
            return True
        if body.body is not None or wanted.body is not None:
            return body.body == wanted.body
        if body.head != wanted.head:
            return False
        outer = self._cores[place]
        return core <= outer or (
            body.country is not None and body.country == wanted.country and bool(core & outer)
        )


def _also_called(body: NamedBody) -> frozenset[str]:
    """Return the nouns by which a company is called again that is named with one of them."""
    companies = speaker_words().companies
    return companies if body.head in companies else frozenset()


def _kind(body: NamedBody) -> Hashable:
    """Return what two mentions of a body share that may stand for each other."""
    return body.name, body.head, body.country, body.body, body.sort


def _traits(body: NamedBody, core: frozenset[str]) -> Iterator[Hashable]:
    """Yield all by which a body is found; `core` are its name's words but for countries."""
    yield "name", body.name
    yield "last", body.name.rpartition(" ")[2]
    if body.body is not None:
        yield "body", body.body
        return
    yield "head", body.head
    if body.country is not None:
        yield "head and country", body.head, body.country
    for word in core:
        yield "head and word", body.head, word


def _capitalised(name: str) -> bool:
    """Return whether a name is one in all its words, and no description or adjective."""
    words = name.split()
    proper = all(word[0].isupper() or word in INNER for word in words)
    return proper and (len(words) > 1 or name.isupper())


def _core(name: str) -> frozenset[str]:
    """Return a name's words without those that name a country."""
    words = (word for word in name.split() if word.lower() not in INNER)
    return frozenset(word for word in words if countries().find(word) is None)
