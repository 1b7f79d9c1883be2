"""Where each side stood over time: its runs of one stance, what moved, and who spoke.

The stance of a day is that of `positions`. Undated statements are a run by themselves, that
nothing moved from or to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.records import STANCES
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.conditions import set_once
from dragoman.views.course import Names, Run, actors_of, course, names_of, quoted, runs, voices
from dragoman.views.course_rows import OverTimeRow, RunRow
from dragoman.views.knowing import connected
from dragoman.views.rows import ConditionRow
from dragoman.views.series import Series, series
from dragoman.vocabulary.countries import countries

STALE = 12
"""Months without a word after which a position is stale."""

SPEAKERS = 5
"""Speakers named for a run: those of the highest offices."""

SET = 2
"""Conditions shown for a run: the latest; `conditions` gives all."""


class _Course(NamedTuple):
    """A side's runs, with the conditions that it set in each."""

    of: Series
    runs: Sequence[Run]
    conditions: Sequence[tuple[ConditionRow, ...]]
    full: bool = True


def positions_over_time(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    on: str | None = None,
    parts: bool = False,
    as_known_on: str | None = None,
    stale: int = STALE,
    full: bool = True,
) -> tuple[OverTimeRow, ...]:
    """Return side × matter rows, each with its runs of one stance, by matter's name and side.

    A position is stale when nothing was said for `stale` months up to `on`, without it up to
    the last day of which the ledger knows a statement. `parts` adds what is part of the matter,
    `as_known_on` leaves out what was not known by that day. Without `full`, which spares much, a
    run has the words of its highest office alone, and no conditions. Raises NotFound for a
    matter that the ledger does not have, DragomanError for a date that is none.
    """
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        found = series(connection, asked, None if side is None else sides_shown(connection, side))
        named = name_matters(connection, {one.matter for one in found})
        measured = until or last_day_said(connection, last_day(as_known_on))
        ran = [(one, run) for one in found if (run := runs(course(connection, one, until)))]
        rows = [
            _row(connection, one, named[one.of.matter], until, (measured, stale))
            for one in (_courses(connection, ran, until) if full else _bare(ran))
        ]
    return tuple(sorted(rows, key=lambda row: (row.matter_name, row.matter, row.side)))


def _row(
    connection: Connection,
    side: _Course,
    matter: NamedMatter,
    until: str | None,
    measured: tuple[str | None, int],
) -> OverTimeRow:
    one, found = side.of, side.runs
    names = names_of(connection, actors_of(day for run in found for day in run.days))
    last = found[-1]
    to = heard_until(one.side, measured[0])
    silent = months_between(last.last, to)
    shown = _runs(connection, side, names)
    heard = voices(connection, one, last.last, until)
    return OverTimeRow(
        matter=one.matter,
        matter_name=matter.name,
        side=one.side,
        stance=last.stance,
        scope=shown[-1].scope,
        since=last.first,
        latest=last.last,
        statements=sum(day.of for run in found for day in run.days),
        stale=silent is not None and silent >= measured[1],
        silent=silent,
        measured_to=to,
        divided=bool(heard),
        runs=shown,
        voices=heard,
    )


def _runs(connection: Connection, side: _Course, names: Names) -> tuple[RunRow, ...]:
    one, found, set_in, full = side
    words = quoted(connection, one, found, full=full)
    steps: list[int | None] = [None, *(_steps(*pair) for pair in pairwise(found))]
    return tuple(
        RunRow(
            stance=run.stance,
            scope=said.scope,
            first=run.first,
            last=run.last,
            days=len(run.days) if run.first else 0,
            statements=sum(day.statements for day in run.days),
            steps=moved,
            direction=None if moved is None else "softened" if moved > 0 else "hardened",
            speakers=tuple(names.speakers(run.days)[:SPEAKERS]),
            office=said.role,
            rank=run.highest.rank,
            divided=names.divided(run.days[-1]),
            evidence=said.quotes,
            conditions=set_in[n],
        )
        for n, (run, said, moved) in enumerate(zip(found, words, steps, strict=True))
    )


def _steps(before: Run, after: Run) -> int | None:
    """Return by how many steps a side softened; nothing moves from what has no day."""
    if before.first is None:
        return None
    scale: list[str] = list(STANCES)
    return scale.index(after.stance) - scale.index(before.stance)


def _bare(ran: Sequence[tuple[Series, Sequence[Run]]]) -> Iterator[_Course]:
    return (_Course(one, found, [()] * len(found), full=False) for one, found in ran)


def _courses(
    connection: Connection, ran: Sequence[tuple[Series, Sequence[Run]]], until: str | None
) -> Iterator[_Course]:
    """Yield the runs of each side with the conditions that it set meanwhile."""
    keys = [_set_in(connection, one, found, until) for one, found in ran]
    lots = [[key for some in of_side.values() for key in some] for of_side in keys]
    shown = set_once(connection, lots, until)
    for (one, found), of_side, rows in zip(ran, keys, shown, strict=True):
        told = ([rows[key] for key in of_side.get(n, ()) if key in rows] for n in range(len(found)))
        yield _Course(one, found, [tuple(some[:SET]) for some in told])


def _set_in(
    connection: Connection, one: Series, found: Sequence[Run], until: str | None
) -> dict[int, list[int]]:
    """Return for each run the latest conditions that the side set from its first day to the next.

    The undated, and those from before the first run, stand with the first.
    """
    standings = schema.condition_standings.c
    query = (
        select(standings.condition_key, standings.day)
        .where(standings.matter_id.in_(one.parts), standings.side == one.side)
        .order_by(standings.day.desc().nulls_last(), standings.condition_key)
    )
    if until is not None:
        query = query.where(standings.day.is_(None) | (standings.day <= until))
    starts = [run.first or "" for run in found]
    first = 1 if found[0].first is None and len(found) > 1 else 0
    keys: dict[int, list[int]] = defaultdict(list)
    for key, day in connection.execute(query).all():
        n = max(first, bisect_right(starts, day) - 1) if day else 0
        # One more than is shown: two articles may tell of one.
        if len(keys[n]) <= SET:
            keys[n].append(key)
    return keys


def last_day_said(connection: Connection, known: str | None) -> str | None:
    """Return the last day of which the ledger knows a statement, up to the day it is asked on.

    From there the first row of the index that was known will do: it is near.
    """
    day = schema.standings.c.day
    query = select(day).where(day.is_not(None)).order_by(day.desc()).limit(1)
    if known is not None:
        query = query.where(day <= known)
    return connection.execute(query).scalar()


def heard_until(side: str, measured: str | None) -> str | None:
    """Return up to when a side could be heard: a state that is no more, up to its end."""
    state = countries().by_iso3.get(side)
    if measured is None or state is None or not state.until:
        return measured
    return min(measured, state.until)


def months_between(latest: str | None, measured: str | None) -> int | None:
    """Return how many whole months lie between two days; of a month or a year, from its end."""
    start, end = _ending(latest), _ending(measured)
    if start is None or end is None:
        return None
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day and not _ends_month(end)))


def _ending(day: str | None) -> date | None:
    """Return the last day that a date may mean."""
    if day is None:
        return None
    year, month = int(day[:4]), int(day[5:7] or 12)
    whole = int(day[8:10] or 31)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(whole, last))


def _ends_month(day: date) -> bool:
    return (day + timedelta(1)).day == 1
