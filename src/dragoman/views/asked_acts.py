"""Conditions by who must act, a page at a time, each with how often and by whom it was told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.views.asking import last_day, matters_of, sides_of, sides_shown
from dragoman.views.conditions import checked_asks, condition_rows
from dragoman.views.demands import Demand, asked_for
from dragoman.views.knowing import connected
from dragoman.views.rows import ConditionRow
from dragoman.views.statuses import statuses_of, with_all_siblings
from dragoman.views.told_of import with_evidence
from dragoman.vocabulary.asks import ASKS, Asks, asks_of


@dataclass(frozen=True, slots=True)
class AskedRow(ConditionRow):
    """A condition with the whole course of what it asks: `first` and `last` stated, how often.

    `sources` counts the outlets that tell of it; an article without one counts by itself.
    """

    first: str | None = None
    last: str | None = None
    times: int = 1
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of conditions: how many each party is asked for in all, the most asked first.

    `kinds` counts what is asked for among the latest `COUNTED`, in the order of `ASKS`; `every`
    counts all conditions, whoever must act and whatever they ask for.
    """

    rows: tuple[AskedRow, ...]
    actors: tuple[tuple[str | None, int], ...]
    kinds: tuple[tuple[Asks, int], ...]
    every: int


_Narrowed: TypeAlias = tuple[str | None, str | None, str | None, str | None]
"""The matter, the side, the last day, and the day as on which it is known."""

COUNTED = 5000
"""Conditions that are counted by what they ask for, the latest: their words are looked through."""


def asked_acts(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    actor: str | None = None,
    asks: str | None = None,
    on: str | None = None,
    as_known_on: str | None = None,
    first: int = 0,
    count: int = 40,
) -> Asked:
    """Return conditions by who must act, whoever is asked most first, and then the latest.

    What several articles tell of one utterance is one condition, by the telling that is shown
    for it. `asks` is what they ask for. Raises NotFound for a matter that the ledger does not
    have, DragomanError for a date that is none, and for what no condition asks for.
    """
    standings = schema.condition_standings.c
    until, kind = last_day(on, "before"), checked_asks(asks)
    with connected(ledger, as_known_on) as connection:
        wanted = _wanted(connection, matter, side, until)
        told = _asking(connection, wanted, kind) if kind else None
        narrowed = (matter, side, until, last_day(as_known_on))
        actors = _kept_actors(ledger, connection, narrowed)
        every = sum(held for _, held in actors)
        actors = actors if told is None else _by_count(told)
        if actor is not None:
            wanted.append(standings.actor.in_(sides_of(actor)))
        place = {name: n for n, (name, _) in enumerate(actors)}
        named = actors if actor is None else [a for a in actors if a[0] in sides_of(actor)]
        if told is None:
            keys = _keys(connection, wanted, named, (first, count))
        else:
            keys = [key for name, _ in named for key in told[name]][first : first + count]
        rows = _rows(connection, keys, until)
        kinds = ledger.database.kept(
            ("kinds asked", *narrowed, actor), lambda: _kinds(connection, wanted), connection
        )
    rows.sort(key=lambda row: place[row.actor])
    return Asked(tuple(rows), tuple(actors), kinds, every)


def every_condition(
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    on: str | None = None,
    as_known_on: str | None = None,
) -> int:
    """Return how many conditions there are, as `Asked.every` counts them. Raises alike."""
    narrowed = (matter, side, last_day(on, "before"), last_day(as_known_on))
    with connected(ledger, as_known_on) as connection:
        return sum(held for _, held in _kept_actors(ledger, connection, narrowed))


def _kept_actors(
    ledger: Ledger, connection: Connection, narrowed: _Narrowed
) -> Sequence[tuple[str | None, int]]:
    """Return who is asked, counted once for all pages of a list."""
    return ledger.database.kept(
        ("actors asked", *narrowed),
        lambda: _actors(connection, _wanted(connection, *narrowed[:3])),
        connection,
    )


def _wanted(
    connection: Connection, matter: str | None, side: str | None, until: str | None
) -> list[ColumnElement[bool]]:
    standings, tellings = schema.condition_standings.c, schema.tellings.c
    shown = tellings.utterance.is_(None) | (tellings.utterance == tellings.statement_key)
    wanted: list[ColumnElement[bool]] = [shown]
    asked = matters_of(connection, matter)
    if asked is not None:
        wanted.append(standings.matter_id.in_(asked))
    if side is not None:
        wanted.append(standings.side.in_(sides_shown(connection, side)))
    if until is not None:
        wanted.append(standings.day.is_(None) | (standings.day <= until))
    return wanted


def _actors(
    connection: Connection, wanted: Collection[ColumnElement[bool]]
) -> list[tuple[str | None, int]]:
    """Return who is asked, whoever is asked most first and nobody named last."""
    standings, tellings = schema.condition_standings, schema.tellings
    query = (
        select(standings.c.actor, sql.count())
        .outerjoin(tellings, tellings.c.statement_key == standings.c.statement_key)
        .where(*wanted)
        .group_by(standings.c.actor)
    )
    return _most_first((row[0], row[1]) for row in connection.execute(query))


