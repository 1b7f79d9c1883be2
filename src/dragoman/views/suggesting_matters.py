"""Which matters a person may want to join: likely one, and not surely so.

Names and parties decide nothing here that they did not settle before: what is listed shares
parties and most of its words. Nothing of it is joined until somebody says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.joining import pair_of
from dragoman.ledger.matter_decisions import DecidedMatters, decided_matters
from dragoman.ledger.naming import find_matter, name_matters
from dragoman.views.parts import wholes_of
from dragoman.views.rows import Row

CROWD = 200
"""Matters that share a word, above which the word tells nothing."""
LIKE = 0.5
"""Share of words in common from which two matters are suggested."""
ALIKE = 5
"""Letters that two words of like length must begin with to count as forms of one."""


@dataclass(frozen=True, slots=True)
class MatterSuggestion(Row):
    """Two matters that may be one: how likely, from 0 to 1, and why."""

    matter: str
    name: str
    other: str
    other_name: str
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class _Held:
    id: str
    root: str
    words: frozenset[str]
    parties: frozenset[str]


def matters_suggest(
    ledger: Ledger, matter: str | None = None, *, limit: int | None = None
) -> tuple[MatterSuggestion, ...]:
    """Return which matters may be one, of one matter or of all, the likeliest first.

    What a person took apart, and what is part of the other, is not suggested. Raises NotFound.
    """
    with ledger.connect() as connection:
        wanted = None if matter is None else find_matter(connection, matter)
        decided, wholes = decided_matters(connection), wholes_of(connection)
        held = _held(connection)
        best: dict[tuple[str, str], tuple[float, str]] = {}
        for a, b in _candidates(held):
            pair = pair_of(a.root, b.root)
            if wanted and wanted not in pair:
                continue
            if wholes.get(a.root) == b.root or wholes.get(b.root) == a.root:
                continue
            told = _likeness(a, b)
            if told and not _apart(decided, a, b) and best.get(pair, (0.0, ""))[0] < told[0]:
                best[pair] = told
        named = name_matters(connection, {id_ for pair in best for id_ in pair})
    rows = [
        MatterSuggestion(one, named[one].name, other, named[other].name, *told)
        for (one, other), told in best.items()
    ]
    rows.sort(key=lambda row: (-row.likeness, row.name, row.matter, row.other))
    return tuple(rows[:limit])


def _held(connection: Connection) -> list[_Held]:
    matters, words = schema.matters.c, schema.wordings.c
    query = select(matters.id, matters.root, matters.subject, matters.parties)
    query = query.order_by(matters.id)
    # What only points (`the decision`) is known by its article, and can be one with nothing.
    telling = select(words.matter_id).where(words.pointer == 0)
    query = query.where(matters.id.in_(telling))
    rows = connection.execute(query).all()
    parties: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        parties[row.root].update(party.lstrip("<>") for party in json.loads(row.parties))
    return [
        _Held(row.id, row.root, frozenset(row.subject.split()), frozenset(parties[row.root]))
        for row in rows
    ]


def _candidates(held: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    under: dict[str, list[_Held]] = defaultdict(list)
    for one in held:
        for word in one.words:
            under[word[:ALIKE]].append(one)
    seen: set[tuple[str, str]] = set()
    for word in sorted(under):
        if len(under[word]) > CROWD:
            continue
        for a, b in combinations(under[word], 2):
            if a.root != b.root and (a.id, b.id) not in seen:
                seen.add((a.id, b.id))
                yield a, b


def _likeness(a: _Held, b: _Held) -> tuple[float, str] | None:
    parties = _parties(a, b)
    if parties is None:
        return None
    common = {word for word in a.words if any(_forms(word, other) for other in b.words)}
    every = len(a.words) + len(b.words) - len(common)
    share = len(common) / every
    if share < LIKE:
        return None
    only = sorted((a.words - common) | {w for w in b.words if not _in(w, common)})
    if not only:
        fewer = ", not all parties named in both" if parties < 1 else ""
        return round(0.9 * parties, 2), f"the same words{fewer}"
    return round(share * parties, 2), f"all but {', '.join(only)} in common"


def _parties(a: _Held, b: _Held) -> float | None:
    """Return how much the parties speak for one matter, None when they speak against it."""
    if a.parties == b.parties:
        return 1.0 if a.parties else 0.8
    small, large = sorted((a, b), key=lambda one: len(one.parties))
    if not small.parties and min(len(a.words), len(b.words)) == 1:
        return None  # "sanctions" alone may be anybody's
    return 0.8 if small.parties <= large.parties else None


def _forms(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, as far as their letters tell."""
    if one == other:
        return True
    return one[:ALIKE] == other[:ALIKE] and min(len(one), len(other)) > ALIKE


def _in(word: str, common: set[str]) -> bool:
    return any(_forms(word, other) for other in common)


def _apart(decided: DecidedMatters, a: _Held, b: _Held) -> bool:
    return pair_of(a.id, b.id) in decided.parted
