"""A random sample of a ledger's records, the same for the same seed on every machine.

Each record has a number of its own, made of the seed and its name; the records with the lowest
numbers are the sample, in that order (Ohlsson's permanent random numbers, 1995). So each record
has the same chance, the order in which articles came does not matter, the first ten of fifty
are a random sample as well, and a larger sample of the same seed holds the smaller one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.records import BY_PERSON
from dragoman.views.asking import first_day, last_day, matters_of, sides_of, sides_shown
from dragoman.views.auditing.rows import RECORD_KINDS, AuditFrame, RecordKind
from dragoman.views.statements import statements_wanted

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the parts of the scale of confidence begin."""

_PORTION = 20_000
_DIGEST = 16


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
    return bisect_right(EDGES, confidence, lo=1) - 1


def part_name(part: int) -> str:
    """Return the name of a part of the scale: `0.8 to 0.9`."""
    end = EDGES[part + 1] if part + 1 < len(EDGES) else 1.0
    return f"{EDGES[part]:.1f} to {end:.1f}"


class _Lowest:
    """The records with the lowest numbers so far, among as many as come by."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: list[tuple[bytes, Drawn]] = []
        self.bound = b"\xff" * (_DIGEST + 1)

    def keep(self, number: bytes, one: Drawn) -> None:
        """Keep a record whose number is below the bound."""
        self._kept.append((number, one))
        if len(self._kept) >= 2 * self._size + 100:
            self.cut(self._size)

    def cut(self, size: int) -> list[tuple[bytes, Drawn]]:
        """Return so many, the lowest first, and forget the others."""
        self._kept = sorted(self._kept, key=itemgetter(0))[:size]
        if len(self._kept) == self._size:
            self.bound = self._kept[-1][0]
        return self._kept

    def __len__(self) -> int:
        return len(self.cut(self._size))


def draw(
    connection: Connection, size: int, seed: int, frame: AuditFrame
) -> tuple[list[Drawn], Population]:
    """Return a sample of so many records (all where there are fewer), and of how many it is."""
    _check(frame)
    population: Population = {}
    lowest = [_Lowest(size) for _ in EDGES] if frame.by_confidence else [_Lowest(size)] * len(EDGES)
    for kind in frame.kinds:
        counts = [0] * len(EDGES)
        # A million records come by here: nothing is made of one that is not kept.
        for key, article, id_, confidence in _records(connection, kind, frame):
            part = part_of(confidence)
            counts[part] += 1
            ref = f"{article}/{id_}"
            number = blake2b(f"{seed} {ref}".encode(), digest_size=_DIGEST).digest()
            if number < lowest[part].bound:
                lowest[part].keep(number, Drawn(kind, key, ref, confidence))
        population[kind] = {part: count for part, count in enumerate(counts) if count}
    groups = lowest if frame.by_confidence else lowest[:1]
    shares = _shares([len(group) for group in groups], size)
    chosen = [one for group, share in zip(groups, shares, strict=True) for one in group.cut(share)]
    return [one for _, one in sorted(chosen, key=itemgetter(0))], population


def _shares(held: Sequence[int], size: int) -> list[int]:
    """Return how many records each part gives: as many as the others, or all that it has."""
    shares = [0] * len(held)
    left = min(size, sum(held))
    while left:
        for part in reversed(range(len(held))):
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
        .where(*where, found.c.rule != BY_PERSON, *_as_sure(found.c.confidence, frame))
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
        .where(*wanted, found.c.rule != BY_PERSON, *_as_sure(found.c.confidence, frame))
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
