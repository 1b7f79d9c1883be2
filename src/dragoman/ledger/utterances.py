"""Tellings put together to utterances, from what speaks for each pair of them.

Tellings with the same words, speaker and day are taken as one at once. The rest is joined pair
by pair, the surest first, never two statements of one article unless their words are the same,
and only where half of the pairs that come together speak for it: so the outcome does not depend
on the order in which articles came, and no chain of likenesses runs far.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dragoman.ledger.same_telling import Class, Link, Reason, Telling

Pair: TypeAlias = tuple[int, int]

_RANK: Mapping[Reason, int] = {
    "decided": 0,
    "same words": 1,
    "same quotation": 2,
    "paraphrase": 3,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The pairs of statements that people held to be one, or to be two, by their keys."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def partners(self, key: int) -> Iterable[int]:
        """Yield the statements that a person joined with one."""
        for a, b in self.same:
            if key in (a, b):
                yield b if key == a else a


@dataclass(frozen=True, slots=True)
class Member:
    """A telling of an utterance, and why it is one, compared with `alike`; None for the shown."""

    telling: Telling
    link: Link | None
    alike: int | None


@dataclass(slots=True)
class _Group:
    classes: set[Class]
    tellings: list[Telling]
    articles: set[str] = field(default_factory=set)


def pair(a: int, b: int) -> Pair:
    """Return a pair of keys as it is looked up."""
    return (a, b) if a < b else (b, a)


def grouped(
    tellings: Sequence[Telling], links: Mapping[frozenset[Class], Link], decided: Decided
) -> list[list[Telling]]:
    """Return the tellings put together; `links` are between their classes."""
    groups = _classes(tellings, decided)
    by_key = {one.key: group for group in groups for one in group.tellings}
    for a, b in sorted(decided.same):
        if a in by_key and b in by_key and by_key[a] is not by_key[b]:
            _merge(by_key[a], by_key[b], by_key)
    for telling, next_ in _in_order(links, by_key):
        one, other = by_key[telling.key], by_key[next_.key]
        if one is not other and _fit(one, other, links, decided):
            _merge(one, other, by_key)
    kept = {id(group): group for group in by_key.values()}
    return [sorted(group.tellings, key=lambda t: t.order) for group in kept.values()]


def _classes(tellings: Sequence[Telling], decided: Decided) -> list[_Group]:
    found: dict[Class, list[Telling]] = defaultdict(list)
    for one in sorted(tellings, key=lambda t: t.order):
        found[one.alike].append(one)
    groups = []
    for key, members in found.items():
        rest = members
        if not decided.apart:
            groups.append(_Group({key}, rest, {one.article for one in rest}))
            continue
        while rest:
            together = [rest[0]]
            for one in rest[1:]:
                if not any(pair(one.key, other.key) in decided.apart for other in together):
                    together.append(one)
            groups.append(_Group({key}, together, {one.article for one in together}))
            taken = {one.key for one in together}
            rest = [one for one in rest if one.key not in taken]
    return groups


def _in_order(
    links: Mapping[frozenset[Class], Link], by_key: Mapping[int, _Group]
) -> Iterable[tuple[Telling, Telling]]:
    """Return one telling of each of two linked classes, the surest links first."""
    firsts: dict[Class, list[Telling]] = defaultdict(list)
    for group in {id(g): g for g in by_key.values()}.values():
        for one in group.tellings:
            firsts[one.alike].append(one)
    found = []
    for ends, link in links.items():
        tellings = [sorted(firsts[end], key=lambda t: t.order) for end in ends]
        if len(tellings) == 2 and all(tellings):
            a, b = sorted((each[0] for each in tellings), key=lambda t: t.order)
            found.append(((_RANK[link.reason], -link.likeness, a.order, b.order), a, b))
    return [(a, b) for _, a, b in sorted(found, key=lambda each: each[0])]


def _fit(
    one: _Group, other: _Group, links: Mapping[frozenset[Class], Link], decided: Decided
) -> bool:
    pairs = [(a, b) for a in one.classes for b in other.classes]
    found = [links.get(frozenset(ends)) for ends in pairs]
    if 2 * sum(link is not None for link in found) < len(pairs):
        return False
    if not one.articles.isdisjoint(other.articles) and any(
        link is None or link.reason != "same words" for link in found
    ):
        return False
    return not decided.apart or not any(
        pair(a.key, b.key) in decided.apart for a in one.tellings for b in other.tellings
    )


def _merge(one: _Group, other: _Group, by_key: dict[int, _Group]) -> None:
    one.classes |= other.classes
    one.tellings += other.tellings
    one.articles |= other.articles
    for telling in other.tellings:
        by_key[telling.key] = one


def members(
    shown: Telling, others: Iterable[Telling], links: Mapping[frozenset[Class], Link]
) -> list[Member]:
    """Return the tellings of an utterance, the shown first, each with why it is one of them."""
    every = [shown, *sorted(others, key=lambda t: t.order)]
    own = {one.key: one.alike for one in every}
    first: dict[Class, Telling] = {}
    for one in every:
        first.setdefault(own[one.key], one)
    because = {each: _because(each, own[shown.key], first, links) for each in first}
    return [Member(shown, None, None), *(Member(one, *because[own[one.key]]) for one in every[1:])]


def _because(
    one: Class, shown: Class, first: Mapping[Class, Telling], links: Mapping[frozenset[Class], Link]
) -> tuple[Link, int]:
    """Return what joins a class to the shown one, or to the class that it is likest to."""
    if one == shown:
        return Link("same words", 1.0), first[shown].key
    found = [(links.get(frozenset((one, other))), telling) for other, telling in first.items()]
    best = min(
        (
            (other is not first[shown], _RANK[link.reason], -link.likeness, other.order, link)
            for link, other in found
            if link
        ),
        default=None,
        key=lambda each: each[:4],
    )
    if best is None:
        return Link("decided", 1.0), first[shown].key
    return best[4], next(t.key for t in first.values() if t.order == best[3])
