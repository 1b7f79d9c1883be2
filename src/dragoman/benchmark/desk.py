"""How long the desk takes for each of its pages, and how much the largest of them weighs."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import unquote_plus

from sqlalchemy import func as sql
from sqlalchemy import select
from starlette.applications import Starlette

from dragoman.benchmark.desk_addresses import THEN, addresses
from dragoman.benchmark.made_ledger import make_ledger
from dragoman.benchmark.timing import Taken, Watch, cuts, load
from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.web import desk

CALLS = 5
"""Calls of each address: with some 200 of them a thousand, which takes minutes."""


@dataclass(frozen=True, slots=True)
class PageTime:
    """How long a page took on the server over all its addresses and calls, in milliseconds.

    `p50`, `p95` and `worst` are by the clock, `cpu50` and `cpu95` of processor time, which other
    programs on the machine lengthen less. `first` is the longest first call of an address;
    `first50` and `first95` are of the processor time of first calls, for which nothing was kept.
    `slowest` is the address that needs most processor time at the median, `slowest_cpu` that
    time. `size` is the largest page in bytes, as it is sent.
    """

    page: str
    addresses: int
    calls: int
    p50: float
    p95: float
    worst: float
    cpu50: float
    cpu95: float
    first: float
    first50: float
    first95: float
    slowest: str
    slowest_cpu: float
    size: int


@dataclass(frozen=True, slots=True)
class DeskTimes:
    """The times of all pages; `load` is the machine's in the minute before, where it is known.

    `today` is those of all pages together but for what was known on a day.
    """

    statements: int
    load: float | None
    times: tuple[PageTime, ...]
    today: PageTime


@dataclass(frozen=True, slots=True)
class _Call:
    taken: Taken
    size: int


def bench_desk(
    path: Path,
    statements: int = 1_000_000,
    largest: int = 50_000,
    calls: int = CALLS,
    note: Callable[[str], None] | None = None,
) -> DeskTimes:
    """Time every page of the desk of a ledger's file, made when there is none.

    All addresses are asked for in one turn after the other, each turn in another order, so that
    none finds the file's pages where its own last call left them. Raises DragomanError when a page
    answers anything but 200.
    """
    with make_ledger(path, statements, largest, note) as ledger:
        pages = addresses(ledger)
        with ledger.connect() as connection:
            held = connection.scalar(select(sql.count()).select_from(schema.standings)) or 0
    made = asyncio.run(_answered(desk(path), pages, calls, note))
    today = [one for page, some in pages.items() if not page.endswith(THEN) for one in some]
    return DeskTimes(
        statements=held,
        load=load(),
        times=tuple(_figures(page, some, made) for page, some in pages.items()),
        today=_figures("all but as known", today, made),
    )


async def _answered(
    app: Starlette,
    pages: Mapping[str, Sequence[str]],
    calls: int,
    note: Callable[[str], None] | None,
) -> dict[str, list[_Call]]:
    found: dict[str, list[_Call]] = defaultdict(list)
    asked = [one for some in pages.values() for one in some]
    async with app.router.lifespan_context(app):
        for turn in range(calls):
            if note is not None:
                note(f"Asking for {len(asked)} addresses, turn {turn + 1} of {calls}.")
            Random(turn).shuffle(asked)
            for address in asked:
                found[address].append(await _call(app, address))
    return found


async def _call(app: Starlette, address: str) -> _Call:
    """Ask for an address as a server would, without a socket."""
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    size = status = 0

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal size, status
        status = message.get("status", status)
        size += len(message.get("body", b""))

    watch = Watch()
    await app(scope, receive, send)
    taken = watch.taken()
    if status != 200:
        raise DragomanError(f"{address}: the desk answered {status}.")
    return _Call(taken, size)


def _figures(page: str, asked: Sequence[str], made: Mapping[str, Sequence[_Call]]) -> PageTime:
    every = [one for address in asked for one in made[address]]
    medians = {address: median(one.taken.cpu for one in made[address]) for address in asked}
    slowest = max(medians, key=lambda address: medians[address])
    p50, p95 = cuts([one.taken.clock for one in every])
    cpu50, cpu95 = cuts([one.taken.cpu for one in every])
    first50, first95 = cuts([made[address][0].taken.cpu for address in asked])
    return PageTime(
        page=page,
        addresses=len(asked),
        calls=len(every),
        p50=p50,
        p95=p95,
        worst=max(one.taken.clock for one in every),
        cpu50=cpu50,
        cpu95=cpu95,
        first=max(made[address][0].taken.clock for address in asked),
        first50=first50,
        first95=first95,
        slowest=unquote_plus(slowest),
        slowest_cpu=medians[slowest],
        size=max(one.size for one in every),
    )
