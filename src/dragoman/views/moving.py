"""How each side moved last on each matter, for many of them in few looks at an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import CTE, Connection, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.given import given
from dragoman.views.series import Said, Series, days, said_on

_NEVER = "9999-99-99"
"""After every day."""


class Latest(NamedTuple):
    """What a side said last on a matter: on which day, None where it is undated."""

    of: Series
    day: str | None
    stance: str


class Moved(NamedTuple):
    """Since when a side takes its stance, and the stance and day before it, None without one."""

    since: str | None
    before: str | None
    before_day: str | None


Pair: TypeAlias = tuple[str, str]
Counts: TypeAlias = dict[str, tuple[int, int]]


class _Open(NamedTuple):
    """A side of which no day with another stance was found yet, at least from a day on."""

    one: Latest
    before: str


def last_moves(
    connection: Connection, latest: Sequence[Latest], until: str | None = None
) -> dict[Latest, Moved]:
    """Return of each since when a side takes its stance, and which it took before.

    A day on which it took another too is looked at again only when that one was the day's.
    """
    found: dict[Latest, Moved] = {}
    asked: dict[Pair, _Open] = {}
    for one in latest:
        if one.day is None:
            found[one] = Moved(None, None, None)
        elif len(one.of.parts) > 1:
            found[one] = _by_days(connection, one.of, until)
        else:
            asked[one.of.parts[0], one.of.side] = _Open(one, _NEVER)
    turned: dict[Pair, Said] = {}
    every = dict(asked)
    while asked:
        said = _otherwise(connection, asked, until)
        turned |= {pair: day for pair, day in said.items() if day.stance != asked[pair].one.stance}
        asked = {
            pair: _Open(asked[pair].one, day.day or "")
            for pair, day in said.items()
            if pair not in turned
        }
    since = _first_after(connection, {p: turned[p].day if p in turned else None for p in every})
    for pair, (one, _) in every.items():
        before = turned.get(pair)
        found[one] = Moved(
            since.get(pair), before.stance if before else None, before.day if before else None
        )
    return found


def _by_days(connection: Connection, one: Series, until: str | None) -> Moved:
    """Return how a side moved last on matters that were merged, day by day over all of them."""
    since: str | None = None
    stance: str | None = None
    for said in days(connection, one, until):
        if stance is not None and said.stance != stance:
            return Moved(since, said.stance, said.day)
        since, stance = said.day, said.stance
    return Moved(since, None, None)


def _otherwise(
    connection: Connection, asked: Mapping[Pair, _Open], until: str | None
) -> dict[Pair, Said]:
    """Return the last day before each one's on which its side took another stance too."""
    rows = [(*pair, was.one.stance, was.before) for pair, was in asked.items()]
    told: dict[Pair, dict[str, Counts]] = defaultdict(lambda: defaultdict(dict))
    of = given(connection, "asked", ("matter_id", "side", "stance", "before"), rows)
    stances = schema.stances.alias()
    mine = [stances.c.matter_id == of.c.matter_id, stances.c.side == of.c.side]
    mine += [stances.c.day < of.c.before, stances.c.stance != of.c.stance]
    if until is not None:
        mine.append(stances.c.day <= until)
    latest = select(sql.max(stances.c.day)).where(*mine).scalar_subquery().label("day")
    found = materialized(select(of.c.matter_id, of.c.side, latest), "last")
    counts = counted(found, ("matter_id", "side", "day"))
    for matter, side, day, stance, *count in connection.execute(counts):
        if stance is not None:
            add(told[matter, side][day], stance, *count)
    return {
        pair: said_on(day, counts)
        for pair, of_day in told.items()
        for day, counts in of_day.items()
    }


def _first_after(
    connection: Connection, asked: Mapping[Pair, str | None]
) -> dict[Pair, str | None]:
    """Return the first day after a day on which each side spoke, of all its days for None."""
    rows = [(*pair, day or "") for pair, day in asked.items()]
    of = given(connection, "asked", ("matter_id", "side", "day"), rows)
    stances = schema.stances.c
    first = select(sql.min(stances.day)).where(
        stances.matter_id == of.c.matter_id,
        stances.side == of.c.side,
        stances.day > of.c.day,
    )
    query = select(of.c.matter_id, of.c.side, first.scalar_subquery())
    return {(matter, side): day for matter, side, day in connection.execute(query)}


def materialized(query: Any, name: str) -> CTE:  # noqa: ANN401
    """Return a query whose rows are made once: its subqueries would be asked for each use else."""
    cte: CTE = query.cte(name)
    return cte.prefix_with("MATERIALIZED")


def counted(last: CTE, own: Sequence[str]) -> Any:  # noqa: ANN401
    """Return how many take each stance on the last days; a pair without a day stays, with none."""
    stances = schema.stances.c
    columns = [last.c[name] for name in own]
    on = (
        (stances.matter_id == last.c.matter_id)
        & (stances.side == last.c.side)
        & (stances.day == last.c.day)
    )
    count, rank = sql.count().label("n"), sql.max(stances.rank).label("rank")
    return (
        select(*columns, stances.stance, count, rank)
        .select_from(last.outerjoin(schema.stances, on))
        .group_by(*columns, stances.stance)
    )


def add(counts: Counts, stance: str, statements: int, rank: int) -> None:
    """Add how many take a stance, and the highest rank among them, to what is told of a day."""
    count, highest = counts.get(stance, (0, 0))
    counts[stance] = count + statements, max(highest, rank)
