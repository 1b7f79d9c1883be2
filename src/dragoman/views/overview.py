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
from dragoman.ledger.chunking import chunks
from dragoman.ledger.naming import name_matters
from dragoman.records import STANCES
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.views.moving import Latest, Moved, last_moves
from dragoman.views.over_time import STALE, heard_until, last_day_said, months_between
from dragoman.views.overview_rows import CellRow, Overview, Point
from dragoman.views.quarrels import quarrels_on
from dragoman.views.series import Said
from dragoman.views.survey import Extent, extents, stances_at, survey, survey_of_all

Sort = Literal["moved", "gap", "differing", "name"]
SORTS: tuple[Sort, ...] = get_args(Sort)

SAMPLES = 80
"""Days at which a line is drawn: every other pixel of it."""

ROOM = 3
"""How much more place lines must get for those that begin before to come in from the edge."""
_TOGETHER = 40
"""Matters at least that are looked at together for when their sides moved."""

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
    whole: bool = False,
) -> Overview:
    """Return the positions on `count` matters from the `first` in the order of `sort`.

    `moved` begins with the stance that changed last, `gap` with the matter on which the sides
    stand widest apart, `differing` with the most pairs of accounts that cannot both hold.
    Lines are drawn over the time in which most of them begin, with `whole` from the first on.
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
        every = (
            survey_of_all(ledger, connection, until, last_day(as_known_on))
            if matters is None
            else survey(connection, matters, until)
        )
        for one in every:
            if sides is None or one.of.side in sides:
                groups[one.of.matter].append(one)
        order = _ordered(connection, groups, asked)[first : first + count]
        shown = [one for root in order for one in groups[root]]
        measured = until or last_day_said(connection, last_day(as_known_on))
        series = [one.of for one in shown]
        reach = extents(connection, series, until)
        own = [reach.get((one.of.matter, one.of.side)) for one in shown]
        firsts = sorted(extent.first for extent in own if extent and extent.first)
        known = sorted([*firsts, *(one.day for one in shown if one.day)])
        begun = known[0] if known else None
        axis = (begun if whole else _begin(firsts, known), known[-1]) if begun else None
        lines = stances_at(connection, series, _ticks(*axis)) if axis else {}
        moved = last_moves(connection, shown, until)
        named = name_matters(connection, set(order))
        differing = _differing(
            connection, {root: groups[root][0].of.parts for root in order}, until
        )
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
    return Overview(tuple(rows), len(groups), axis, begun)


def _begin(firsts: Sequence[str], known: Sequence[str]) -> str:
    """Return from when on lines are drawn: a few old ones do not squeeze all the others.

    The earliest eighth of them, and up to half, begin at the edge where the others then have
    `ROOM` times the place.
    """
    begin, end = known[0], whole_day(known[-1]).toordinal()
    for eighths in range(1, 5):
        later = firsts[len(firsts) * eighths // 8] if firsts else begin
        start, then = (whole_day(day).toordinal() for day in (begin, later))
        if end > then and end - start >= ROOM * (end - then):
            begin = later
    return begin


def _cell(  # noqa: PLR0913, PLR0917
    one: Latest,
    name: str,
    moved: Moved,
    extent: Extent,
    line: Sequence[Said],
    differing: int,
    measured: str | None,
) -> CellRow:
    silent = months_between(one.day, heard_until(one.of.side, measured))
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
    for some in chunks(order, max(_TOGETHER, wanted)):
        if len(found) >= wanted and found[-wanted][0] >= latest[some[0]]:
            break
        moved = last_moves(connection, [one for r in some for one in groups[r]], asked.until)
        for root in some:
            moves = (moved[one] for one in groups[root])
            day = max((move.since or "" for move in moves if move.before), default="")
            insort(found, (day, latest[root], root))
    # Those that are left never moved as late as the page goes.
    return [root for *_, root in reversed(found)] + list(order[len(found) :])


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
    connection: Connection, matters: Mapping[str, Sequence[str]], until: str | None
) -> Counter[tuple[str, str]]:
    """Return by matter and side how many pairs of accounts the side tells one of."""
    found: Counter[tuple[str, str]] = Counter()
    for root, quarrels in quarrels_on(connection, matters, until).items():
        for pair, _ in quarrels:
            found.update({(root, told.side) for told in (pair.one, pair.other) if told.side})
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
