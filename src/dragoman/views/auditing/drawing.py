"""A random sample of a ledger's records, the same for the same seed on every machine.

Each record has a number of its own, made of the seed and its name; the records with the lowest
numbers are the sample, in that order (Ohlsson's permanent random numbers, 1995). So each record
has the same chance, the order in which articles came does not matter, the first ten of fifty
are a random sample as well, and a larger sample of the same seed holds the smaller one.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.keys import record_ref
from dragoman.views.asking import first_day, last_day, matters_of, sides_of, sides_shown
from dragoman.views.auditing.rows import RECORD_KINDS, AuditFrame, RecordKind
from dragoman.views.statements import statements_wanted

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the parts of the scale of confidence begin."""

_PORTION = 20_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A record of a sample, by its key."""

    kind: RecordKind
    key: int
    ref: str
    confidence: float


Population = dict[str, dict[int, int]]
"""How many records there are of each kind in each part of the scale of confidence."""


def part_of(confidence: float) -> int:
    """Return in which part of the scale a confidence lies, counted from 0."""
    return sum(confidence >= edge for edge in EDGES[1:])


def part_name(part: int) -> str:
    """Return the name of a part of the scale: `0.8 to 0.9`."""
    end = EDGES[part + 1] if part + 1 < len(EDGES) else 1.0
    return f"{EDGES[part]:.1f} to {end:.1f}"


def draw(
    connection: Connection, size: int, seed: int, frame: AuditFrame
) -> tuple[list[Drawn], Population]:
    """Return a sample of so many records (all where there are fewer), and of how many it is."""
    _check(frame)
    population: Population = {kind: dict[int, int]() for kind in frame.kinds}
    lowest: dict[int, list[tuple[int, Drawn]]] = defaultdict(list)
    for kind in frame.kinds:
        counted: Counter[int] = Counter()
        for key, article, id_, confidence in _records(connection, kind, frame):
            part = part_of(confidence)
            counted[part] += 1
            ref = record_ref(article, id_)
            number = _number(seed, ref)
            heap = lowest[part if frame.by_confidence else 0]
            # The heap's first is the highest number kept: numbers are held below zero.
            if len(heap) < size:
                heapq.heappush(heap, (-number, Drawn(kind, key, ref, confidence)))
            elif -number > heap[0][0]:
                heapq.heapreplace(heap, (-number, Drawn(kind, key, ref, confidence)))
        population[kind] = dict(sorted(counted.items()))
    shares = _shares({part: len(heap) for part, heap in lowest.items()}, size)
    chosen = [
        one for part, heap in lowest.items() for one in heapq.nlargest(shares[part], heap, _first)
    ]
    return [one for _, one in sorted(chosen, key=_first, reverse=True)], population


def _first(one: tuple[int, Drawn]) -> int:
    return one[0]


def _number(seed: int, ref: str) -> int:
    return int.from_bytes(blake2b(f"{seed} {ref}".encode(), digest_size=16).digest(), "big")


def _shares(held: Mapping[int, int], size: int) -> dict[int, int]:
    """Return how many records each part gives: as many as the others, or all that it has."""
    shares = dict.fromkeys(held, 0)
    left = min(size, sum(held.values()))
    while left:
        for part in sorted(held, reverse=True):
            if left and shares[part] < held[part]:
                shares[part] += 1
                left -= 1
    return shares


def _check(frame: AuditFrame) -> None:
    if not frame.kinds or not set(frame.kinds) <= set(RECORD_KINDS):
        raise DragomanError(f"No such kind of record. Use {', '.join(RECORD_KINDS)}.")
    if frame.matter is not None and frame.kinds == ("event",):
        raise DragomanError("Events belong to no matter. Leave out the matter, or the kind.")
    for name in ("above", "below"):
        bound = getattr(frame, name)
        if bound is not None and not 0 <= bound <= 1:
            raise DragomanError(f"{name}: {bound} is no confidence. Give a number from 0 to 1.")


def _records(connection: Connection, kind: RecordKind, frame: AuditFrame) -> Iterator[Any]:
    """Yield key, article, id and confidence of the records of a kind that stand."""
    if kind == "event" and frame.matter is not None:
        return
    query = {"statement": _statements, "condition": _conditions, "event": _events}[kind]
    found = connection.execute(query(connection, frame).execution_options(yield_per=_PORTION))
    for portion in found.partitions():
        yield from portion


def _statements(connection: Connection, frame: AuditFrame) -> Select[Any]:
    standings, found = schema.standings, schema.statements
    where = statements_wanted(
        connection,
        {
            "side": frame.side,
            "matter": frame.matter,
            "since": frame.since,
            "until": frame.until,
        },
    )
    return (
        select(found.c.key, standings.c.article, found.c.id, found.c.confidence)
        .select_from(standings)
        .join(found, found.c.key == standings.c.statement_key)
        .where(*where, *_as_sure(found.c.confidence, frame))
    )


def _conditions(connection: Connection, frame: AuditFrame) -> Select[Any]:
    standings, found, articles = schema.condition_standings, schema.conditions, schema.articles
    wanted = _between(standings.c.day, frame)
    asked = matters_of(connection, frame.matter)
    if asked is not None:
        wanted.append(standings.c.matter_id.in_(asked))
    if frame.side is not None:
        wanted.append(standings.c.side.in_(sides_shown(connection, frame.side)))
    return (
        select(found.c.key, articles.c.id, found.c.id, found.c.confidence)
        .select_from(standings)
        .join(found, found.c.key == standings.c.condition_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .where(*wanted, *_as_sure(found.c.confidence, frame))
    )


def _events(_: Connection, frame: AuditFrame) -> Select[Any]:
    standings, found, articles = schema.event_standings, schema.events, schema.articles
    wanted = _between(standings.c.day, frame)
    if frame.side is not None:
        parties = schema.event_parties.c
        taking_part = select(parties.event_key).where(parties.party.in_(sides_of(frame.side)))
        wanted.append(found.c.key.in_(taking_part))
    return (
        select(found.c.key, articles.c.id, found.c.id, found.c.confidence)
        .select_from(standings)
        .join(found, found.c.key == standings.c.event_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .where(*wanted, *_as_sure(found.c.confidence, frame))
    )


def _between(day: ColumnElement[Any], frame: AuditFrame) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    since, until = first_day(frame.since), last_day(frame.until)
    if since is not None:
        wanted.append(day >= since)
    if until is not None:
        wanted.append(day <= until)
    return wanted


def _as_sure(confidence: ColumnElement[float], frame: AuditFrame) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if frame.above is not None:
        wanted.append(confidence >= frame.above)
    if frame.below is not None:
        wanted.append(confidence < frame.below)
    return wanted
