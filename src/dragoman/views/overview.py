"""The ledger as matters × sides, a page of matters at a time, in the order that one asks for."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from sqlalchemy import Connection, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.ledger.naming import name_matters
from dragoman.records import STANCES
from dragoman.views.accounts import accounts
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.views.over_time import STALE, last_day_said, months_between
from dragoman.views.overview_rows import CellRow, Overview, Point
from dragoman.views.series import Said
from dragoman.views.survey import Extent, Latest, Moved, extents, last_move, stances_at, survey

Sort = Literal["moved", "gap", "differing", "name"]
SORTS: tuple[Sort, ...] = get_args(Sort)

SAMPLES = 80
"""Days at which a line is drawn: every other pixel of it."""

_SCALE: list[str] = list(STANCES)
_Groups = Mapping[str, Sequence[Latest]]


class _Asked(NamedTuple):
    """Which matters of the list, and as of when."""

    sort: str
    first: int
    many: int
    until: str | None


def overview(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    sort: str = "moved",
    on: str | None = None,
    as_known_on: str | None = None,
    first: int = 0,
    count: int = 12,
) -> Overview:
    """Return the positions on `count` matters from the `first` in the order of `sort`.

    `moved` begins with the stance that changed last, `gap` with the matter on which the sides
    stand widest apart, `differing` with the most pairs of accounts that cannot both hold.
    Raises NotFound for a matter that the ledger does not have, DragomanError for a date or an
    order that is none.
    """
    if sort not in SORTS:
        raise DragomanError(f"sort={sort}: no such order. Use one of {', '.join(SORTS)}.")
    until = last_day(on, "before")
    asked = _Asked(sort, first, count, until)
    with connected(ledger, as_known_on) as connection:
        matters = matters_of(connection, matter)
        sides = None if side is None else sides_shown(connection, side)
        groups: dict[str, list[Latest]] = defaultdict(list)
        for one in survey(connection, matters, sides, until):
            groups[one.of.matter].append(one)
        order = _ordered(connection, groups, asked)[first : first + count]
        shown = [one for root in order for one in groups[root]]
        measured = until or last_day_said(connection, last_day(as_known_on))
        series = [one.of for one in shown]
        reach = extents(connection, series, until)
        days = [e.first for e in reach.values()] + [one.day for one in shown]
        known = sorted(day for day in days if day)
        axis = (known[0], known[-1]) if known else None
        lines = stances_at(connection, series, _ticks(*axis)) if axis else {}
        moved = {one: last_move(connection, one.of, until) for one in shown}
        named = name_matters(connection, set(order))
    differing = _differing(ledger, order, on, as_known_on)
    rows = [
        _cell(
            one,
            named[one.of.matter].name,
            moved[one],
            reach.get((one.of.matter, one.of.side), Extent(0, None)),
            lines.get((one.of.matter, one.of.side), []),
            differing[one.of.matter, one.of.side],
            measured,
        )
        for one in shown
    ]
    return Overview(tuple(rows), len(groups), axis)


def _cell(  # noqa: PLR0913, PLR0917
    one: Latest,
    name: str,
    moved: Moved,
    extent: Extent,
    line: Sequence[Said],
    differing: int,
    measured: str | None,
) -> CellRow:
    silent = months_between(one.day, measured)
    steps = _SCALE.index(one.stance) - _SCALE.index(moved.before) if moved.before else None
    return CellRow(
        matter=one.of.matter,
        matter_name=name,
        side=one.of.side,
        stance=one.stance,
        since=moved.since,
        latest=one.day,
        before=moved.before,
        before_day=moved.before_day,
        steps=steps,
        direction=None if steps is None else "softened" if steps > 0 else "hardened",
        statements=extent.statements,
        stale=silent is not None and silent >= STALE,
        silent=silent,
        differing=differing,
        line=tuple(_turns(line)),
    )


def _turns(line: Sequence[Said]) -> list[Point]:
    """Return the first day, those on which the stance is another, and the last."""
    return [
        Point(said.day or "", said.stance)
        for n, said in enumerate(line)
        if n in (0, len(line) - 1) or said.stance != line[n - 1].stance
    ]


def _ordered(connection: Connection, groups: _Groups, asked: _Asked) -> list[str]:
    """Return the matters in order, at least as far as the page goes."""
    latest = {root: max(one.day or "" for one in some) for root, some in groups.items()}
    order = sorted(groups, key=lambda root: (latest[root], root), reverse=True)
    if asked.sort == "moved":
        return _by_move(connection, groups, order, latest, asked)
    if asked.sort == "gap":
        return sorted(order, key=lambda root: -_gap(groups[root]))
    if asked.sort == "differing":
        pairs = _pairs_of(connection, groups)
        return sorted(order, key=lambda root: -pairs[root])
    named = name_matters(connection, set(groups))
    return sorted(order, key=lambda root: (named[root].name.casefold(), root))


def _by_move(
    connection: Connection,
    groups: _Groups,
    order: Sequence[str],
    latest: Mapping[str, str],
    asked: _Asked,
) -> list[str]:
    """Return the matters that moved last; nothing moves after it was last spoken of.

    So those that were silent longer than enough others have not moved need no look.
    """
    wanted = asked.first + asked.many
    found: list[tuple[str, str, str]] = []
    for n, root in enumerate(order):
        if len(found) >= wanted and found[-wanted][0] >= latest[root]:
            rest = [(latest[other], other) for other in order[n:]]
            return [root for *_, root in reversed(found)] + [other for _, other in rest]
        moves = (last_move(connection, one.of, asked.until) for one in groups[root] if one.day)
        day = max((move.since or "" for move in moves if move.before), default="")
        insort(found, (day, latest[root], root))
    return [root for *_, root in reversed(found)]


def _gap(sides: Sequence[Latest]) -> int:
    levels = [_SCALE.index(one.stance) for one in sides]
    return max(levels) - min(levels)


def _pairs_of(connection: Connection, groups: _Groups) -> Counter[str]:
    """Return how many pairs of accounts on each matter the ledger holds apart."""
    named = schema.account_matters.c
    query = select(named.matter_id, sql.count()).where(named.in_one, named.in_other)
    roots = {id_: root for root, some in groups.items() for id_ in some[0].of.parts}
    found: Counter[str] = Counter()
    for matter, count in connection.execute(query.group_by(named.matter_id)):
        if matter in roots:
            found[roots[matter]] += count
    return found


def _differing(
    ledger: Ledger, order: Sequence[str], on: str | None, known: str | None
) -> Counter[tuple[str, str]]:
    """Return by matter and side how many pairs of accounts the side tells one of."""
    found: Counter[tuple[str, str]] = Counter()
    for root in order:
        for row in accounts(ledger, matter=root, on=on, as_known_on=known):
            found.update({(root, told.side) for told in (row.one, row.other) if told.side})
    return found


def whole_day(day: str) -> date:
    """Return a day as far as it is stated, from the beginning of what is left open."""
    return date.fromisoformat(day[:10] + "0000-01-01"[len(day[:10]) :])


def _ticks(first: str, last: str) -> list[str]:
    start, end = whole_day(first), whole_day(last)
    step = max(1.0, (end - start).days / SAMPLES)
    count = int((end - start).days / step) + 1
    days = {str(start + timedelta(round(n * step))) for n in range(count)}
    # The last day as it is stated: `2024-05` stands after the days before that month.
    return sorted({*days, last})
