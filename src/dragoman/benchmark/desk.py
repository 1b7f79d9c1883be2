"""How long the desk takes for each of its pages, and how much the largest of them weighs."""

from __future__ import annotations

import asyncio
import os
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import quantiles
from typing import Any

from starlette.applications import Starlette

from dragoman.benchmark.desk_addresses import addresses
from dragoman.errors import DragomanError
from dragoman.ledger import open_ledger
from dragoman.web import desk

CALLS = 10


@dataclass(frozen=True, slots=True)
class PageTime:
    """How long a page took, in milliseconds, over all its addresses and calls.

    `p50`, `p95` and `worst` are by the clock, `cpu50` and `cpu95` of processor time, which other
    programs on the machine lengthen less. `first` is the longest first call of an address.
    `slowest` is the address with the highest median processor time, `slowest_cpu` that median.
    `size` is the largest page's in bytes, as it is sent without compression.
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
    slowest: str
    slowest_cpu: float
    size: int


@dataclass(frozen=True, slots=True)
class DeskTimes:
    """The times of all pages; `load` is the machine's in the minute before, where it is known."""

    statements: int
    load: float | None
    times: tuple[PageTime, ...]


@dataclass(frozen=True, slots=True)
class _Call:
    clock: float
    cpu: float
    size: int


def bench_desk(
    ledger: str,
    calls: int = CALLS,
    only: str | None = None,
) -> DeskTimes:
    with open_ledger(ledger, create=False) as opened:
        pages = {
            page: some
            for page, some in addresses(opened).items()
            if some and (only is None or only in page)
        }
    made = asyncio.run(_answered(desk(ledger), pages, calls))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return DeskTimes(0, load, tuple(_figures(page, some, made) for page, some in pages.items()))


async def _answered(
    app: Starlette, pages: Mapping[str, Sequence[str]], calls: int
) -> dict[str, list[_Call]]:
    found: dict[str, list[_Call]] = defaultdict(list)
    async with app.router.lifespan_context(app):
        for turn in range(calls):
            asked = [one for some in pages.values() for one in some]
            Random(turn).shuffle(asked)
            for address in asked:
                found[address].append(await _call(app, address))
    return found


async def _call(app: Starlette, address: str) -> _Call:
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
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
        "state": {},
    }
    size = status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal size, status
        status = message.get("status", status)
        size += len(message.get("body", b""))

    clock, cpu = time.perf_counter(), time.process_time()
    await app(scope, receive, send)
    took = 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - cpu)
    if status != 200:
        raise DragomanError(f"{address}: the desk answered {status}.")
    return _Call(*took, size)


def _figures(page: str, asked: Sequence[str], made: Mapping[str, Sequence[_Call]]) -> PageTime:
    every = [one for address in asked for one in made[address]]
    medians = {a: sorted(one.cpu for one in made[a])[len(made[a]) // 2] for a in asked}
    slowest = max(medians, key=lambda a: medians[a])
    (p50, p95), (cpu50, cpu95) = _cuts([e.clock for e in every]), _cuts([e.cpu for e in every])
    return PageTime(
        page,
        len(asked),
        len(every),
        p50,
        p95,
        max(one.clock for one in every),
        cpu50,
        cpu95,
        max(made[address][0].clock for address in asked),
        slowest,
        medians[slowest],
        max(one.size for one in every),
    )


def _cuts(taken: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    if len(taken) == 1:
        return taken[0], taken[0]
    cuts = quantiles(taken, n=20, method="inclusive")
    return cuts[9], cuts[18]


if __name__ == "__main__":
    import sys
    import urllib.parse

    path, calls, only = sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None
    with open_ledger(path) as opened:
        pages = {p: s for p, s in addresses(opened).items() if only is None or p.startswith(only)}
    made = asyncio.run(_answered(desk(path), pages, calls))
    for page, some in pages.items():
        one = _figures(page, some, made)
        print(
            f"{page:22} p50 {one.p50:6.0f} p95 {one.p95:6.0f} worst {one.worst:6.0f} cpu {one.cpu50:6.0f} {one.cpu95:6.0f} {one.size:7}"
        )
        for a in some:
            c = made[a]
            print(
                "      ",
                " ".join(f"{x.cpu:.0f}" for x in c),
                c[0].size,
                urllib.parse.unquote_plus(a),
            )
