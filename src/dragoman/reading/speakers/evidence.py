"""The article's evidence of which state an office-holder serves whose state stands nowhere.

Only what ministers do at home counts: speaking before their parliament, in a capital that no
other state is named beside, of their own soil, for a state that commits itself or that the
article tells of. Where two states compete, none is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

from dragoman.reading.speakers.marked import Marked
from dragoman.reading.speakers.signs import Named, named_state
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.speakers import speaker_words

_NEAR = 1
"""Sentences between an office-holder and his parliament."""
_BLAMED = 3
"""Sentences between what somebody did and one who complains of it."""
_ORGANS = ("inner", "organ", "officer")
_ACTS = (*_ORGANS, "topic", "wants")
"""Signs of a state that does something."""


class Evidence:
    """All that an article says of states, read once when it is first asked for."""

    def __init__(self, marked: Marked) -> None:
        self._marked = marked

    @cached_property
    def _all(self) -> tuple[Named, ...]:
        found = (named_state(self._marked, mark) for mark in self._marked.marks)
        return tuple(named for named in found if named is not None)

    @cached_property
    def _states(self) -> frozenset[Country]:
        return frozenset(named.country for named in self._all)

    @cached_property
    def _at_home(self) -> tuple[Named, ...]:
        """Return where bodies are named before which ministers speak at home, in text order."""
        return tuple(named for named in self._all if named.sign == "inner")

    def names(self, country: Country) -> bool:
        """Return whether the article names a state at all."""
        return country in self._states

    def home(self, at: int, *, loyal: bool = True) -> Country | None:
        """Return the state that an office-holder at a token serves, by the first of these signs.

        One state alone has a parliament, party or cabinet in the sentences around; one state
        alone is named in the article, and by its organs, its own soil or its capital; the
        sentence's content has a state commit itself: `Kestrel is ready to talk, Vale said`; it
        speaks of `his country` behind a sentence on one state, or opens with `its` behind one
        in which one state acts; one state alone is told of, or acts through its organs. One who
        is `loyal` to his government does not accuse his own state: whom his sentence complains
        of counts for nothing.
        """
        blamed = self._blamed(at) if loyal else frozenset()
        told = [named for named in self._all if named.country not in blamed]
        return (
            self.inner(at)
            or _only(told)
            or self._committed(at)
            or self._promised(at)
            or self._own_country(at)
            or self.its_own(at)
            or self._told_of(at, told)
            or self._acting(at, told)
        )

    def _blamed(self, at: int) -> frozenset[Country]:
        """Return the states that act just before a sentence, if that complains of something.

        A state that itself complains, or summons somebody, is not the one complained of.
        """
        marked, own = self._marked, self._marked.sentence[at]
        if not self._complains(own):
            return frozenset()
        start = marked.back(at, _BLAMED)
        near = [n for n in self._all if n.token >= start and marked.sentence[n.token] <= own]
        return frozenset(
            n.country
            for n in near
            if n.sign in _ACTS
            and (marked.sentence[n.token] == own or not self._complains(marked.sentence[n.token]))
        )

    def _complains(self, sentence: int) -> bool:
        return self._has(sentence, speaker_words().home["accuses"])

    def inner(self, at: int) -> Country | None:
        """Return the one state whose parliament, party or cabinet is named around a token."""
        marked = self._marked
        start = marked.back(at, _NEAR)
        first = bisect_left(self._at_home, start, key=attrgetter("token"))
        near: set[Country] = set()
        for named in self._at_home[first:]:
            if marked.sentence[named.token] > marked.sentence[at] + _NEAR:
                break
            near.add(named.country)
        return next(iter(near)) if len(near) == 1 else None

    def _committed(self, at: int) -> Country | None:
        """Return the state that opens a sentence as the subject of what a speaker tells of it."""
        marked = self._marked
        here = self._in(marked.sentence[at])
        first = next((named for named in here if named.sign != "place"), None)
        if first is None or self._told_elsewhere(first):
            return None
        last = marked.covering[first.token].end - 1
        verb = marked.head[last]
        told = marked.dep[last] == "nsubj" and (
            marked.dep[verb] in ("ccomp", "parataxis") or "according" in marked.lower[verb:at]
        )
        if not told or not first.token < verb < at:
            return None
        commits = speaker_words().home["commits"]
        window = range(last + 1, min(verb + 4, at))
        if any(marked.lower[i] in ("will", "would") or marked.lower[i] in commits for i in window):
            return first.country
        dated = self._all[0].sign == "place" or self._all[0].sign == "topic"
        return first.country if dated and self._all[0].country == first.country else None

    def _told_elsewhere(self, named: Named) -> bool:
        """Return whether another state is named before one, but as a place."""
        return any(
            n.sign != "place" and n.country != named.country and n.token < named.token
            for n in self._all
        )

    def _in(self, sentence: int) -> list[Named]:
        """Return the states that a sentence names."""
        return [n for n in self._all if self._marked.sentence[n.token] == sentence]

    def _promised(self, at: int) -> Country | None:
        """Return the state that an office-holder's sentence has promise, deny or want something.

        Wanting counts only for the state that the article names most: one may say of another
        state what it wants.
        """
        here = self._in(self._marked.sentence[at])
        own = {n.country for n in here if n.sign == "own"}
        if len(own) == 1:
            return own.pop()
        wanting = {n.country for n in here if n.sign == "wants"}
        most = Counter(n.country for n in self._all).most_common(2)
        alone = len(most) == 1 or (len(most) == 2 and most[0][1] > most[1][1])
        return most[0][0] if alone and most[0][1] > 1 and wanting == {most[0][0]} else None

    def _own_country(self, at: int) -> Country | None:
        """Return the state of `his country` in an office-holder's sentence: the one before."""
        marked, words = self._marked, speaker_words()
        sentence = marked.sentence[at]
        span = marked.document.sentences[sentence]
        for noun in range(span.start + 1, span.end):
            if marked.lower[noun] not in words.home["country"]:
                continue
            if words.pronouns.get(marked.lower[noun - 1]) not in ("he", "she", "i", "we"):
                continue
            near = {n.country for n in self._in(sentence) if n.token < noun}
            near = near or {n.country for n in self._in(sentence - 1)}
            return near.pop() if len(near) == 1 else None
        return None

    def its_own(self, at: int) -> Country | None:
        """Return the state of `Its offer stands, the ministry said`: the one that just acted."""
        marked = self._marked
        sentence = marked.sentence[at]
        span = marked.document.sentences[sentence]
        first = next((w for w in marked.lower[span.start : span.end] if w[:1].isalpha()), "")
        if sentence == 0 or first != "its" or self._in(sentence):
            return None
        acting = {n.country for n in self._in(sentence - 1) if n.sign in _ACTS}
        return acting.pop() if len(acting) == 1 else None

    def _told_of(self, at: int, told_of: Sequence[Named]) -> Country | None:
        """Return the state that the article tells of up to an office-holder, if it is one alone.

        Other states may be where something takes place; under a dateline of that state, also
        with whom it deals.
        """
        before, here = self._up_to(at, told_of)
        told = {n.country for n in before + here if n.sign != "place"}
        topics = {n.country for n in before if n.sign == "topic"}
        if told == topics and len(topics) == 1:
            return topics.pop()
        first = before[0] if before else None
        dated = first is not None and first.sign == "place" and topics == {first.country}
        rest = {n.country for n in before + here if n.sign not in ("place", "against")}
        return topics.pop() if dated and rest == topics else None

    def _acting(self, at: int, told_of: Sequence[Named]) -> Country | None:
        """Return the one state whose organs and office-holders act up to an office-holder."""
        before, here = self._up_to(at, told_of)
        acting = {n.country for n in before + here if n.sign in _ACTS}
        by_organ = {n.country for n in before + here if n.sign in _ORGANS}
        if len(acting) != 1 or acting != by_organ:
            return None
        placed = {n.country for n in before + here if n.sign == "place"}
        hosts = {n.country for n in before if n.sign == "against"} & placed
        return acting.pop() if hosts <= acting else None

    def acting_in(self, sentence: int) -> Country | None:
        """Return the one state that acts in a sentence."""
        here = [n for n in self._all if self._marked.sentence[n.token] == sentence]
        acting = {n.country for n in here if n.sign in _ACTS}
        return acting.pop() if len(acting) == 1 else None

    def acting_before(self, at: int, *, sending: bool = False) -> Country | None:
        """Return the one state that acts in the nearest sentence before a token in which any does.

        None where another one acts too or turns out an envoy; with `sending` only a state that
        sends somebody or whose delegation is spoken of there.
        """
        marked, words = self._marked, speaker_words().home
        sends = speaker_words().career["sends"] | speaker_words().calling["teams"]
        for sentence in range(marked.sentence[at], marked.sentence[at] - _NEAR - 2, -1):
            here = [n for n in self._all if marked.sentence[n.token] == sentence and n.token < at]
            acting = {n.country for n in here if n.sign in _ACTS}
            if len(acting) > 1 or (acting and self._has(sentence, words["expels"])):
                return None
            if acting and (not sending or self._has(sentence, sends)):
                return acting.pop()
        return None

    def _has(self, sentence: int, words: frozenset[str]) -> bool:
        """Return whether one of some words stands in a sentence."""
        span = self._marked.document.sentences[sentence]
        return any(self._marked.lower[at] in words for at in range(span.start, span.end))

    def usual(self, iso3: str, others: frozenset[str]) -> Country | None:
        """Return a state if the article names it, and none of some others."""
        named = {state.iso3: state for state in self._states}
        return named.get(iso3) if others.isdisjoint(named) else None

    def _up_to(self, at: int, told_of: Sequence[Named]) -> tuple[list[Named], list[Named]]:
        """Return the states named before an office-holder's sentence, and those in it."""
        sentence = self._marked.sentence[at]
        start = self._marked.document.sentences[sentence].start
        before = [n for n in told_of if n.token < start]
        here = [n for n in told_of if self._marked.sentence[n.token] == sentence]
        return before, [n for n in here if n.sign != "against"]


def _only(told_of: Sequence[Named]) -> Country | None:
    """Return the one state that an article names, if it names it as one does at home."""
    named = [n for n in told_of if n.sign != "against"]
    if len({n.country for n in named}) != 1 or any(n.sign == "abroad" for n in named):
        return None
    home = named[0].country
    own = any(n.sign in ("own", "place", "ruler", *_ORGANS) for n in named)
    against = any(n.sign == "against" and n.country == home for n in told_of)
    return home if own and not against else None
