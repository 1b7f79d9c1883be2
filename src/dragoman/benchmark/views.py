"""How long the views of one matter take in a large ledger of made statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import func as sql
from sqlalchemy import select

from dragoman import views
from dragoman.benchmark.made_ledger import FIRST, make_ledger
from dragoman.benchmark.made_matters import MadeMatter, made_matters
from dragoman.benchmark.timing import Watch, cuts, load
from dragoman.errors import UnreadableInput
from dragoman.ledger import Ledger, schema

CALLS = 40
"""Calls of each view, every one for another matter as far as there are so many."""

PAGE = 100
"""Statements asked for at once: a page of them."""

KNOWN = f"{FIRST.year + 5}-06-30"
"""The day of `as_known_on`: the middle of the made years."""

View: TypeAlias = Callable[[Ledger, str], Sequence[object]]
"""A view that is asked for one matter of a ledger."""


def _views(**more: Any) -> Iterator[tuple[str, View]]:  # noqa: ANN401
    """Yield every view that answers for one matter, by its name."""
    yield "positions", lambda ledger, m: views.positions(ledger, matter=m, **more)
    yield (
        "positions over time",
        lambda ledger, m: views.positions_over_time(ledger, matter=m, **more),
    )
    yield "shifts", lambda ledger, m: views.shifts(ledger, matter=m, **more)
    yield "conditions", lambda ledger, m: views.conditions(ledger, matter=m, **more)
    yield "deadlocks", lambda ledger, m: views.deadlocks(ledger, matter=m, ended=True, **more)
    yield "accounts", lambda ledger, m: views.accounts(ledger, matter=m, **more)
    yield "grounds", lambda ledger, m: views.grounds(ledger, matter=m, **more)
    yield "statements", lambda ledger, m: views.statements(ledger, matter=m, limit=PAGE, **more)
    yield "matters", lambda ledger, m: views.matters(ledger, m, **more)


VIEWS: dict[str, View] = dict(_views())
VIEWS |= {
    f"{name.removeprefix('positions ')}, as known": view for name, view in _views(as_known_on=KNOWN)
}


@dataclass(frozen=True, slots=True)
class ViewTime:
    """How long a view of one matter took, in milliseconds: `p50`, `p95` and the worst of `calls`.

    `cpu` is the 95th percentile of processor time, which other programs on the machine lengthen
    less. `largest` is the time for the largest matter, `largest_cpu` the processor's, and `rows`
    how many rows it has there.
    """

    view: str
    calls: int
    p50: float
    p95: float
    worst: float
    cpu: float
    largest: float
    largest_cpu: float
    rows: int


@dataclass(frozen=True, slots=True)
class ViewTimes:
    """The times of all views; `load` is the machine's in the minute before, where it is known."""

    statements: int
    largest: int
    made: float
    size: int
    load: float | None
    times: tuple[ViewTime, ...]


def bench_views(
    path: Path,
    statements: int = 1_000_000,
    largest: int = 50_000,
    calls: int = CALLS,
    note: Callable[[str], None] | None = None,
) -> ViewTimes:
    """Time every view of one matter in the ledger of a file, made when there is none.

    `made` is how many seconds making it took, `size` the bytes of the file. Raises UnreadableInput
    when the file has a ledger that was not made of just these figures.
    """
    watch = Watch()
    with make_ledger(path, statements, largest, note) as ledger:
        made = watch.taken().clock / 1000
        matters = made_matters(statements, largest)
        if not _is_made_of(ledger, matters):
            raise UnreadableInput(
                str(path),
                f"not a ledger made of {statements:,} statements, {largest:,} on one matter",
                "Name another file, or the figures that it was made of.",
            )
        asked = list(_spread([matter.id for matter in matters], calls))
        times = tuple(_timed(ledger, name, asked) for name in VIEWS)
    return ViewTimes(statements, largest, made, path.stat().st_size, load(), times)


def _is_made_of(ledger: Ledger, matters: Sequence[MadeMatter]) -> bool:
    with ledger.connect() as connection:
        count = connection.scalar(select(sql.count()).select_from(schema.statements))
        wordings = schema.wordings.c
        told = connection.execute(select(wordings.matter_id, wordings.count)).all()
    wanted = {matter.id: matter.statements for matter in matters}
    return count == sum(wanted.values()) and dict(map(tuple, told)) == wanted


def _spread(ids: Sequence[str], calls: int) -> Iterator[str]:
    """Yield matters from the largest to the smallest, evenly; again from there when too few."""
    for n in range(calls):
        yield ids[n * len(ids) // calls] if calls <= len(ids) else ids[n % len(ids)]


def _timed(ledger: Ledger, name: str, asked: Sequence[str]) -> ViewTime:
    view = VIEWS[name]
    view(ledger, asked[-1])  # what is loaded once is loaded
    every, rows = [], 0
    for n, matter in enumerate(asked):
        watch = Watch()
        found = view(ledger, matter)
        every.append(watch.taken())
        rows = rows if n else len(found)
    clock = [one.clock for one in every]
    (p50, p95), (_, cpu95) = cuts(clock), cuts([one.cpu for one in every])
    return ViewTime(name, len(every), p50, p95, max(clock), cpu95, *every[0], rows)
