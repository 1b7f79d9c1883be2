"""Deadlocks: one side waits for an act of another, which waits for an act of the first.

Two sides, or three in a ring, whose conditions are on one matter, on one and the one that it is
part of, or each the other's outcome. Whoever must act is to be known: `both` or nobody named
never makes a deadlock. Read are the demands of the matter, and those on others that answer them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from operator import itemgetter
from typing import TypeAlias

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.acts import Act
from dragoman.ledger.bearing import brings_about
from dragoman.ledger.chunking import chunks
from dragoman.ledger.demanding import Demand as Wanted
from dragoman.ledger.demanding import demand_key, unpacked
from dragoman.ledger.matters import party_name
from dragoman.ledger.naming import members, name_matters
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.conditions import condition_rows
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.demands import Demand, asked_for, firsts_and_lasts
from dragoman.views.knowing import connected
from dragoman.views.parts import wider_matters
from dragoman.views.status import OVER, Became, course
from dragoman.views.statuses import statuses_of, with_all_siblings
from dragoman.views.told_of import with_evidence

_KINDS = frozenset({"precondition", "offer"})
_PAIRS = 20
"""Demands of one side on another that are compared for one matter, the latest."""

Waits: TypeAlias = Mapping[tuple[str, str], list[Demand]]
_Exchanges: TypeAlias = dict[str, set[tuple[str, str]]]
"""For the key of a demand that answers the heads of the acts that it is to offer for outcome,
each with what the act is done to."""

Courses: TypeAlias = Mapping[int, Sequence[tuple[str, Became]]]
"""What became of demands day by day, by their identity in this process."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """Demands that wait for one another, with the days between which all of them stood."""

    demands: tuple[Demand, ...]
    direct: bool
    since: str | None
    ended: str | None


def deadlocks(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    on: str | None = None,
    ended: bool = False,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[DeadlockRow, ...]:
    """Return the deadlocks on a matter in which a side takes part, the latest first.

    `on` asks as of that day; `ended` adds those that a met or withdrawn condition ended, `parts`
    those on what is part of the matter, and `as_known_on` leaves out what was not known by that
    day. Raises NotFound for a matter that the ledger does not have, DragomanError for `on` that
    is no date.
    """
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        roots = None if asked is None else frozenset(asked.values())
        every = asked_for(connection, _keys(connection, asked, until), until)
        found = [one for one in every if _waits(one)]
        waiting = with_evidence(connection, found, until, latest=True)
        rings = _exact(connection, _rings(connection, waiting, roots, until), until)
        rings = [ring for ring in rings if ended or not ring.ended]
        if side is not None:
            names = {party_name(name) for name in sides_shown(connection, side)}
            rings = [r for r in rings if any(d.side in names for d in r.demands)]
        return _rows(connection, rings, until)


def _exact(connection: Connection, rings: Sequence[_Ring], until: str | None) -> list[_Ring]:
    """Return deadlocks with the days that all the words on their demands give."""
    keys = {time.condition for ring in rings for one in ring.demands for time in one.times}
    shown = {one.shown for ring in rings for one in ring.demands}
    every = asked_for(connection, with_all_siblings(connection, keys), until)
    asked = [one for one in every if any(time.condition in shown for time in one.times)]
    whole = with_evidence(connection, asked, until)
    by_condition = {time.condition: one for one in whole for time in one.times}
    courses = {id(one): course(one, until) for one in whole}
    again = (
        _ring([by_condition[one.shown] for one in r.demands], courses, direct=r.direct)
        for r in rings
    )
    return [ring for ring in again if ring]


def _keys(connection: Connection, asked: Mapping[str, str] | None, until: str | None) -> list[int]:
    """Return the conditions on matters and on those they are part of, and what answers them.

    Of each wording of a demand the first and the last: what became of it needs no more. On other
    matters only what asks for the outcome of a condition here, and has its act for outcome.
    """
    if asked is None:
        return list(connection.execute(firsts_and_lasts(until)).scalars())
    wider = wider_matters(connection, set(asked.values()))
    standings, demands = schema.condition_standings.c, schema.demands.c
    found: set[int] = set()
    exchanges: _Exchanges = defaultdict(set)
    for some in chunks(sorted({*asked, *(id_ for ids in wider.values() for id_ in ids)})):
        query = select(demands.side, demands.actor, demands.act, demands.outcome).distinct()
        query = query.join(
            schema.condition_standings, standings.condition_key == demands.condition_key
        ).where(standings.matter_id.in_(some))
        for side, actor, *words in connection.execute(query).all():
            act, outcome = (unpacked(one) for one in words)
            if side and actor and act and outcome:
                for key in _asking(actor, side, outcome):
                    exchanges[key].add((act.head, act.patient))
        on = standings.matter_id.in_(some)
        found.update(connection.execute(firsts_and_lasts(until, on)).scalars().all())
    for answers in chunks(_answering(connection, exchanges)):
        within = demands.condition_key.in_(answers)
        found.update(connection.execute(firsts_and_lasts(until, within)).scalars())
    return sorted(found)


def _asking(side: str, actor: str, act: Act) -> Iterator[str]:
    """Yield the keys of the demands by which a side waits for that act of another."""
    for partial in (False, True):
        one = Act(act.head, act.patient, partial=partial)
        key = demand_key(Wanted(side, actor, one, None, negated=False, unmet=False))
        if key is not None:
            yield key


def _answering(connection: Connection, exchanges: _Exchanges) -> list[int]:
    """Return the conditions that ask for an outcome of those here, and offer their act.

    They come by who asks and who is to act, so that what is one demand comes together.
    """
    demands = schema.demands.c
    query = select(demands.side, demands.actor, demands.condition_key, demands.key, demands.outcome)
    query = query.where(demands.outcome.is_not(None))
    found: list[tuple[str, str, int]] = []
    for some in chunks(sorted(exchanges)):
        for *place, key, words in connection.execute(query.where(demands.key.in_(some))).all():
            outcome = unpacked(words)
            if outcome and (outcome.head, outcome.patient) in exchanges[key]:
                found.append(tuple(place))
    return [condition for _, _, condition in sorted(found)]


def _rings(
    connection: Connection,
    waiting: Sequence[Demand],
    roots: Collection[str] | None,
    until: str | None,
) -> list[_Ring]:
    """Return the deadlocks, those in which each waits for the other's outcome before others."""
    courses = {id(one): course(one, until) for one in waiting}
    by_matter: dict[str, list[Demand]] = defaultdict(list)
    for one in waiting:
        if one.matter:
            by_matter[one.matter].append(one)
    rings = list(_direct(_between(waiting), courses))
    if roots is not None:
        rings = [r for r in rings if any(d.matter in roots for d in r.demands)]
    taken = {frozenset(_pair(one) for one in ring.demands) for ring in rings}
    wider = wider_matters(connection, set(by_matter) if roots is None else roots)
    root_of = members(connection, {id_ for ids in wider.values() for id_ in ids}) if wider else {}
    for matter in sorted(by_matter if roots is None else set(by_matter) & set(roots)):
        own = by_matter[matter]
        around = {root_of.get(id_, id_) for id_ in wider.get(matter, ())} - {matter}
        part = [one for root in sorted(around) for one in by_matter.get(root, ())]
        for ring in _on_matter(_between([*own, *part]), courses):
            pairs = frozenset(_pair(one) for one in ring.demands)
            if pairs not in taken and any(one.matter == matter for one in ring.demands):
                taken.add(pairs)
                rings.append(ring)
    return rings


