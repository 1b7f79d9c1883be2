"""Which matter is part of which: as people, dossiers and articles tell it, and as nothing else.

A person's decision rules, then what dossiers and the articles' words tell (`visa-free travel
within the peace treaty talks`, `implementation of the border agreement`). Where they tell of
several wholes equally often, there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.matter_decisions import decided_matters, members_of
from dragoman.ledger.wording import BARE
from dragoman.vocabulary.matters import matter_words

_DEEPEST = 8
"""Matters within matters that are followed; a longer chain is a circle or a mistake."""


def parts_of(connection: Connection, roots: Collection[str]) -> list[str]:
    """Return the matters that are part of these, and their parts in turn."""
    found: dict[str, None] = {}
    fresh = set(roots)
    for _ in range(_DEEPEST):
        below = _below(connection, fresh)
        fresh = {id_ for id_ in below if id_ not in found and id_ not in roots}
        if not fresh:
            break
        found |= dict.fromkeys(sorted(fresh))
    return list(found)


def _below(connection: Connection, roots: Collection[str]) -> set[str]:
    decided = decided_matters(connection)
    by_person = decided.parts(decided.roots())
    told = schema.matter_parts.c
    ids = [id_ for some in members_of(connection, roots).values() for id_ in some]
    candidates = {id_ for id_, whole in by_person.items() if whole in roots}
    for some in chunks(sorted(ids)):
        query = select(told.part_id).where(told.whole_id.in_(some)).distinct()
        candidates.update(connection.execute(query).scalars())
    whole = wholes_of(connection, set(_roots(connection, candidates).values()))
    return {part for part, one in whole.items() if one in roots}


def wholes_of(connection: Connection, roots: Collection[str] | None = None) -> dict[str, str]:
    """Return of which matter each of these, or of all, is part; those of none are left out."""
    decided = decided_matters(connection)
    by_person = decided.parts(decided.roots())
    counts = _told(connection, roots)
    found: dict[str, str | None] = {part: _commonest(wholes) for part, wholes in counts.items()}
    found |= {part: whole for part, whole in by_person.items() if roots is None or part in roots}
    return {part: whole for part, whole in found.items() if whole}


def _told(connection: Connection, roots: Collection[str] | None) -> dict[str, Counter[str]]:
    """Return how often each matter is told to be part of which others that the ledger has."""
    told = schema.matter_parts.c
    query = select(told.part_id, told.whole_id, sql.count()).group_by(told.part_id, told.whole_id)
    rows: list[Any] = []
    if roots is None:
        rows += connection.execute(query).all()
    else:
        ids = [id_ for some in members_of(connection, roots).values() for id_ in some]
        for some in chunks(sorted(ids)):
            rows += connection.execute(query.where(told.part_id.in_(some))).all()
    root = _roots(connection, {id_ for part, whole, _ in rows for id_ in (part, whole)})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for part, whole, count in rows:
        if part in root and whole in root and root[part] != root[whole]:
            counts[root[part]][root[whole]] += count
    return counts


def _commonest(wholes: Counter[str]) -> str | None:
    (first, most), *rest = wholes.most_common(2)
    return None if rest and rest[0][1] == most else first


def _roots(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    matters = schema.matters.c
    found: dict[str, str] = {}
    for some in chunks(sorted(ids)):
        query = select(matters.id, matters.root).where(matters.id.in_(some))
        found.update((id_, root) for id_, root in connection.execute(query))
    return found


def wider_matters(connection: Connection, roots: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each of the matters those that a condition on it may be set on instead.

    They are the matter that it is part of, and for a deal whatever is all that there is between
    its parties (`relations with Orsk`).
    """
    told = wholes_of(connection, roots)
    general = _general(connection, roots)
    ids = members_of(connection, set(told.values()))
    wider: dict[str, tuple[str, ...]] = {}
    for root in (*told, *general):
        whole = ids[told[root]] if root in told else ()
        wider[root] = tuple(dict.fromkeys((*whole, *general.get(root, ()))))
    return wider


def _general(connection: Connection, roots: Collection[str]) -> Mapping[str, list[str]]:
    matters = schema.matters.c
    deals: dict[str, str] = {}
    for some in chunks(sorted(roots)):
        query = select(matters.id, matters.subject, matters.parties).where(matters.id.in_(some))
        deals |= {
            id_: parties
            for id_, subject, parties in connection.execute(query)
            if BARE in subject.split() and parties != "[]"
        }
    wide: dict[str, list[str]] = defaultdict(list)
    for some in chunks(sorted(set(deals.values()))):
        found = select(matters.id, matters.parties).order_by(matters.id)
        found = found.where(matters.parties.in_(some), matters.subject.in_(_general_subjects()))
        for row in connection.execute(found):
            wide[row.parties].append(row.id)
    return {
        id_: [one for one in wide[parties] if one != id_]
        for id_, parties in deals.items()
        if wide.get(parties)
    }


@cache
def _general_subjects() -> tuple[str, ...]:
    """Return the subjects that are made of general words alone: of one to three of them."""
    words = sorted(matter_words().general)
    return tuple(" ".join(some) for n in range(1, 4) for some in combinations(words, n))
