"""A side's course on a matter: what it said day after day, put together to runs of one stance.

All that a course is made of stands in one index of `stances` (`ix_stances_series`) and is read
from there in one go, a row for each day and stance: a matter of 50,000 statements needs no table of
counts. Statements are looked up only for what is quoted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Text, cast, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.views.quoting import own_words_around, quotes
from dragoman.views.rows import Quote, Voice
from dragoman.views.series import Series, said_on

WINDOW = 3
"""Days before a side's latest in which its speakers' other stances are a division, no move: a day
is often that of publication, and articles tell of one occasion for about so long (the ledger takes
the same words published within three days for one utterance too)."""

_AND, _PART = ",", ":"

HEARD = 50
"""Statements looked at for divided voices: those of the highest offices."""


class Day(NamedTuple):
    """What a side said on one day (None: undated).

    `statements` take the day's `stance`, of `of` in all; `rank` is the highest office among
    them and `who` their speakers. `others` are the speakers for each other stance.
    """

    day: str | None
    stance: str
    statements: int
    of: int
    rank: int
    who: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which a side took one stance."""

    stance: str
    days: list[Day]

    @property
    def first(self) -> str | None:
        """The first day; None for what is undated."""
        return self.days[0].day

    @property
    def last(self) -> str | None:
        """The last day."""
        return self.days[-1].day

    @property
    def highest(self) -> Day:
        """The first day on which the highest of those spoke who take the stance."""
        return max(self.days, key=_rank)


_rank = attrgetter("rank")


def _day(row: Row[Any]) -> str:
    return row[0] or ""


def course(connection: Connection, one: Series, until: str | None = None) -> list[Day]:
    """Return what a side said day by day, the undated first and then the earliest day.

    A day that is stated as a month or a year stands before all days in it.
    """
    stances = schema.stances.c
    who = stances.actor_id.concat(_PART).concat(cast(stances.rank, Text))
    query = (
        select(
            stances.day,
            stances.stance,
            sql.count(),
            sql.max(stances.rank),
            sql.aggregate_strings(who, _AND),
        )
        .where(stances.matter_id.in_(one.parts), stances.side == one.side)
        .group_by(stances.day, stances.stance)
    )
    if until is not None:
        query = query.where(stances.day <= until)
    # The database would sort by days with nulls first; the index has all but those in order.
    rows = sorted(connection.execute(query.order_by(stances.day)).all(), key=_day)
    found: list[Day] = []
    at = 0
    while at < len(rows):
        day, stance, count, rank, speakers = rows[at]
        at += 1
        if at == len(rows) or rows[at][0] != day:
            found.append(Day(day, stance, count, count, rank, speakers, ()))
            continue
        of_day = {stance: (count, rank, speakers)}
        while at < len(rows) and rows[at][0] == day:
            of_day[rows[at][1]] = tuple(rows[at][2:])
            at += 1
        said = said_on(day, {name: (told[0], told[1]) for name, told in of_day.items()})
        count, rank, speakers = of_day.pop(said.stance)
        others = tuple(told[2] for told in of_day.values())
        found.append(Day(day, said.stance, count, said.statements, rank, speakers, others))
    return found


def runs(days: Iterable[Day]) -> list[Run]:
    """Return the days put together to runs of one stance; the undated are one by themselves."""
    found: list[Run] = []
    for day in days:
        if found and found[-1].stance == day.stance and found[-1].first is not None:
            found[-1].days.append(day)
        else:
            found.append(Run(day.stance, [day]))
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """Who the actors of a course are: one person under all names is one."""

    roots: Mapping[str, str]
    shown: Mapping[str, str | None]

    def speakers(self, days: Iterable[Day]) -> list[str]:
        """Return who takes the days' stance, the highest office first, then who says most.

        The unnamed are left out.
        """
        ranks: dict[str, int] = {}
        counts: Counter[str] = Counter()
        for told, count in Counter(_AND.join(day.who for day in days).split(_AND)).items():
            id_, _, rank = told.partition(_PART)
            name = self.shown.get(id_)
            if name:
                ranks[name] = max(ranks.get(name, 0), int(rank))
                counts[name] += count
        return sorted(ranks, key=lambda name: (-ranks[name], -counts[name], name))

    def divided(self, day: Day) -> bool:
        """Return whether different speakers take different stances on a day."""
        if not day.others:
            return False
        ids = actors_of([day])
        return len({self.roots.get(id_, id_) for id_ in ids}) > 1


def actors_of(days: Iterable[Day]) -> set[str]:
    """Return the ids of all who speak on some days."""
    told = {some for day in days for some in (day.who, *day.others)}
    every = set(_AND.join(told).split(_AND))
    return {one.partition(_PART)[0] for one in every}


