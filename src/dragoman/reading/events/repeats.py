"""Which mentions of acts are of one event.

An article tells of an act more than once, under several words and with parties left out; the
fullest mention becomes the record, and what only a repetition names is added to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import product

from spacy.tokens import Token

from dragoman.reading.events.doers import FINITE
from dragoman.reading.events.mentions import Mention, completed
from dragoman.reading.events.parties import Actors, Parties
from dragoman.reading.events.roles import SPOKEN, SYMMETRIC, Roles
from dragoman.vocabulary.plover import plover

LEAST = 0.5
"""Mentions below this confidence are no events (set on the development ledger)."""


def events_of(mentions: Sequence[Mention], known: Actors) -> list[Mention]:
    """Return one mention an event, in text order.

    A headline serves only for what stands nowhere else.
    """
    kept = Kept()
    for mention in sorted(completed(mentions, known), key=lambda m: (m.title, m.token.i)):
        place = kept.place_of(mention)
        if place is not None:
            kept.put(place, merged(kept.events[place], mention))
        elif mention.confidence >= LEAST:
            kept.put(len(kept.events), mention)
    return sorted(kept.events, key=lambda m: m.token.i)


_ANY = "*"
"""Stands in a key for whatever there may be."""
_NONE = ""
"""Stands in a key for no party."""


class Kept:
    """The events so far, each under the keys by which another mention of it can be told.

    A key holds a type, a source, a target, a kind of act and a time. A long chronicle has
    thousands of events, which must not all be held against each further mention.
    """

    def __init__(self) -> None:
        self.events: list[Mention] = []
        self._places: defaultdict[Hashable, list[int]] = defaultdict(list)

    def put(self, place: int, event: Mention) -> None:
        """Put an event at a place, a new one at the end."""
        self.events[place : place + 1] = [event]
        for key in (_sentence(event), *_keys(event)):
            places = self._places[key]
            at = bisect_left(places, place)
            if places[at : at + 1] != [place]:
                places.insert(at, place)

    def place_of(self, mention: Mention) -> int | None:
        """Return the place of the first event that a mention is of."""
        asked = (_sentence(mention), *_asked(mention))
        places = merge(*(self._places.get(key, ()) for key in asked))
        return next((place for place in places if is_same(mention, self.events[place])), None)


def _sentence(mention: Mention) -> Hashable:
    return mention.type, mention.token.sent.start


def _keys(event: Mention) -> Iterator[Hashable]:
    """Yield the keys of an event."""
    source, target = _sides(event)
    yield from product(
        (event.type,),
        (_ANY, *(source or (_NONE,))),
        (_ANY, *(target or (_NONE,))),
        (_ANY, *_kinds(event), ("part", event.act.part)),
        (_ANY, ("date", event.date) if event.date else ("undated", event.when), event.when),
    )


def _asked(mention: Mention) -> Iterator[Hashable]:
    """Yield keys of which every event has one that a mention may be of, by `is_same`."""
    source, target = _sides(mention)
    kinds: tuple[Hashable, ...] = (_ANY,)
    if mention.type in SYMMETRIC or _is_repeated(mention):
        target = ()
    elif not _is_told_again(mention):
        named = (("part", "noun"),) if mention.type == "ASSAULT" else ()
        kinds = (*_kinds(mention), *named)
    yield from product(
        (mention.type,),
        (*source, _NONE) if source else (_ANY,),
        (*target, _NONE) if target else (_ANY,),
        kinds,
        _times(mention),
    )


def _times(mention: Mention) -> tuple[Hashable, ...]:
    """Return the times of keys that a mention's date and words for it agree with."""
    date, when = mention.date, mention.when
    if not when or (date and len(date) < len("2019-05-03")):
        return (_ANY,)
    if date is None:
        return when, ""
    within = (("date", date[:size]) for size in (4, 7, 10))
    return (*within, ("undated", when), ("undated", ""))


def _sides(mention: Mention) -> tuple[Parties, Parties]:
    if mention.type in SYMMETRIC:
        return mention.everybody, ()
    return mention.roles.source, mention.roles.target


def _kinds(mention: Mention) -> Iterator[Hashable]:
    """Yield by what two mentions between the same sides are of one act."""
    yield "lemma", mention.act.lemma
    if mention.act.object and mention.act.object != ("any",):
        yield "object", mention.act.object


def is_same(one: Mention, other: Mention) -> bool:
    """Tell whether a mention is of an event that is already known."""
    if one.type != other.type or _other_time(one, other):
        return False
    if one.type in SYMMETRIC:
        return _within(one.everybody, other.everybody)
    if not _within(one.roles.source, other.roles.source):
        return False
    if _is_repeated(one) or _is_part(one.token, other.token):
        return True
    if not _within(one.roles.target, other.roles.target):
        return False
    named = one.type == "ASSAULT" and other.act.part == "noun"
    return named or _is_told_again(one) or not set(_kinds(one)).isdisjoint(_kinds(other))


def _is_told_again(mention: Mention) -> bool:
    """Tell whether any act of a type between the same sides is the one that a mention means.

    Two blows of one side against another are two events; two reproaches are one stand.
    """
    named = mention.type == "ASSAULT" and mention.act.part == "noun"
    return mention.title or named or mention.type in SPOKEN


def _is_part(one: Token, other: Token) -> bool:
    """Tell whether one word hangs on the other: `fired rockets, striking the port`."""
    return one.sent == other.sent and (one.is_ancestor(other) or other.is_ancestor(one))


def _other_time(one: Mention, other: Mention) -> bool:
    if one.date and other.date:
        return not (one.date.startswith(other.date) or other.date.startswith(one.date))
    return bool(one.when and other.when and one.when != other.when)


def _within(one: Parties, other: Parties) -> bool:
    a, b = set(one), set(other)
    return a <= b or b <= a


def _is_repeated(mention: Mention) -> bool:
    """Tell whether the words point back: `the attack`, `carried out the strike`."""
    noun = mention.token if mention.act.part == "noun" else mention.roles.object
    if noun is None or noun.lower_ not in plover().nouns:
        return False
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children)


def merged(kept: Mention, again: Mention) -> Mention:
    """Return the fuller of two mentions of one event, with what only the other one names."""
    first, second = (again, kept) if _fuller(again, kept) else (kept, again)
    roles = first.roles
    if again.type not in SYMMETRIC:
        source = _added(roles.source, second.roles.source, roles.target)
        roles = Roles(source, _added(roles.target, second.roles.target, source), roles.object)
    elif len(second.everybody) > len(first.everybody):
        roles = second.roles
    return replace(
        first,
        roles=roles,
        date=first.date or (second.date if _is_part(first.token, second.token) else None),
        confidence=max(first.confidence, second.confidence),
    )


def _added(parties: Parties, further: Parties, other_side: Parties) -> Parties:
    """Return parties with what a further mention names beyond them, the other side left out."""
    if not set(parties) <= set(further):
        return parties
    return tuple(dict.fromkeys((*parties, *(p for p in further if p not in other_side))))


def _fuller(one: Mention, other: Mention) -> bool:
    """A reduced clause or a bare noun gives way to a finite clause that names both sides."""
    if one.title or one.act.part == "noun" or one.token.tag_ not in FINITE:
        return False
    if not (one.roles.source and one.roles.target):
        return False
    reduced = other.token.dep_ == "acl" or _is_part(one.token, other.token)
    return reduced or not (other.roles.source and other.roles.target)
