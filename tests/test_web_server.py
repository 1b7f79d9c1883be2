"""The desk of a ledger on a PostgreSQL server shows what that of the same ledger in a file does."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
import made
from desk import opened
from desk_pages import examples, with_ending
from dragoman.ledger.copying import copy
from postgres_server import Server
from tellings import batch

QUERIES = (
    *("q=stance:rejects+kind:direct", "q=has:condition+language:en", "q=ferry"),
    *("q=after:2031-03+before:2031-12", "q=known:2031-06-01", "sort=gap"),
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("desk") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        for told in [*batch()[:6], made.reading(), made.reading("strait copy")]:
            ledger.add(told)
    return at


def test_every_page_has_the_same_rows_on_a_server(talks: Path, server: Server) -> None:
    where = server.empty("desk")
    copy(talks, where)
    with opened(talks) as beside, opened(where) as there:
        for address in examples(talks).values():
            for query in ("", *QUERIES):
                if query and "?" in address:
                    continue
                asked = with_ending(f"{address}?{query}" if query else address, ".json")
                held, found = beside.get(asked), there.get(asked)
                assert (found.status_code, found.text) == (held.status_code, held.text), asked
            assert there.get(address).status_code == 200, address