def _waits(one: Demand) -> bool:
    if not one.side or not one.actor or one.actor in ("both", one.side):
        return False
    return not one.negated and any(time.kind in _KINDS for time in one.times)


def _pair(one: Demand) -> tuple[str | None, str | None, str | None]:
    return one.side, one.actor, one.matter


def _between(demands: Iterable[Demand]) -> Waits:
    """Return the demands by who waits and for whom, the latest first."""
    found: dict[tuple[str, str], list[Demand]] = defaultdict(list)
    for one in sorted(demands, key=_latest, reverse=True):
        if one.side and one.actor:
            found[one.side, one.actor].append(one)
    return found


def _latest(one: Demand) -> tuple[str, str, str, int]:
    days = [time.day for time in one.times if time.day]
    last = one.times[-1]
    return max(days, default=""), one.matter or "", last.article, last.condition


def _circles(waits: Waits) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the pairs of sides that wait for each other, and the rings of three without such."""
    for a, b in sorted(waits):
        if a < b and (b, a) in waits:
            yield (a, b), (b, a)
    for a, b in sorted(waits):
        for c in sorted({other for side, other in waits if side == b}):
            edges = (a, b), (b, c), (c, a)
            least = a == min(a, b, c) and len({a, b, c}) == 3
            if least and (c, a) in waits and not any((y, x) in waits for x, y in edges):
                yield edges


def _direct(waits: Waits, courses: Courses) -> Iterator[_Ring]:
    """Yield the deadlocks in which what each side would do is what another waits for."""
    for edges in _circles(waits):
        for some in product(*(waits[edge][:_PAIRS] for edge in edges)):
            if _each_outcome(some):
                ring = _ring(some, courses, direct=True)
                if ring:
                    yield ring


def _on_matter(waits: Waits, courses: Courses) -> Iterator[_Ring]:
    """Yield for each circle of sides one deadlock: one that lasts, else the one that ended last."""
    for edges in _circles(waits):
        choices = product(*(waits[edge][:_PAIRS] for edge in edges))
        made = (_ring(some, courses, direct=_each_outcome(some)) for some in choices)
        found = [ring for ring in made if ring]
        if found:
            yield max(found, key=lambda ring: (ring.direct, ring.ended is None, ring.ended or ""))


def _each_outcome(demands: Sequence[Demand]) -> bool:
    return all(
        one.act is not None
        and any(time.outcome and brings_about(time.outcome, one.act) for time in other.times)
        for one, other in pairwise((*demands, demands[0]))
    )


def _ring(demands: Sequence[Demand], known: Courses, *, direct: bool) -> _Ring | None:
    """Return a deadlock with its days; None where the demands never stood at once."""
    firsts = [one.first for one in demands]
    courses = [known[id(one)] for one in demands]
    if any(first is None for first in firsts):
        over = any(some and some[-1][1].status in OVER for some in courses)
        return None if over else _Ring(tuple(demands), direct, None, None)
    start = max(first for first in firsts if first)
    days = sorted({start, *(day for some in courses for day, _ in some if day > start)})
    since, ended = None, None
    for day in days:
        stands = all(_stands(some, day) for some in courses)
        if stands and (since is None or ended):
            since, ended = day, None
        elif not stands and since and not ended:
            ended = day
    return _Ring(tuple(demands), direct, since, ended) if since else None


def _stands(days: Sequence[tuple[str, Became]], day: str) -> bool:
    at = bisect_right(days, day, key=itemgetter(0))
    return not at or days[at - 1][1].status not in OVER


def _rows(
    connection: Connection, rings: Sequence[_Ring], until: str | None
) -> tuple[DeadlockRow, ...]:
    latest = {id(d): d.shown for ring in rings for d in ring.demands}
    keys = sorted(set(latest.values()))
    became = statuses_of(connection, {id(d): d for ring in rings for d in ring.demands}.values())
    conditions = dict(zip(keys, condition_rows(connection, keys, until, became), strict=True))
    named = name_matters(connection, {d.matter for ring in rings for d in ring.demands if d.matter})
    rows = []
    for ring in rings:
        matter = next((d.matter for d in ring.demands if d.matter), None)
        rows.append(
            DeadlockRow(
                matter=matter,
                matter_name=named[matter].name if matter else None,
                sides=tuple(d.side or "" for d in ring.demands),
                link="direct" if ring.direct else "same matter",
                since=ring.since,
                ended=ring.ended,
                first_set=tuple(d.first for d in ring.demands),
                conditions=tuple(conditions[latest[id(d)]] for d in ring.demands),
            )
        )
    return tuple(sorted(rows, key=_newest, reverse=True))


def _newest(row: DeadlockRow) -> tuple[bool, str, str, tuple[str, ...], tuple[str, ...]]:
    refs = tuple(one.record for one in row.conditions)
    return row.ended is None, row.ended or row.since or "", row.matter_name or "", row.sides, refs
