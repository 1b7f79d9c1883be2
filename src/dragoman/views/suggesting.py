"""Which actors may be one, or one two, where that is likely but not sure: a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Levenshtein
from sqlalchemy import Connection, exists, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.finding_actors import find_actor
from dragoman.ledger.joining import decided
from dragoman.ledger.likeness import Naming, plain, shorter
from dragoman.ledger.matching import FAR
from dragoman.views.rows import Row

CROWD = 60
"""Names under one key beyond which it hints at nothing."""

ALIKE = 0.76
"""How alike the words of two names have to be, each pair of them, from 0 to 1."""

_LESS = {"country": 0.8, "middle": 0.8, "initials": 0.7, "surname": 0.5}


@dataclass(frozen=True, slots=True)
class SuggestionRow(Row):
    """Two actors that may be one (`merge`), or one that may be two (`split`: no `other`)."""

    decision: str
    actor: str
    name: str
    other: str | None
    other_name: str | None
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class _Held:
    id: str
    root: str
    shown: str
    naming: Naming


def actors_suggest(
    ledger: Ledger, actor: str | None = None, *, limit: int | None = None
) -> tuple[SuggestionRow, ...]:
    """Return what a person may want to decide, on one actor or on all, the likeliest first.

    What a person took apart is not suggested again. Raises NotFound.
    """
    with ledger.connect() as connection:
        wanted = None if actor is None else find_actor(connection, actor).id
        best: dict[tuple[str, str], SuggestionRow] = {}
        for row in _merges(connection, wanted):
            pair = (row.actor, row.other or "")
            if pair not in best or best[pair].likeness < row.likeness:
                best[pair] = row
        rows = [*best.values(), *_splits(connection, wanted)]
    rows.sort(key=lambda row: (-row.likeness, row.name, row.actor, row.other or ""))
    return tuple(rows[:limit])


def _merges(connection: Connection, wanted: str | None) -> Iterator[SuggestionRow]:
    under = _under_keys(connection)
    apart = decided(connection).apart
    together: dict[str, set[str]] = defaultdict(set)
    for held in under.values():
        for one in held:
            together[one.root].add(one.id)
    for key in sorted(under):
        held = under[key]
        if key.startswith("~1"):
            held = held + under.get(f"~{key[2:]}", [])
        roots = {one.root for one in held}
        if len(held) > CROWD or len(roots) < 2 or (wanted and wanted not in roots):
            continue
        for a, b in combinations(sorted(held, key=lambda one: (one.root, one.id)), 2):
            if a.root == b.root or (wanted and wanted not in (a.root, b.root)):
                continue
            if any(apart.get(id_, frozenset()) & together[b.root] for id_ in together[a.root]):
                continue
            told = _likeness(a.naming, b.naming)
            if told:
                yield SuggestionRow("merge", a.root, a.shown, b.root, b.shown, *told)


def _under_keys(connection: Connection) -> dict[str, list[_Held]]:
    actors, keys, told = schema.actors.c, schema.actor_keys.c, schema.mentions.c
    query = (
        select(keys.key, *schema.actors.c)
        .join(schema.actors, actors.id == keys.actor_id)
        .where(~keys.key.startswith("="), exists().where(told.actor_id == actors.id))
    )
    under: dict[str, list[_Held]] = defaultdict(list)
    known: dict[str, _Held] = {}
    for row in connection.execute(query):
        if row.id not in known:
            naming = Naming(row.name, row.country, row.sort, row.sense)
            known[row.id] = _Held(row.id, row.root, row.shown, naming)
        under[row.key].append(known[row.id])
    return under


def _likeness(one: Naming, other: Naming) -> tuple[float, str] | None:
    """Return how likely two names are one person's or body's, and why; None when hardly."""
    for short, full in ((one, other), (other, one)):
        less = shorter(short, full)
        if less:
            missing = ", ".join(sorted(less))
            return round(min(_LESS[word] for word in less) - 0.1 * (len(less) - 1), 2), (
                f"{short.name} may be short for {full.name} (not told: {missing})"
            )
    if plain(one.name) == plain(other.name):
        if one.sort != other.sort:
            return 0.75, f"the same name as {one.sort} and as {other.sort}"
        if one.country != other.country:
            return 0.4, f"the same name in {one.country or '?'} and {other.country or '?'}"
        return None
    if one.sort != other.sort or one.country != other.country:
        return None
    a, b = sorted(one.words), sorted(other.words)
    if not a or len(a) != len(b):
        return None
    if a == b:
        return 0.8, "the same words in another order"
    if sum(x != y for x, y in zip(a, b, strict=True)) > 1:
        return None
    least = min(Levenshtein.normalized_similarity(x, y) for x, y in zip(a, b, strict=True))
    return (round(0.7 * least, 2), "alike in spelling") if least >= ALIKE else None


def _splits(connection: Connection, wanted: str | None) -> Iterator[SuggestionRow]:
    actors, told = schema.actors.c, schema.mentions.c
    first, last = sql.min(told.day).label("first"), sql.max(told.day).label("last")
    query = (
        select(actors.root, sql.max(actors.shown), first, last)
        .join(schema.mentions, told.actor_id == actors.id)
        .where(actors.sort == "person", actors.name.is_not(None), told.day.is_not(None))
        .group_by(actors.root)
    )
    if wanted:
        query = query.where(actors.root == wanted)
    for root, shown, begun, ended in connection.execute(query):
        if not (begun[:4].isdecimal() and ended[:4].isdecimal()):
            continue
        years = int(ended[:4]) - int(begun[:4])
        if years > FAR:
            why = f"heard over {years} years, from {begun} to {ended}"
            yield SuggestionRow("split", root, shown, None, None, 0.6, why)