def names_of(connection: Connection, actor_ids: Collection[str]) -> Names:
    """Return the names of actors."""
    actors = schema.actors.c
    roots: dict[str, str] = {}
    shown: dict[str, str | None] = {}
    for some in chunks(sorted(actor_ids)):
        query = select(actors.id, actors.root, actors.shown).where(actors.id.in_(some))
        for row in connection.execute(query):
            roots[row.id], shown[row.id] = row.root, row.shown
    return Names(roots, shown)


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words quoted for a run: of the highest office, and of its first day where it is another.

    `role` is the highest office in the article's word, `scope` the commonest on the last day.
    """

    quotes: tuple[Quote, ...]
    role: str | None
    scope: str | None


def quoted(
    connection: Connection, one: Series, found: Sequence[Run], *, full: bool = True
) -> list[Quoted]:
    """Return the words that each run is quoted by; without `full` those of the office alone."""
    own = [(run.highest.day, run.first) if full else (run.highest.day,) for run in found]
    days = {day for run, some in zip(found, own, strict=True) for day in (*some, run.last)}
    told = _told_on(connection, one, days)
    keys = [
        list(dict.fromkeys(_weightiest(told[day, run.stance]) for day in some))
        for run, some in zip(found, own, strict=True)
    ]
    roles = {row.statement_key: row.role for some in told.values() for row in some}
    flat = [key for some in keys for key in some]
    whole = own_words_around(connection, flat, one.side)
    asked = list(dict.fromkeys(whole[key] for key in flat))
    said = dict(zip(asked, quotes(connection, asked), strict=True))
    return [
        Quoted(
            tuple(said[key] for key in dict.fromkeys(whole[key] for key in some)),
            roles[some[0]],
            _scope(told[run.last, run.stance]),
        )
        for run, some in zip(found, keys, strict=True)
    ]


def _told_on(
    connection: Connection, one: Series, days: Collection[str | None]
) -> dict[tuple[str | None, str], list[Any]]:
    """Return the statements of some days, by day and stance."""
    stances, standings, statements = schema.stances.c, schema.standings.c, schema.statements.c
    query = (
        select(
            stances.day,
            stances.stance,
            stances.scope,
            stances.rank,
            stances.statement_key,
            standings.role,
            standings.article,
            standings.n,
            statements.confidence,
        )
        .join(schema.standings, standings.statement_key == stances.statement_key)
        .join(schema.statements, statements.key == stances.statement_key)
        .where(stances.matter_id.in_(one.parts), stances.side == one.side)
    )
    dated = sorted(day for day in days if day is not None)
    found: dict[tuple[str | None, str], list[Any]] = defaultdict(list)
    wanted = [stances.day.in_(some) for some in chunks(dated)]
    if None in days:
        wanted.append(stances.day.is_(None))
    for on in wanted:
        for row in connection.execute(query.where(on)):
            found[row.day, row.stance].append(row)
    return found


def _weightiest(rows: Sequence[Any]) -> int:
    best = min(rows, key=lambda row: (-row.rank, -row.confidence, row.article, row.n))
    return int(best.statement_key)


def _scope(rows: Sequence[Any]) -> str | None:
    scopes = Counter(row.scope for row in rows if row.scope)
    return min(scopes, key=lambda scope: (-scopes[scope], scope), default=None)


def voices(
    connection: Connection, one: Series, latest: str | None, until: str | None = None
) -> tuple[Voice, ...]:
    """Return the last word of each speaker about a side's latest day, where they differ.

    Empty where all take one stance. Undated statements are looked at together.
    """
    stances, standings, actors = schema.stances.c, schema.standings, schema.actors
    query = (
        select(
            stances.statement_key,
            stances.stance,
            stances.rank,
            stances.day,
            standings.c.role,
            standings.c.article,
            standings.c.n,
            actors.c.root,
            actors.c.shown,
        )
        .join(standings, standings.c.statement_key == stances.statement_key)
        .join(actors, actors.c.id == stances.actor_id)
        .where(stances.matter_id.in_(one.parts), stances.side == one.side)
        .order_by(stances.rank.desc(), stances.day.desc(), standings.c.article, standings.c.n)
        .limit(HEARD)
    )
    if latest is None:
        query = query.where(stances.day.is_(None))
    else:
        query = query.where(stances.day.between(_days_before(latest), until or latest))
    last: dict[tuple[str, str | None], Any] = {}
    for row in connection.execute(query):
        # Nobody knows whether two unnamed officials are one: their offices part them.
        who = (row.root, None if row.shown else row.role)
        if who not in last or (row.day or "") > (last[who].day or ""):
            last[who] = row
    if len({row.stance for row in last.values()}) < 2:
        return ()
    rows = sorted(last.values(), key=lambda row: (-row.rank, row.article, row.n))
    said = quotes(connection, [row.statement_key for row in rows])
    return tuple(
        Voice(
            row.shown,
            row.role,
            row.rank,
            row.stance,
            row.day,
            quote.words,
            quote.record,
            quote.spans,
        )
        for row, quote in zip(rows, said, strict=True)
    )


def _days_before(day: str) -> str:
    """Return the first day of the window that ends on a day; of a month or a year, itself."""
    try:
        return str(date.fromisoformat(day) - timedelta(WINDOW))
    except (ValueError, OverflowError):
        return day
