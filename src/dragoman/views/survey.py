"""Where every side stands on every matter, in few looks at an index: the ground of the ledger page.

No statement is counted for it: the last day of each side on each matter is one step into
`ix_stances_series`, and so is its stance. What a whole course takes is read for a page's rows only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, Connection, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import CHUNK, chunks
from dragoman.ledger.given import given
from dragoman.ledger.naming import members
from dragoman.views.moving import Counts, Latest, Pair, add, counted, materialized
from dragoman.views.series import Said, Series, days, said_on, undated


class Extent(NamedTuple):
    """How many statements a side made on a matter, and the day of the first."""

    statements: int
    first: str | None


def survey(
    connection: Connection,
    matters: Mapping[str, str] | None = None,
    until: str | None = None,
) -> list[Latest]:
    """Return the latest of each side on each matter asked for, None for all, up to a day."""
    roots = members(connection) if matters is None else matters
    parts: dict[str, list[str]] = defaultdict(list)
    for id_, root in roots.items():
        parts[root].append(id_)
    told: dict[Pair, dict[str | None, Counts]] = defaultdict(lambda: defaultdict(dict))
    bare: set[Pair] = set()
    for matter, side, day, stance, *count in connection.execute(_last_days(matters, until)).all():
        if matter not in roots:
            continue
        pair = roots[matter], side
        if stance is None:
            bare.add(pair)
        else:
            add(told[pair][day], stance, *count)
    found = []
    for root, side in sorted({*told, *bare}):
        one = Series(root, side, tuple(parts[root]))
        of_day = told.get((root, side))
        if of_day:
            day = max(of_day, key=lambda day: day or "")
            found.append(Latest(one, day, said_on(day, of_day[day]).stance))
        elif said := _without_day(connection, one, until):
            found.append(Latest(one, None, said.stance))
    return found


def survey_of_all(
    ledger: Ledger, connection: Connection, until: str | None, known: str | None
) -> Sequence[Latest]:
    """Return the latest of each side on each matter, up to a day, as was known on another.

    It is the ground of every page and order of the ledger and of briefs, so it is kept.
    """
    return ledger.database.kept(
        ("survey", until, known), lambda: survey(connection, until=until), connection
    )


def _without_day(connection: Connection, one: Series, until: str | None) -> Said | None:
    """Return what a side said undated, where it said nothing dated at all."""
    if until is not None and next(days(connection, one), None) is not None:
        return None
    return undated(connection, one)


def extents(
    connection: Connection, found: Sequence[Series], until: str | None = None
) -> dict[Pair, Extent]:
    """Return by matter and side how much was said, and since when."""
    stances = schema.stances.c
    roots = {id_: one.matter for one in found for id_ in one.parts}
    counted: dict[Pair, Extent] = {}
    for some in chunks(sorted(roots)):
        query = (
            select(stances.matter_id, stances.side, sql.count(), sql.min(stances.day))
            .where(stances.matter_id.in_(some))
            .group_by(stances.matter_id, stances.side)
        )
        if until is not None:
            query = query.where(stances.day.is_(None) | (stances.day <= until))
        for matter, side, count, first in connection.execute(query):
            pair = roots[matter], side
            before = counted.get(pair, Extent(0, None))
            firsts = [day for day in (before.first, first) if day]
            counted[pair] = Extent(before.statements + count, min(firsts, default=None))
    return counted


def stances_at(
    connection: Connection, found: Sequence[Series], ticks: Sequence[str]
) -> dict[Pair, list[Said]]:
    """Return what sides had said last by each of some days, each day once, the earliest first."""
    if not found or not ticks:
        return {}
    roots = {id_: one.matter for one in found for id_ in one.parts}
    told: dict[Pair, dict[str, Counts]] = defaultdict(dict)
    pairs = [(id_, one.side) for one in found for id_ in one.parts]
    sampled = connection.execute(_sampled(connection, pairs, ticks)).all()
    for matter, side, day, stance, count, rank in sampled:
        add(told[roots[matter], side].setdefault(day, {}), stance, count, rank)
    return {pair: _course(of_day, ticks) for pair, of_day in told.items()}


def _course(of_day: Mapping[str, Counts], ticks: Sequence[str]) -> list[Said]:
    """Return the latest day by each tick; of merged matters the last that any of them has."""
    days = sorted(of_day)
    last = (days[bisect_right(days, tick) - 1] for tick in ticks if tick >= days[0])
    return [said_on(day, of_day[day]) for day in dict.fromkeys(last)]


def _pairs(asked: Collection[str] | None) -> CTE:
    """Return which side speaks of which matter, one step into the index for each."""
    stances, matters = schema.stances, schema.matters
    first = (
        select(sql.min(stances.c.side)).where(stances.c.matter_id == matters.c.id).scalar_subquery()
    )
    each = select(matters.c.id.label("matter_id"), first.label("side"))
    if asked is not None and len(asked) <= CHUNK:
        each = each.where(matters.c.id.in_(asked))
    pairs = each.cte("pairs", recursive=True)
    other = schema.stances.alias()
    after = (
        select(sql.min(other.c.side))
        .where(other.c.matter_id == pairs.c.matter_id, other.c.side > pairs.c.side)
        .scalar_subquery()
    )
    return pairs.union_all(select(pairs.c.matter_id, after).where(pairs.c.side.is_not(None)))


def _last_days(asked: Collection[str] | None, until: str | None) -> Any:  # noqa: ANN401
    pairs, stances = _pairs(asked), schema.stances.alias()
    of = [stances.c.matter_id == pairs.c.matter_id, stances.c.side == pairs.c.side]
    if until is not None:
        of.append(stances.c.day <= until)
    latest = select(sql.max(stances.c.day)).where(*of).scalar_subquery()
    last = select(pairs.c.matter_id, pairs.c.side, latest.label("day"))
    found = materialized(last.where(pairs.c.side.is_not(None)), "last")
    return counted(found, ("matter_id", "side", "day"))


def _sampled(connection: Connection, pairs: Iterable[Pair], ticks: Sequence[str]) -> Any:  # noqa: ANN401
    of_ = given(connection, "asked", ("matter_id", "side"), pairs)
    at_ = given(connection, "ticks", ("tick",), ((tick,) for tick in ticks))
    stances = schema.stances.alias()
    latest = (
        select(sql.max(stances.c.day))
        .where(
            stances.c.matter_id == of_.c.matter_id,
            stances.c.side == of_.c.side,
            stances.c.day <= at_.c.tick,
        )
        .scalar_subquery()
    )
    # Of a side that seldom speaks, many ticks find the same day.
    last = select(of_.c.matter_id, of_.c.side, latest.label("day")).distinct()
    found = materialized(last.select_from(of_.join(at_, at_.c.tick.is_not(None))), "last")
    of_day = counted(found, ("matter_id", "side", "day"))
    return of_day.where(schema.stances.c.stance.is_not(None))