def _most_first(counts: Iterable[tuple[str | None, int]]) -> list[tuple[str | None, int]]:
    return sorted(counts, key=lambda one: (one[0] is None, -one[1], one[0] or ""))


def _by_count(told: Mapping[str | None, Sequence[int]]) -> list[tuple[str | None, int]]:
    return _most_first((actor, len(keys)) for actor, keys in told.items())


def _latest(wanted: Collection[ColumnElement[bool]]) -> Select[Any]:
    """Return the query for conditions with who must act and their kind, the latest first."""
    standings, tellings = schema.condition_standings, schema.tellings
    return (
        select(standings.c.condition_key, standings.c.kind, standings.c.actor)
        .outerjoin(tellings, tellings.c.statement_key == standings.c.statement_key)
        .where(*wanted)
        .order_by(standings.c.day.desc().nulls_last(), standings.c.condition_key)
    )


def _asking(
    connection: Connection, wanted: Collection[ColumnElement[bool]], kind: str
) -> dict[str | None, list[int]]:
    """Return by who must act the conditions that ask for something, the latest first."""
    conditions = schema.conditions
    query = _latest(wanted).join(
        conditions, conditions.c.key == schema.condition_standings.c.condition_key
    )
    query = query.add_columns(conditions.c.cue_words, conditions.c.act_words)
    found: dict[str | None, list[int]] = defaultdict(list)
    for key, of, actor, cue, act in connection.execute(query).all():
        if asks_of(of, cue, act) == kind:
            found[actor].append(key)
    return found


def _kinds(
    connection: Connection, wanted: Collection[ColumnElement[bool]]
) -> tuple[tuple[Asks, int], ...]:
    # The keys first: what is sorted away is never joined.
    latest, conditions = _latest(wanted).limit(COUNTED).subquery(), schema.conditions.c
    query = select(latest.c.kind, conditions.cue_words, conditions.act_words).join(
        schema.conditions, conditions.key == latest.c.condition_key
    )
    counts = Counter(asks_of(*row) for row in connection.execute(query).all())
    return tuple((kind, counts[kind]) for kind in ASKS if counts[kind])


def _keys(
    connection: Connection,
    wanted: Collection[ColumnElement[bool]],
    actors: Sequence[tuple[str | None, int]],
    page: tuple[int, int],
) -> list[int]:
    """Return the conditions of a page: the counts tell which parties it shows."""
    standings, tellings = schema.condition_standings, schema.tellings
    first, count = page
    keys: list[int] = []
    for actor, held in actors:
        if first >= held:
            first -= held
            continue
        of = standings.c.actor
        query = (
            select(standings.c.condition_key)
            .outerjoin(tellings, tellings.c.statement_key == standings.c.statement_key)
            .where(*wanted, of.is_(None) if actor is None else of == actor)
            .order_by(standings.c.day.desc().nulls_last(), standings.c.condition_key)
            .limit(count - len(keys))
            .offset(first)
        )
        keys += connection.execute(query).scalars()
        first = 0
        if len(keys) >= count:
            break
    return keys


def _rows(connection: Connection, keys: Sequence[int], until: str | None) -> list[AskedRow]:
    every = asked_for(connection, with_all_siblings(connection, keys), until)
    asked = set(keys)
    mine = [one for one in every if any(time.condition in asked for time in one.times)]
    demands = with_evidence(connection, mine, until, latest=True)
    of = {time.condition: one for one in demands for time in one.times}
    rows = condition_rows(connection, keys, until, statuses_of(connection, demands))
    outlets = _outlets(connection, {time.article for one in demands for time in one.times})
    return [_row(row, of[key], outlets) for key, row in zip(keys, rows, strict=True)]


def _row(row: ConditionRow, demand: Demand, outlets: dict[str, str]) -> AskedRow:
    days = sorted(time.day for time in demand.times if time.day)
    return AskedRow(
        **{field.name: getattr(row, field.name) for field in fields(row)},
        first=days[0] if days else None,
        last=days[-1] if days else None,
        times=len(demand.times),
        sources=len({outlets[time.article] for time in demand.times}),
    )


def _outlets(connection: Connection, articles: Collection[str]) -> dict[str, str]:
    """Return by article the outlet that it is of, else the article itself."""
    found: dict[str, str] = defaultdict(str)
    table, readings, editions = schema.articles, schema.readings, schema.editions
    for some in chunks(sorted(articles)):
        query = (
            select(table.c.id, sql.coalesce(editions.c.outlet, table.c.id))
            .join(readings, (readings.c.article_key == table.c.key) & readings.c.current)
            .join(editions, editions.c.key == readings.c.edition_key)
            .where(table.c.id.in_(some))
        )
        found.update((id_, outlet) for id_, outlet in connection.execute(query))
    return found
